from flask import Flask, request
from flask_babel import Babel, force_locale, get_locale, refresh
from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import DataRequired, Length

app = Flask(__name__)
app.config.update(SECRET_KEY="a shop", WTF_CSRF_ENABLED=False)
Babel(app, locale_selector=lambda: request.args.get("language"))


class NameForm(FlaskForm):
    name = StringField(validators=[DataRequired(), Length(min=3)])


@app.post("/")
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


@app.get("/language")
def language():
    return {"language": str(get_locale())}
