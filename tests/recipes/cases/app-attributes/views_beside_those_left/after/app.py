import importlib

from flask import request

from compat.application import Application
from compat.legacy import Fallback

app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)


def shown(view):
    view.is_shown = True
    return view


# Flask still answers GET /raw: UF120 an attribute of `request` has no counterpart: `request.is_run_once` (app.py:14).
@shown
def raw():
    # unflask UF120: an attribute of `request` has no counterpart: `request.is_run_once`
    return str(request.is_run_once)


@app.get("/list")
@shown
def listed():
    return {"shown": [n for n, v in app.view_functions.items() if getattr(v, "is_shown", False)]}
