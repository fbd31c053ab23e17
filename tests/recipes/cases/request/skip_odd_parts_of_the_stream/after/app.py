import importlib

from flask import request
from pydantic import BaseModel

from compat.application import Application
from compat.legacy import Fallback
from compat.requests import Request
from compat.values import Json

app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)


# Flask still answers POST /skip: UF120 an attribute of `request` has no counterpart: `request.stream.exhaust` (app.py:8).
class SkipAnswer(BaseModel):
    skipped: Json


def skip(request: Request):
    # unflask UF120: an attribute of `request` has no counterpart: `request.stream.exhaust`
    request.stream.exhaust()
    return {"skipped": request.content_length}


# Flask still answers POST /named: UF121 `request` is used as a value (app.py:14).
class NamedAnswer(BaseModel):
    read: int


def named():
    # unflask UF121: `request` is used as a value
    return {"read": len(getattr(request, "stream").read())}


# Flask still answers POST /replaced: UF123 an attribute of `request` is set: `request.stream` (app.py:19).
class ReplacedAnswer(BaseModel):
    stream: bool


def replaced(request: Request):
    # unflask UF123: an attribute of `request` is set: `request.stream`
    request.stream = None
    return {"stream": request.body_file is None}


class LengthAnswer(BaseModel):
    length: int


@app.post("/length", response_model=LengthAnswer)
def length(request: Request):
    return {"length": len(request.body_file.read())}
