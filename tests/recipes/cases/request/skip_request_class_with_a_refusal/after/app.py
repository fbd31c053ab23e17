import importlib

from pydantic import BaseModel

from compat.application import Application
from compat.legacy import Fallback
from compat.requests import Request
from compat.values import Json


class Raw(Request):
    @property
    def is_single(self):
        # unflask UF120: an attribute of `request` has no counterpart: `request.is_run_once`
        return not self.is_run_once

    @property
    def kind(self):
        return self.headers.get("X-Kind")


app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)
app.request_class = Raw


# Flask still answers GET /kind: UF120 an attribute of `request` has no counterpart: `request.is_run_once` (app.py:7) (through kind → Raw → is_single).
class KindAnswer(BaseModel):
    kind: Json
    single: Json


def kind(request: Request):
    return {"kind": request.kind, "single": request.is_single}


@app.get("/plain")
def plain():
    return "plain"
