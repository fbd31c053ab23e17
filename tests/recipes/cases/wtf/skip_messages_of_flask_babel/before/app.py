from flask import Flask, request
from flask_babel import Babel
from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import DataRequired

app = Flask(__name__)
app.config.update(SECRET_KEY="a shop", WTF_CSRF_ENABLED=False)
babel = Babel(app, locale_selector=lambda: request.args.get("language"))
started_with = [babel]


class NameForm(FlaskForm):
    name = StringField(validators=[DataRequired()])


@app.post("/")
def index():
    form = NameForm()
    form.validate()
    return {"errors": form.errors}


@app.get("/plain")
def plain():
    return "plain"
