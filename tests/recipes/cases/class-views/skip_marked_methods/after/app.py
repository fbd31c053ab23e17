import importlib

from flask.helpers import get_debug_flag

from compat.application import Application
from compat.legacy import Fallback
from compat.requests import Request
from compat.responses import Response

app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)


def rows(request: Request):
    def each():
        yield request.path

    # unflask UF100: no recipe knows this part of Flask: `flask.get_debug_flag`
    return Response(list(each()), 500 if get_debug_flag() else 200)


class Rows:
    def get(self, request: Request):
        return rows(request)


def make(app):
    # Flask still answers GET /inner: UF100 no recipe knows this part of Flask: `flask.get_debug_flag` (app.py:12).
    pass


# Flask still answers GET /rows: UF100 no recipe knows this part of Flask: `flask.get_debug_flag` (app.py:12).
# Flask still answers GET /crows: UF100 no recipe knows this part of Flask: `flask.get_debug_flag` (app.py:12) (through Rows → get → rows).
make(app)


@app.get("/plain")
def plain():
    return [1, 2]
