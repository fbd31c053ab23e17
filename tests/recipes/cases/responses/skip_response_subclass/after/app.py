import importlib

from flask import stream_with_context

from compat.application import Application
from compat.legacy import Fallback
from compat.responses import Response

app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)


class Csv(Response):
    default_mimetype = "text/csv"


@app.get("/csv")
def csv():
    return Csv("a,b\n1,2\n")


# Flask still answers GET /stream: UF100 no recipe knows this part of Flask: `flask.stream_with_context` (app.py:17).
def stream():
    @stream_with_context
    # unflask UF100: no recipe knows this part of Flask: `flask.stream_with_context`
    def rows():
        yield "a"
        yield "b"

    return Response(rows())


@app.get("/plain")
def plain():
    return Response("plain", status=202, content_type="text/plain; charset=utf-8")
