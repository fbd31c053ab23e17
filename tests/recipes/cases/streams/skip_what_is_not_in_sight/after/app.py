import importlib

from flask import stream_with_context

from compat.application import Application
from compat.context import request
from compat.legacy import Fallback
from compat.requests import Request
from compat.responses import Response
from compat.session import SessionMiddleware

app = Application(__name__)
app.add_middleware(SessionMiddleware)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)
app.secret_key = "secret"


class Rows:
    def each(self):
        yield request.path
        yield "done"


def wrapped(rows):
    # unflask UF143: what is streamed is not in sight
    return Response(stream_with_context(rows))


def plain_rows():
    yield "a"


@stream_with_context
# unflask UF143: what is streamed is not in sight
def handed():
    return plain_rows()


# Flask still answers GET /parameter: UF143 what is streamed is not in sight (app.py:14) (through parameter → wrapped).
def parameter():
    return wrapped(plain_rows())


# Flask still answers GET /method: UF143 what is streamed is not in sight (app.py:33).
def method():
    # unflask UF143: what is streamed is not in sight
    each = stream_with_context(Rows().each)
    return Response(each())


@app.get("/called")
def called():
    return Response(iter(Rows().each()))


# Flask still answers GET /handed: UF143 what is streamed is not in sight (app.py:21) (through view_handed → handed).
def view_handed():
    return Response(handed())


# Flask still answers GET /value: UF143 what is streamed is not in sight (app.py:49).
def value():
    # unflask UF143: what is streamed is not in sight
    stream = stream_with_context
    return Response(stream(plain_rows()))


# Flask still answers GET /session: UF143 what is streamed is not in sight (app.py:55).
def changes_session(request: Request):
    @stream_with_context
    # unflask UF143: what is streamed is not in sight
    def rows():
        request.session["seen"] = True
        yield "a"

    return Response(rows())


@app.get("/plain")
def plain():
    return Response(plain_rows())
