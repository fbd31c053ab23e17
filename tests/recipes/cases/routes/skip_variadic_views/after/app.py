import importlib

from compat.application import Application
from compat.legacy import Fallback

app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)


# Flask still answers GET /all/<a>/<b>: its view takes `*args` or arguments by their place alone.
# unflask UF110: the route is declared in a way that FastAPI has no counterpart for: its view takes `*args` or arguments by their place alone
def everything(*values, **parts):
    return parts


# Flask still answers GET /asked/<request>: its view takes `**kwargs`.
# unflask UF110: the route is declared in a way that FastAPI has no counterpart for: its view takes `**kwargs`
def asked(**parts):
    return parts


@app.get("/plain/{a}")
def plain(a: str, *, b="b"):
    return a + b
