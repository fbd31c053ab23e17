from flask import Flask, flash, g, redirect, render_template, session, url_for
from flask_wtf import FlaskForm
from flask_wtf.file import FileAllowed, FileField, FileRequired, FileSize
from wtforms import IntegerField, StringField
from wtforms.validators import DataRequired, NumberRange, ValidationError

app = Flask(__name__)
app.config.update(SECRET_KEY="a shop", WTF_CSRF_TIME_LIMIT=None)


class BaseForm(FlaskForm):
    class Meta(FlaskForm.Meta):
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
        if field.data in session.get("ordered", []):
            raise ValidationError("You have ordered that.")


class SearchForm(FlaskForm):
    class Meta:
        csrf = False

    words = StringField(validators=[DataRequired()])


class CoverForm(FlaskForm):
    cover = FileField(validators=[FileRequired(), FileAllowed(["png"]), FileSize(max_size=20)])


@app.before_request
def count():
    g.visits = 7
    session.setdefault("csrf_token", "the secret half")


@app.route("/order", methods=["GET", "POST"])
def order():
    form = OrderForm(copies=2)
    if form.validate_on_submit():
        session["ordered"] = [*session.get("ordered", []), form.book.data]
        flash(f"{form.copies.data} of {form.book.data}")
        return redirect(url_for("order"))
    return render_template("order.html", form=form)


@app.post("/search")
def search():
    form = SearchForm()
    if not form.validate_on_submit():
        return {"errors": form.errors}, 400
    return {"words": form.words.data}


@app.post("/cover")
def cover():
    form = CoverForm(meta={"csrf": False})
    if not form.validate():
        return {"errors": form.errors}, 400
    return {"name": form.cover.data.filename, "size": len(form.cover.data.read())}
