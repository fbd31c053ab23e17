from flask import Flask, render_template, request
from flask_babel import Babel
from flask_babel import lazy_gettext as _

app = Flask(__name__)
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


@app.get("/plain")
def plain():
    return render_template("plain.html")
