"""Atlas: every error, whoever raised it, leaves in the same JSON envelope."""

import json

from flask import Flask, abort, jsonify, request
from werkzeug.exceptions import BadRequest, HTTPException, NotFound

app = Flask(__name__)

COUNTRIES = {"no": {"name": "Norway", "people": 5.5}, "is": {"name": "Iceland", "people": 0.4}}


@app.errorhandler(HTTPException)
def envelope(error):
    response = error.get_response()
    response.data = json.dumps(
        {"code": error.code, "name": error.name, "description": error.description}
    )
    response.content_type = "application/json"
    return response


def country_or_404(code):
    try:
        return COUNTRIES[code]
    except KeyError:
        raise NotFound(f"no country {code!r}") from None


@app.get("/countries/<code>")
def country(code):
    return jsonify(country_or_404(code))


@app.get("/countries")
def countries():
    least = request.args.get("people", 0.0, type=float)
    fields = request.args.getlist("field")
    if any(field not in ("name", "people") for field in fields):
        raise BadRequest("field has to be name or people")
    found = [c for c in COUNTRIES.values() if c["people"] >= least]
    return jsonify([{key: c[key] for key in fields or c} for c in found])


@app.post("/countries")
def add():
    data = request.get_json()
    if data.get("code") in COUNTRIES:
        abort(409)
    COUNTRIES[data["code"]] = {"name": data["name"], "people": data.get("people", 0)}
    return jsonify(data), 201


@app.get("/teapot")
def teapot():
    abort(418)


@app.get("/gone")
def gone():
    abort(410, description="Atlantis has sunk")
