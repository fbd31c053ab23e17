import importlib

from flask import abort
from werkzeug.exceptions import HTTPException, ServiceUnavailable

from compat.application import Application
from compat.errors import abort as errors_abort
from compat.legacy import Fallback

app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)


# unflask UF150: an exception of Werkzeug has no counterpart: its `get_body` reads the environment
class Plain(HTTPException):
    code = 409

    def get_body(self, environ=None, scope=None):
        return "plain text for " + environ["PATH_INFO"]


# Flask still answers GET /later: UF150 an exception of Werkzeug has no counterpart: `retry_after=` (app.py:16).
def later():
    # unflask UF150: an exception of Werkzeug has no counterpart: `retry_after=`
    raise ServiceUnavailable("later", retry_after=5)


# Flask still answers GET /often: UF150 an exception of Werkzeug has no counterpart: `retry_after=` (app.py:21).
def often():
    # unflask UF150: an exception of Werkzeug has no counterpart: `retry_after=`
    abort(429, retry_after=7)


# Flask still answers GET /body: UF150 an exception of Werkzeug has no counterpart: its `get_body` reads the environment (app.py:7) (through body → Plain).
def body():
    raise Plain


@app.get("/plain")
def plain():
    errors_abort(409)
