import importlib

from flask import request
from pydantic import BaseModel

from compat.application import Application
from compat.legacy import Fallback
from compat.values import Json
from rooms import ROOMS

app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)


class RoomsAnswer(BaseModel):
    rooms: Json


@app.get("/rooms", response_model=RoomsAnswer)
def rooms():
    return {"rooms": ROOMS}


# Flask still answers POST /raw: UF120 an attribute of `request` has no counterpart: `request.stream.exhaust` (app.py:15).
def raw():
    # unflask UF120: an attribute of `request` has no counterpart: `request.stream.exhaust`
    request.stream.exhaust()
    return "exhausted"
