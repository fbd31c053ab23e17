import importlib

from flask_babel import Babel
from flask_wtf import FlaskForm
from pydantic import BaseModel
from wtforms import StringField
from wtforms.validators import DataRequired

from compat.application import Application
from compat.context import request
from compat.legacy import Fallback
from compat.values import Json

app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)
app.config.update(SECRET_KEY="a shop", WTF_CSRF_ENABLED=False)
# unflask UF201: a Flask extension is used here: Flask-Babel; its object is handed on
babel = Babel(locale_selector=lambda: request.args.get("language"))
started_with = [babel]


# unflask UF201: a Flask extension is used here: Flask-WTF; Flask-Babel translates its messages, and stays on Flask
class NameForm(FlaskForm):
    name = StringField(validators=[DataRequired()])


# Flask still answers POST /: UF201 a Flask extension is used here: Flask-WTF; Flask-Babel translates its messages, and stays on Flask (app.py:13) (through index → NameForm).
class IndexAnswer(BaseModel):
    errors: Json


def index():
    form = NameForm()
    form.validate()
    return {"errors": form.errors}


@app.get("/plain")
def plain():
    return "plain"
