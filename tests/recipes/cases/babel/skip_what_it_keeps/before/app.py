from babel import Locale
from flask import Flask, g
from flask_babel import Babel, get_locale

app = Flask(__name__)
Babel(app)


@app.get("/<code>")
def index(code):
    get_locale()
    g._flask_babel.babel_locale = Locale.parse(code)
    return str(get_locale())


@app.get("/plain")
def plain():
    return "plain"
