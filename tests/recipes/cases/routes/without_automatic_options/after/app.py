import importlib

from compat.application import Application
from compat.legacy import Fallback
from compat.requests import Request

app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)


@app.post("/raw", provide_automatic_options=False)
def raw(request: Request):
    return request.get_data() or b"-"


@app.get("/shown", provide_automatic_options=False)
def shown():
    return "shown"


def both(request: Request):
    return request.method


app.add_url_rule("/both", view_func=both, methods=["GET", "PUT"], provide_automatic_options=False)


# Flask still answers GET|OPTIONS /told: its option `provide_automatic_options` has no counterpart.
# unflask UF110: the route is declared in a way that FastAPI has no counterpart for: its option `provide_automatic_options` has no counterpart
def told(request: Request):
    return request.method


@app.get("/plain")
def plain():
    return "plain"
