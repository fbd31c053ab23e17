import importlib

from flask import request

from compat.application import Application
from compat.legacy import Fallback

app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)


def limit():
    # unflask UF120: an attribute of `request` has no counterpart: `request.shallow`
    return request.shallow


# Flask still answers GET|POST /limit: UF120 an attribute of `request` has no counterpart: `request.shallow` (app.py:7) (through show → limit).
def show():
    return f"{limit()}"


# Flask still answers GET /trace: UF123 an attribute of `request` is set: `request.shallow` (app.py:17).
def trace():
    # unflask UF123: an attribute of `request` is set: `request.shallow`
    request.shallow = 7
    return "none"


@app.get("/ok")
def ok():
    return "ok"
