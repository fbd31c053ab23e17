import importlib

from flask_babel import Babel, gettext

from compat.application import Application
from compat.legacy import Fallback


# unflask UF201: a Flask extension is used here: Flask-Babel; `Babel` is used as a value
class Languages(Babel):
    def list_translations(self):
        return [self.default_locale]


app = Application(__name__)
# unflask UF201: a Flask extension is used here: Flask-Babel; `Babel` is used as a value
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)
languages = Languages()


# Flask still answers GET /: UF201 a Flask extension is used here: Flask-Babel; `Babel` is used as a value (app.py:16).
def index():
    # unflask UF201: a Flask extension is used here: Flask-Babel; `Babel` is used as a value
    return gettext("Hello")


@app.get("/plain")
def plain():
    return "plain"
