from flask import Flask, render_template, request
from flask_babel import Babel
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import DataRequired

app = Flask(__name__)
app.config["WTF_CSRF_ENABLED"] = False
LABEL = _("Hello")


def select_locale():
    return request.args.get("lang") if request.environ["wsgi.errors"] else None


Babel(app, locale_selector=select_locale)


@app.get("/")
def index():
    return render_template("page.html")


@app.get("/label")
def label():
    return str(LABEL)


class NameForm(FlaskForm):
    name = StringField(validators=[DataRequired()])


@app.post("/form")
def form():
    asked = NameForm()
    asked.validate()
    return asked.errors


@app.get("/plain")
def plain():
    return render_template("plain.html")
