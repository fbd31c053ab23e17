import importlib
from io import BytesIO

from flask import request
from werkzeug.datastructures import Headers
from werkzeug.http import http_date, parse_options_header
from werkzeug.routing import RoutingException
from werkzeug.security import check_password_hash, generate_password_hash
from werkzeug.wrappers import Request

from compat.application import Application
from compat.legacy import Fallback
from compat.multidict import ImmutableMultiDict, MultiDict
from compat.requests import Request as Request_
from compat.response import PlainResponse
from compat.uploads import FileStorage, secure_filename
from compat.urls import url_for

app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)
SECRET = generate_password_hash("secret", "pbkdf2:sha256:1")


def described(value) -> str:
    if isinstance(value, FileStorage):
        return f"file {secure_filename(value.filename)}: {value.read()!r}"
    if isinstance(value, (ImmutableMultiDict, MultiDict)):
        return f"values {value.to_dict(flat=False)}"
    return "text"


@app.post("/described")
def view_described(request: Request_):
    found = [described(value) for value in request.files.values()]
    return "\n".join([*found, described(request.args), described("x")])


@app.get("/made")
def made():
    values = MultiDict([("a", "1"), ("a", "2")])
    values.add("b", "3")
    file = FileStorage(BytesIO(b"abc"), filename="../a b.txt")
    return f"{described(values)} {described(file)} {sorted(values.lists())}"


@app.get("/plain")
def plain(request: Request_, password: str = ""):
    kind, options = parse_options_header(request.headers.get("Content-Type"))
    right = check_password_hash(SECRET, password)
    return PlainResponse(f"{kind} {options} {http_date(0)} {right}")


# Flask still answers GET /asked: UF142 a part of Werkzeug that works on requests of Flask is used: `werkzeug.datastructures.Headers` (app.py:46).
def asked():
    # unflask UF142: a part of Werkzeug that works on requests of Flask is used: `werkzeug.datastructures.Headers`
    # unflask UF120: an attribute of `request` has no counterpart: `request.headers` as a whole
    return str(isinstance(request.headers, Headers))


# Flask still answers GET /built: UF142 a part of Werkzeug that works on requests of Flask is used: `werkzeug.routing.RoutingException` (app.py:53).
def built():
    # unflask UF142: a part of Werkzeug that works on requests of Flask is used: `werkzeug.routing.RoutingException`
    try:
        return url_for("nowhere")
    except RoutingException:
        return "no such place"


# Flask still answers GET /wrapped: UF142 a part of Werkzeug that works on requests of Flask is used: `werkzeug.wrappers.Request` (app.py:59).
def wrapped(request: Request_):
    # unflask UF142: a part of Werkzeug that works on requests of Flask is used: `werkzeug.wrappers.Request`
    return Request(request.environ).path


def path_of(given: Request) -> str:
    return given.path


@app.get("/annotated")
def annotated(request: Request_):
    return path_of(request)
