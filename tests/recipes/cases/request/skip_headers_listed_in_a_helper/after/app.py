import importlib

from flask import request
from pydantic import BaseModel

from compat.application import Application
from compat.legacy import Fallback
from compat.values import Json

app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)


def names(headers):
    return sorted(name for name, _ in headers)


def count(headers):
    headers = list(headers)
    return str(len(headers))


def first(headers, *, name="Accept"):
    return headers.get(name) or repeat(headers)


def repeat(headers):
    return first(headers, name="Host")


# Flask still answers GET /names: UF120 an attribute of `request` has no counterpart: `request.headers` as a whole (app.py:25).
class Name(BaseModel):
    names: Json


def show_names():
    # unflask UF120: an attribute of `request` has no counterpart: `request.headers` as a whole
    return {"names": [name for name in names(request.headers) if name.startswith("X-")]}


# Flask still answers GET /count: UF120 an attribute of `request` has no counterpart: `request.headers` as a whole (app.py:30).
def show_count():
    # unflask UF120: an attribute of `request` has no counterpart: `request.headers` as a whole
    return count(request.headers)


# Flask still answers GET /first: UF120 an attribute of `request` has no counterpart: `request.headers` as a whole (app.py:35).
def show_first():
    # unflask UF120: an attribute of `request` has no counterpart: `request.headers` as a whole
    return first(request.headers)


@app.get("/plain")
def plain():
    return "plain"
