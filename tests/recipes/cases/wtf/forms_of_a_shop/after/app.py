from fastapi.responses import RedirectResponse
from pydantic import BaseModel
from wtforms import IntegerField, StringField
from wtforms.validators import DataRequired, NumberRange, ValidationError

from compat.application import Application
from compat.context import g
from compat.context import request as context_request
from compat.form_files import FileAllowed, FileField, FileRequired, FileSize
from compat.requests import Request
from compat.responses import JSONResponse
from compat.session import SessionMiddleware, flash
from compat.templating import TemplateResponse
from compat.urls import url_for
from compat.values import Json
from compat.wtf import RequestForm

app = Application(__name__)
app.add_middleware(SessionMiddleware)
app.config.update(SECRET_KEY="a shop", WTF_CSRF_TIME_LIMIT=None)


class BaseForm(RequestForm):
    class Meta(RequestForm.Meta):
        def render_field(self, field, render_kw):
            render_kw.setdefault("class", "field")
            return super().render_field(field, render_kw)


class OrderForm(BaseForm):
    book = StringField(validators=[DataRequired()])
    copies = IntegerField(validators=[NumberRange(1, 9)])

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.seen = g.get("visits", 0)

    def validate_book(self, field):
        if field.data in context_request.session.get("ordered", []):
            raise ValidationError("You have ordered that.")


class SearchForm(RequestForm):
    class Meta:
        csrf = False

    words = StringField(validators=[DataRequired()])


class CoverForm(RequestForm):
    cover = FileField(validators=[FileRequired(), FileAllowed(["png"]), FileSize(max_size=20)])


@app.before_request
def count(request: Request):
    g.visits = 7
    request.session.setdefault("csrf_token", "the secret half")


@app.api_route("/order", methods=["GET", "POST"])
def order(request: Request):
    form = OrderForm(copies=2)
    if form.validate_on_submit():
        request.session["ordered"] = [*request.session.get("ordered", []), form.book.data]
        flash(request, f"{form.copies.data} of {form.book.data}")
        return RedirectResponse(url_for("order"), status_code=302)
    return TemplateResponse(request, "order.html", {"form": form})


class SearchAnswer(BaseModel):
    words: Json


@app.post("/search", response_model=SearchAnswer)
def search():
    form = SearchForm()
    if not form.validate_on_submit():
        return JSONResponse({"errors": form.errors}, 400)
    return {"words": form.words.data}


class CoverAnswer(BaseModel):
    name: Json
    size: int


@app.post("/cover", response_model=CoverAnswer)
def cover():
    form = CoverForm(meta={"csrf": False})
    if not form.validate():
        return JSONResponse({"errors": form.errors}, 400)
    return {"name": form.cover.data.filename, "size": len(form.cover.data.read())}
