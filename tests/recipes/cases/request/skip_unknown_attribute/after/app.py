import importlib

from flask import request

from compat.application import Application
from compat.legacy import Fallback

app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)


def limit():
    # unflask UF120: an attribute of `request` has no counterpart: `request.max_content_length`
    return request.max_content_length


# Flask still answers GET|POST /limit: UF120 an attribute of `request` has no counterpart: `request.max_content_length` (app.py:7) (through show → limit).
def show():
    return f"{limit()}"


# Flask still answers GET /trace: UF123 an attribute of `request` is set: `request.max_form_parts` (app.py:17).
def trace():
    # unflask UF123: an attribute of `request` is set: `request.max_form_parts`
    request.max_form_parts = 7
    return "none"


@app.get("/ok")
def ok():
    return "ok"
