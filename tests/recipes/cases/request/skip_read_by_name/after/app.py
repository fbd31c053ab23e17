import importlib

from flask import request

from compat.application import Application
from compat.legacy import Fallback
from compat.requests import Request

app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)


def origin(request: Request):
    return getattr(request, "remote_addr", "") or "nowhere"


@app.get("/known")
def known(request: Request):
    return str({"origin": origin(request), "method": getattr(request, "method")})


# Flask still answers GET /renamed: UF121 `request` is used as a value (app.py:17).
def renamed(request: Request):
    # unflask UF121: `request` is used as a value
    return str({"url": getattr(request, "href"), "json": getattr(request, "json", None)})


# Flask still answers GET /computed/<name>: UF121 `request` is used as a value (app.py:22).
def computed(name: str):
    # unflask UF121: `request` is used as a value
    return str({"value": getattr(request, name, None)})
