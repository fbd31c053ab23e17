import importlib

from flask import request

from compat.application import Application
from compat.legacy import Fallback
from compat.responses import JSONResponse

app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)


# Flask still answers GET /marked: UF120 an attribute of `request` has no counterpart: `request.shallow` (app.py:8).
def marked():
    # unflask UF120: an attribute of `request` has no counterpart: `request.shallow`
    return JSONResponse({"limit": request.shallow}, 202)


@app.get("/plain")
def plain():
    return JSONResponse({"plain": True}, 203)
