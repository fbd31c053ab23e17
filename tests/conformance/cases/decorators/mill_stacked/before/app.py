"""Mill: views under stacks of decorators, each of which does one thing."""

from flask import Blueprint, Flask

from mill.decorators import json_body, log_call, paginate, returns_json, validate
from mill.decorators import CALLS

mill = Blueprint("mill", __name__)

GRAIN = [{"id": n, "kind": kind} for n, kind in enumerate(["rye", "oat", "rye", "wheat", "oat"])]


@mill.get("/grain")
@returns_json
@log_call("grain")
@paginate(size=2)
def grain():
    return GRAIN


@mill.post("/grain")
@returns_json(status=201)
@log_call("add")
@json_body
@validate(kind=str, kilos=int)
def add(kind, kilos):
    GRAIN.append({"id": len(GRAIN), "kind": kind})
    return {"kind": kind, "kilos": kilos, "sacks": kilos // 25}


@mill.post("/grind/<kind>")
@log_call("grind")
@json_body
@returns_json
@validate(fine=bool)
def grind(kind, fine):
    if kind not in {g["kind"] for g in GRAIN}:
        return {"error": f"no {kind}"}, 404
    return {"flour": f"{'fine' if fine else 'coarse'} {kind}"}


@mill.get("/calls")
@returns_json
def calls():
    return CALLS


def create_app():
    app = Flask(__name__)
    app.register_blueprint(mill)
    return app
