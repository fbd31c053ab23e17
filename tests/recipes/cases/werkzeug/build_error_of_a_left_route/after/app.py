import importlib

from fastapi.responses import HTMLResponse
from flask import request
from pydantic import BaseModel

from compat.application import Application
from compat.legacy import Fallback
from compat.requests import Request
from compat.responses import JSONResponse
from compat.urls import BuildError, url_for
from compat.values import Json

app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)


class PageAnswer(BaseModel):
    number: int


@app.get("/pages/{number:int}", response_model=PageAnswer)
def page(number: int):
    return {"number": number}


# Flask still answers POST /pages: UF120 an attribute of `request` has no counterpart: `request.environ["wsgi.errors"]` (app.py:14).
class AddAnswer(BaseModel):
    told: Json


def add():
    # unflask UF120: an attribute of `request` has no counterpart: `request.environ["wsgi.errors"]`
    # unflask UF120: an attribute of `request` has no counterpart: `request.environ["wsgi.version"]`
    return {"told": "wsgi.errors" in request.environ and request.environ["wsgi.version"]}


@app.get("/why/{endpoint}")
def why(endpoint: str):
    try:
        return url_for(endpoint)
    except Exception as error:
        return type(error).__name__, 404


class LinkAnswer(BaseModel):
    url: Json


@app.get("/link/{endpoint}", response_model=LinkAnswer)
def link(request: Request, endpoint: str):
    method = request.args.get("as")
    values = {k: v for k, v in request.args.items() if k != "as"}
    try:
        return {"url": url_for(endpoint, _method=method, **values)}
    except (BuildError, ValueError) as error:
        return JSONResponse({"error": str(error), "wanted": error.endpoint, "values": error.values}, 404)


@app.get("/unguarded/{endpoint}")
def unguarded(endpoint: str):
    return url_for(endpoint)


@app.errorhandler(BuildError)
def nowhere(error):
    return HTMLResponse(f"nowhere: {error.endpoint}", 410)
