import importlib

from flask import request

from compat.application import Application
from compat.legacy import Fallback
from compat.requests import Request
from compat.routing import Router
from compat.urls import url_for

app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)
outer = Router("outer", prefix="/outer")
inner = Router("inner", __name__, prefix="/inner", static_folder=None)


@outer.before_request
def limit():
    # unflask UF123: an attribute of `request` is set: `request.shallow`
    request.shallow = 5


# Flask still answers POST /outer/inner/form: its before_request hook: UF123 an attribute of `request` is set: `request.shallow` (app.py:10).
def form(request: Request):
    return request.form_data.get("a", "none")


@app.get("/plain")
def plain():
    return url_for("outer.inner.static", filename="x.txt")


outer.include_router(inner)
app.include_router(outer)
