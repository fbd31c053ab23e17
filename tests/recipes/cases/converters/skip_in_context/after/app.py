import importlib

from werkzeug.routing import BaseConverter

from compat.application import Application
from compat.context import current_app
from compat.convertors import PathConvertor, register_convertors
from compat.errors import NotFound, abort
from compat.legacy import Fallback

app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)
app.config["NAMES"] = {"a": "Anna"}
SEEN = {}


def lookup(value):
    return current_app.config["NAMES"].get(value)


class Name(BaseConverter):
    def to_python(self, value):
        return lookup(value) or value


class Existing(BaseConverter):
    def to_python(self, value):
        if value == "nobody":
            abort(404)
        return value


class Existing2(BaseConverter):
    def to_python(self, value):
        if value == "nobody":
            raise NotFound("nobody")
        return value


class Counted(BaseConverter):
    def to_python(self, value):
        return SEEN.setdefault(value, 0)


class Plain(PathConvertor):
    regex = "[a-z]+"


# Left on Flask: its converter `name` uses `flask.current_app` at app.py:11.
pass
# Left on Flask: its converter `existing` uses `flask.abort` at app.py:22.
# Left on Flask: its converter `existing2` uses `werkzeug.exceptions.NotFound` at app.py:29.
# Left on Flask: its converter `counted` looks at `app.SEEN`, which changes while the application runs.
register_convertors(plain=Plain)


# Flask still answers GET /name/<name:who>: its converter `name` uses `flask.current_app` at app.py:11.
# unflask UF110: the route is declared in a way that FastAPI has no counterpart for: its converter `name` uses `flask.current_app` at app.py:11
def name(who):
    return who


# Flask still answers GET /existing/<existing:who>: its converter `existing` uses `flask.abort` at app.py:22.
# unflask UF110: the route is declared in a way that FastAPI has no counterpart for: its converter `existing` uses `flask.abort` at app.py:22
def existing(who):
    return who


# Flask still answers GET /existing2/<existing2:who>: its converter `existing2` uses `werkzeug.exceptions.NotFound` at app.py:29.
# unflask UF110: the route is declared in a way that FastAPI has no counterpart for: its converter `existing2` uses `werkzeug.exceptions.NotFound` at app.py:29
def existing2(who):
    return who


# Flask still answers GET /counted/<counted:who>: its converter `counted` looks at `app.SEEN`, which changes while the application runs.
# unflask UF110: the route is declared in a way that FastAPI has no counterpart for: its converter `counted` looks at `app.SEEN`, which changes while the application runs
def counted(who):
    return str(who)


@app.get("/plain/{who:plain}")
def plain(who: str):
    return who
