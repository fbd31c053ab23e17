import importlib

from flask import request

from compat.application import Application
from compat.context import current_app
from compat.legacy import Fallback


class Clerk:
    def name(self):
        return "clerk"

    def threads(self):
        # unflask UF120: an attribute of `request` has no counterpart: `request.is_multithread`
        return str(request.is_multithread)


def hire():
    return Clerk()


app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)
app.clerk = hire()


# Flask still answers GET /threads: UF120 an attribute of `request` has no counterpart: `request.is_multithread` (app.py:9) (through threads → hire → Clerk → threads).
def threads():
    return current_app.clerk.threads()


@app.get("/plain")
def plain():
    return "plain"
