import importlib

from flask_wtf import FlaskForm
from pydantic import BaseModel
from wtforms import StringField
from wtforms.validators import DataRequired

from compat.application import Application
from compat.legacy import Fallback
from compat.values import Json

app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)
app.config.update(SECRET_KEY="a shop", WTF_CSRF_ENABLED=False)
# unflask UF204: a Flask extension was taken out of the converted application: Flask-Babel; instead: Babel with a dependency for the language


# unflask UF201: a Flask extension is used here: Flask-WTF; Flask-Babel translates its messages
class NameForm(FlaskForm):
    name = StringField(validators=[DataRequired()])


# Flask still answers POST /: UF201 a Flask extension is used here: Flask-WTF; Flask-Babel translates its messages (app.py:12) (through index → NameForm).
class IndexAnswer(BaseModel):
    errors: Json


def index():
    form = NameForm()
    form.validate()
    return {"errors": form.errors}


@app.get("/plain")
def plain():
    return "plain"
