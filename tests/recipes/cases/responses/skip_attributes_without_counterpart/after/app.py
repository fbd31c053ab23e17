import importlib

from compat.application import Application
from compat.legacy import Fallback
from compat.responses import Response, make_response

app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)


# Flask still answers GET /part: UF144 an attribute of a response has no counterpart: `content_range` (app.py:9).
def part():
    response = make_response("half of it", 206)
    # unflask UF144: an attribute of a response has no counterpart: `content_range`
    response.content_range.set("bytes", 0, 10, 20)
    return response


@app.get("/alone")
def alone():
    response = make_response("nobody else's window")
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    return response


# Flask still answers GET /unmeasured: UF144 an attribute of a response has no counterpart: `automatically_set_content_length` (app.py:23).
def unmeasured():
    response = Response("no length")
    # unflask UF144: an attribute of a response has no counterpart: `automatically_set_content_length`
    response.automatically_set_content_length = False
    return response


@app.get("/short")
def short():
    return Response("short")


# Flask still answers GET /passed: UF144 an attribute of a response has no counterpart: `direct_passthrough` (app.py:35).
def passed():
    response = make_response("sent as it is")
    # unflask UF144: an attribute of a response has no counterpart: `direct_passthrough`
    return str(response.direct_passthrough)
