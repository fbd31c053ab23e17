import importlib

from flask import request

from compat.application import Application
from compat.legacy import Fallback
from compat.requests import Request
from compat.responses import JSONResponse, make_response

app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)
ROWS = {"a": 1}


@app.after_request
def tagged(request: Request, response):
    if request.path.startswith("/tagged"):
        response.add_etag()
        return response.make_conditional(request)
    return response


@app.get("/tagged")
def rows():
    return ROWS


@app.get("/own")
def own(request: Request):
    response = make_response(JSONResponse(ROWS))
    response.set_etag("v1")
    return response.make_conditional(request)


@app.get("/part")
def part(request: Request):
    response = make_response(b"0123456789")
    return response.make_conditional(request, accept_ranges=True, complete_length=10)


@app.get("/environ")
def environ(request: Request):
    response = make_response("text")
    response.add_etag(weak=True)
    return response.make_conditional(request.environ)


# Flask still answers GET /given: UF121 `request` is used as a value (app.py:44).
def given():
    response = make_response("text")
    response.add_etag()
    # unflask UF121: `request` is used as a value
    return response.make_conditional(request_or_environ=request)
