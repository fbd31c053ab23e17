"""Notary: handlers look at all that an HTTP error says about itself."""

from flask import Flask, abort, current_app, jsonify, request
from werkzeug.exceptions import BadRequest, Forbidden, HTTPException, UnprocessableEntity

app = Flask(__name__)

DEEDS = {"d1": {"owner": "ada", "sealed": True}, "d2": {"owner": "bob", "sealed": False}}


class Sealed(Forbidden):
    description = "the deed is sealed"


def log_line(error):
    """One line for the log, which the answer shows too."""
    return f"{request.method} {request.path}: {error} [{type(error).__name__}]"


@app.errorhandler(HTTPException)
def show(error):
    if request.args.get("plain"):
        return error
    if request.args.get("page"):
        return error.get_body(), error.code, {"X-Name": error.name}
    current_app.logger.warning(log_line(error))
    answer = jsonify(code=error.code, name=error.name, log=log_line(error))
    return answer, error.code


@app.get("/deeds/<key>")
def deed(key):
    found = DEEDS.get(key)
    if found is None:
        abort(404, f"no deed {key}")
    if found["sealed"]:
        raise Sealed
    return jsonify(found)


@app.post("/deeds/<key>/seal")
def seal(key):
    form = request.form
    if not form:
        raise BadRequest
    if form.get("by") != DEEDS[key]["owner"]:
        raise UnprocessableEntity(description="only its owner seals a deed")
    DEEDS[key]["sealed"] = True
    abort(409 if form.get("twice") else 418)
