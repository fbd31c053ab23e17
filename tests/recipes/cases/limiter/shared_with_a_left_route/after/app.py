"""Two routes have one limit, and one of them uses what stays on Flask."""

import importlib

from flask import request

from compat.application import Application
from compat.legacy import Fallback
from compat.limiter import Limiter, get_remote_address

app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)
limiter = Limiter(get_remote_address, app=app, storage_uri="memory://")
both = limiter.shared_limit("3/day", scope="both")


# Flask still answers GET /kept: UF120 an attribute of `request` has no counterpart: `request.environ["wsgi.multithread"]` (app.py:15).
@both
def kept():
    # unflask UF120: an attribute of `request` has no counterpart: `request.environ["wsgi.multithread"]`
    return str(request.environ["wsgi.multithread"])


# Flask still answers GET /beside: it shares `limits of 'both'` in memory with a route that stays on Flask.
@both
def beside():
    return "beside"


@app.get("/alone")
@limiter.limit("2/day")
def alone(word: str = "alone"):
    return word
