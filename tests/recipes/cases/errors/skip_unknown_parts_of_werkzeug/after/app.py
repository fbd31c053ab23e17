import importlib

from werkzeug.exceptions import Aborter, default_exceptions

from compat.application import Application
from compat.legacy import Fallback

app = Application(__name__)
# unflask UF150: an exception of Werkzeug has no counterpart: `werkzeug.exceptions.Aborter`
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)
stop = Aborter()


# Flask still answers GET /stop: UF150 an exception of Werkzeug has no counterpart: `werkzeug.exceptions.Aborter` (app.py:5) (through stopped → stop).
def stopped():
    stop(404)


# Flask still answers GET /names: UF150 an exception of Werkzeug has no counterpart: `werkzeug.exceptions.default_exceptions` (app.py:15).
def names():
    # unflask UF150: an exception of Werkzeug has no counterpart: `werkzeug.exceptions.default_exceptions`
    return {str(code): kind.__name__ for code, kind in default_exceptions.items() if code < 403}


@app.get("/plain")
def plain():
    return "plain"
