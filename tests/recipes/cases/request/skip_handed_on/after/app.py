import importlib

from flask import request

from compat.application import Application
from compat.legacy import Fallback
from compat.requests import Request

app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)


class Fake:
    url = "http://example.com/"
    form = {"x": "fake"}


def overview(req, *, more=False):
    found = {"headers": sorted(dict(req.header_items())), "again": deeper(req)}
    if more:
        found["base"] = req.base_href
    return found


def deeper(r):
    return [r.form_data.get("x", r.href) for _ in range(2)]


def strange(req):
    # unflask UF120: an attribute of `request` has no counterpart: `request.shallow`
    return {"charset": req.shallow}


def chosen(req=None):
    # unflask UF121: `request` is used as a value
    req = req or request
    return req.method


def shown(req):
    return req.href


def remembered(*reqs):
    return len(reqs)


@app.api_route("/overview", methods=["GET", "POST"])
def view_overview(request: Request):
    return str(overview(request, more=True))


# Flask still answers GET /strange: UF120 an attribute of `request` has no counterpart: `request.shallow` (app.py:23) (through view_strange → strange).
def view_strange(request: Request):
    return str(strange(request))


# Flask still answers GET /chosen: UF121 `request` is used as a value (app.py:27) (through view_chosen → chosen).
def view_chosen(request: Request):
    return str({"method": chosen(request)})


# Flask still answers GET /mixed: UF121 `request` is used as a value (app.py:56).
def view_mixed(request: Request):
    # unflask UF121: `request` is used as a value
    return str({"real": shown(request), "fake": shown(Fake())})


# Flask still answers GET /remembered: UF121 `request` is used as a value (app.py:61).
def view_remembered():
    # unflask UF121: `request` is used as a value
    return str({"count": remembered(request, request)})
