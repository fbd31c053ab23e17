import importlib

from compat.application import Application
from compat.legacy import Fallback
from compat.urls import url_for

app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)


@app.get("/plain")
def plain():
    return "plain"


# Flask still answers GET /old: its option `redirect_to` has no counterpart, since its view is never called.
# unflask UF110: the route is declared in a way that FastAPI has no counterpart for: its option `redirect_to` has no counterpart, since its view is never called
def old():
    return "never"


# Flask still answers GET /alias: UF110 the route is declared in a way that FastAPI has no counterpart for: its option `alias` has no counterpart, since it redirects to another rule of its view (app.py:17).
# Flask still answers GET /alias2: its option `alias` has no counterpart, since it redirects to another rule of its view.
# unflask UF110: the route is declared in a way that FastAPI has no counterpart for: its option `alias` has no counterpart, since it redirects to another rule of its view
def aliased():
    return "aliased"


# Left on Flask: its option `build_only` has no counterpart, since it is never matched.
pass


@app.get("/built")
def built_url():
    return url_for("built", n=1) + url_for("old")
