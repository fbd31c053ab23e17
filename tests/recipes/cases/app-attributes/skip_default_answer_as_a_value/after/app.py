import importlib

from compat.application import Application
from compat.legacy import Fallback

app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)


# Flask still answers GET|POST /items: UF105 a view uses an attribute of the application object that has no counterpart: `make_default_options_response` (app.py:8).
def items():
    # unflask UF105: a view uses an attribute of the application object that has no counterpart: `make_default_options_response`
    answer = app.make_default_options_response
    return answer()


@app.get("/plain")
def plain():
    return "plain"
