"""Census: a missing field of a form is a bad request and a KeyError, both at once."""

from flask import Blueprint, Flask, abort, jsonify, request
from werkzeug.exceptions import BadRequestKeyError, HTTPException, MethodNotAllowed

app = Flask(__name__)
strict = Blueprint("strict", __name__, url_prefix="/strict")

PEOPLE = {"ada": {"born": 1815}}


@app.errorhandler(KeyError)
def missing(error):
    return jsonify(missing=error.args[0] if error.args else None, via="KeyError"), 400


@app.errorhandler(MethodNotAllowed)
def method(error):
    allowed = sorted(error.valid_methods or [])
    return jsonify(allowed=allowed), 405, {"Allow": ", ".join(allowed)}


@strict.errorhandler(BadRequestKeyError)
def strict_missing(error):
    return jsonify(missing=error.args[0], via="BadRequestKeyError", status=error.code), 422


@strict.errorhandler(401)
def strict_login(error):
    raise abort(403, f"no more {error.code}")


@app.errorhandler(403)
def forbidden(error):
    assert isinstance(error, HTTPException)
    return jsonify(forbidden=error.description), 403


@app.route("/people/<name>", methods=["GET", "POST"])
@strict.route("/people/<name>", methods=["GET", "POST"])
def person(name):
    if request.method == "POST":
        PEOPLE[name] = {"born": int(request.form["born"])}
        return jsonify(PEOPLE[name]), 201
    field = request.args.get("field")
    found = PEOPLE[name]
    return jsonify(found if field is None else found[field])


@strict.route("/login")
def login():
    if request.args["password"] != "secret":
        abort(401)
    return request.cookies["visits"]


app.register_blueprint(strict)
