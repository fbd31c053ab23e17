import importlib
import logging

from flask import request

from compat.application import Application
from compat.legacy import Fallback

app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)
log = logging.getLogger("app")


def shown(value):
    return type(value).__name__


# Flask still answers GET /logged: UF121 `request` is used as a value (app.py:15).
def logged():
    # unflask UF121: `request` is used as a value
    log.info("asked %r", request)
    return "logged"


# Flask still answers GET /stored: UF121 `request` is used as a value (app.py:21).
def stored():
    # unflask UF121: `request` is used as a value
    seen = [request]
    return shown(seen[0].path)


@app.get("/plain")
def plain():
    return "plain"
