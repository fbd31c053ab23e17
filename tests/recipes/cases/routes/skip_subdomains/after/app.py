import importlib

from compat.application import Application
from compat.legacy import Fallback

app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)


# Flask still answers GET /: its option `subdomain` has no counterpart, since routes of FastAPI do not look at the host.
# unflask UF110: the route is declared in a way that FastAPI has no counterpart for: its option `subdomain` has no counterpart, since routes of FastAPI do not look at the host
def api():
    return "api"


@app.get("/plain")
def plain():
    return "plain"
