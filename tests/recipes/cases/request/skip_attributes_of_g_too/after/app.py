import importlib

from flask import request
from pydantic import BaseModel, Field

from compat.application import Application
from compat.context import g
from compat.legacy import Fallback
from compat.requests import Request
from compat.values import Json

app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)


@app.before_request
def load():
    g.role = "admin"


# Flask still answers GET /both: UF123 an attribute of `request` is set: `request.role` (app.py:13).
class BothAnswer(BaseModel):
    g: Json
    request_: Json = Field(alias="request")


def both():
    # unflask UF123: an attribute of `request` is set: `request.role`
    request.role = "guest"
    # unflask UF123: an attribute of `request` is set: `request.role`
    return {"g": g.role, "request": request.role}


# Flask still answers GET /kept: UF123 an attribute of `request` is set: `request.get` (app.py:19).
class KeptAnswer(BaseModel):
    get: Json


def kept():
    # unflask UF123: an attribute of `request` is set: `request.get`
    request.get = "x"
    # unflask UF123: an attribute of `request` is set: `request.get`
    return {"get": request.get}


class AloneAnswer(BaseModel):
    g: Json
    lang: Json


@app.get("/alone", response_model=AloneAnswer)
def alone(request: Request, lang: str = "en"):
    request.state.lang = lang
    return {"g": g.get("role"), "lang": request.state.lang}
