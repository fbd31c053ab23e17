from pydantic import BaseModel
from wtforms import StringField
from wtforms.validators import DataRequired, Length

from compat.application import Application
from compat.context import request
from compat.locales import force_locale, get_locale, refresh
from compat.session import SessionMiddleware
from compat.translation import Babel
from compat.values import Json
from compat.wtf import RequestForm

app = Application(__name__)
app.add_middleware(SessionMiddleware)
app.config.update(SECRET_KEY="a shop", WTF_CSRF_ENABLED=False)
Babel(app, locale_selector=lambda: request.args.get("language"))


class NameForm(RequestForm):
    name = StringField(validators=[DataRequired(), Length(min=3)])


class IndexAnswer(BaseModel):
    errors: Json
    later: Json


@app.post("/", response_model=IndexAnswer)
def index():
    form = NameForm()
    form.validate()
    errors = form.errors
    with force_locale("fr"):
        refresh()
        form.validate()
    return {"errors": errors, "later": form.errors}


@app.get("/plain")
def plain():
    return "plain"


class LanguageAnswer(BaseModel):
    language: str


@app.get("/language", response_model=LanguageAnswer)
def language():
    return {"language": str(get_locale())}
