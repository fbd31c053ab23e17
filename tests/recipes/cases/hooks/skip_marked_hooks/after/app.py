import importlib

from flask import request

from compat.application import Application
from compat.legacy import Fallback
from compat.requests import Request
from compat.routing import Router

app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)
bp = Router("bp", prefix="/bp")


@bp.before_request
def limit():
    # unflask UF123: an attribute of `request` is set: `request.shallow`
    request.shallow = 5


# Flask still answers POST /bp/form: its before_request hook: UF123 an attribute of `request` is set: `request.shallow` (app.py:9).
def form(request: Request):
    return request.form_data.get("a", "none")


@app.get("/plain")
def plain():
    return "plain"


app.include_router(bp)
