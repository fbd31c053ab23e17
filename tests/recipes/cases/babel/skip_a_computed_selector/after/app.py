import importlib

from compat.application import Application
from compat.legacy import Fallback
from compat.templating import render_template_string

SELECTORS = {"fixed": lambda: "de"}

app = Application(__name__)
# unflask UF204: a Flask extension was taken out of the converted application: Flask-Babel; its selector `SELECTORS['fixed']` is no function of the project
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)


# Flask still answers GET /: UF205 a page uses what a Flask extension gives to templates: a page uses `numberformat` of Flask-Babel; its selector `SELECTORS['fixed']` is no function of the project (app.py:12).
def index():
    # unflask UF205: a page uses what a Flask extension gives to templates: a page uses `numberformat` of Flask-Babel; its selector `SELECTORS['fixed']` is no function of the project
    return render_template_string("{{ 1234.5|numberformat }}")


@app.get("/plain")
def plain():
    return "plain"
