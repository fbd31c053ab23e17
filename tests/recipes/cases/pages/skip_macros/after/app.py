import importlib

from flask import get_template_attribute

from compat.application import Application
from compat.legacy import Fallback
from compat.requests import Request
from compat.templating import TemplateResponse, stream_template

app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)


@app.get("/stream")
def stream():
    return stream_template("page.html", n=3)


# Flask still answers GET /macro: UF100 no recipe knows this part of Flask: `flask.get_template_attribute` (app.py:13).
def macro():
    # unflask UF100: no recipe knows this part of Flask: `flask.get_template_attribute`
    return get_template_attribute("page.html", "bold")("x")


@app.get("/page")
def page(request: Request):
    return TemplateResponse(request, "page.html", {"n": 2})
