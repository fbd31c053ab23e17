import flask_babel
from flask import Flask, jsonify, request
from flask_babel import Babel, force_locale
from flask_babel import lazy_gettext as _l

app = Flask(__name__)
app.config["BABEL_DEFAULT_LOCALE"] = "de"


class Form:
    title = _l("Hello")
    labels = [_l("Hello, %(name)s", name="Ada")]


def select_locale():
    return request.args.get("lang")


Babel(app, locale_selector=select_locale)


@app.get("/")
def index():
    title = Form.title
    return jsonify(title=title, labels=Form.labels, upper=title.upper(), same=title == "Hallo")


@app.get("/twice")
def twice():
    with force_locale("en"):
        first = str(Form.title)
    return f"{first} {Form.title}", 200, {"X-Lazy": str(isinstance(Form.title, flask_babel.LazyString))}


@app.get("/pages/<int:_>")
def page(_):
    return flask_babel.format_number(_)
