import importlib
from functools import wraps

from fastapi import HTTPException
from flask import request

from compat.application import Application
from compat.legacy import Fallback
from compat.responses import JSONResponse

app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)


class Limit:
    def __init__(self, times):
        self.left = times

    def __call__(self, view):
        @wraps(view)
        def limited(*args, **kwargs):
            if self.left == 0:
                raise HTTPException(429)
            self.left -= 1
            return view(*args, **kwargs)

        return limited

    def free(self, view):
        @wraps(view)
        def looking(*args, **kwargs):
            return JSONResponse({"left": self.left, "view": view(*args, **kwargs)})

        return looking


class counted:
    calls = 0

    def __init__(self, view):
        self.view = view
        self.__name__ = view.__name__

    def __call__(self, **kwargs):
        counted.calls += 1
        return f"{counted.calls} {self.view(**kwargs)}"


limit = Limit(3)


# Flask still answers GET /kept: UF120 an attribute of `request` has no counterpart: `request.shallow` (app.py:48).
@limit
def kept():
    # unflask UF120: an attribute of `request` has no counterpart: `request.shallow`
    return str(request.shallow)


# Flask still answers GET /other: it shares `app.limit` in memory with a route that stays on Flask.
@limit
def other():
    return "other"


# Flask still answers GET /left: it shares `app.limit` in memory with a route that stays on Flask.
@limit.free
def left():
    return "left"


# Flask still answers GET /counted: it shares `app.counted.calls` in memory with a route that stays on Flask.
@counted
def counts():
    return "counted"


# Flask still answers GET /counted/kept: UF120 an attribute of `request` has no counterpart: `request.shallow` (app.py:72).
@counted
def counts_kept():
    # unflask UF120: an attribute of `request` has no counterpart: `request.shallow`
    return str(request.shallow)


@app.get("/alone")
@Limit(2)
def alone():
    return "alone"
