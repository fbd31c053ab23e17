import importlib

from flask import request
from pydantic import BaseModel

from compat.application import Application
from compat.legacy import Fallback
from compat.requests import Request
from compat.responses import JSONResponse
from compat.values import Json

app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)


# Flask still answers GET /server: UF120 an attribute of `request` has no counterpart: `request.environ["wsgi.multithread"]` (app.py:8).
class ServerAnswer(BaseModel):
    threads: Json


def server():
    # unflask UF120: an attribute of `request` has no counterpart: `request.environ["wsgi.multithread"]`
    return {"threads": request.environ["wsgi.multithread"]}


# Flask still answers GET /errors: UF120 an attribute of `request` has no counterpart: `request.environ["wsgi.errors"]` (app.py:13).
class ErrorsAnswer(BaseModel):
    there: bool


def errors():
    # unflask UF120: an attribute of `request` has no counterpart: `request.environ["wsgi.errors"]`
    return {"there": "wsgi.errors" in request.environ}


# Flask still answers GET /all: UF120 an attribute of `request` has no counterpart: `request.environ` as a whole (app.py:18).
def everything():
    # unflask UF120: an attribute of `request` has no counterpart: `request.environ` as a whole
    return sorted(k for k in request.environ if k.startswith("HTTP_X_"))


# Flask still answers GET /key/<name>: UF120 an attribute of `request` has no counterpart: a key of `request.environ` is computed (app.py:23).
def one(name: str):
    # unflask UF120: an attribute of `request` has no counterpart: a key of `request.environ` is computed
    return JSONResponse(request.environ.get(name))


@app.get("/address")
def address(request: Request):
    return [
        request.environ.get("HTTP_X_REAL_IP", "-"),
        request.environ["PATH_INFO"],
        request.environ["wsgi.url_scheme"],
        "HTTP_X_NONE" in request.environ,
    ]
