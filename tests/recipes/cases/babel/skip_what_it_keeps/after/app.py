import importlib

from babel import Locale
from flask_babel import get_locale

from compat.application import Application
from compat.context import g
from compat.legacy import Fallback

app = Application(__name__)
# unflask UF204: a Flask extension was taken out of the converted application: Flask-Babel; what it keeps for a request is used from outside
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)


# Flask still answers GET /<code>: UF201 a Flask extension is used here: Flask-Babel; what it keeps for a request is used from outside (app.py:11).
def index(code: str):
    # unflask UF201: a Flask extension is used here: Flask-Babel; what it keeps for a request is used from outside
    get_locale()
    g._flask_babel.babel_locale = Locale.parse(code)
    # unflask UF201: a Flask extension is used here: Flask-Babel; what it keeps for a request is used from outside
    return str(get_locale())


@app.get("/plain")
def plain():
    return "plain"
