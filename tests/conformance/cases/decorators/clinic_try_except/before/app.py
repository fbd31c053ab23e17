"""Clinic: a decorator catches whatever views and services raise, aborts included."""

from functools import wraps

from flask import Flask, abort, jsonify, request
from werkzeug.exceptions import HTTPException, NotFound

from patients import Duplicate, admit, patient_or_404

app = Flask(__name__)


def safe(view):
    """Answers JSON for every error, with what it was called."""

    @wraps(view)
    def inner(*args, **kwargs):
        try:
            return view(*args, **kwargs)
        except HTTPException as error:
            return jsonify(error=error.name, why=error.description), error.code
        except KeyError as error:
            return jsonify(error="missing", key=error.args[0]), 422
        except Exception as error:
            return jsonify(error=type(error).__name__, why=str(error)), 500

    return inner


def not_found_is_empty(view):
    @wraps(view)
    def inner(*args, **kwargs):
        try:
            return view(*args, **kwargs)
        except NotFound as error:
            return jsonify(found=None, note=str(error), kind=type(error).__name__)

    return inner


@app.get("/patients/<int:number>")
@safe
def patient(number):
    return jsonify(patient_or_404(number))


@app.get("/maybe/<int:number>")
@not_found_is_empty
def maybe(number):
    return jsonify(found=patient_or_404(number))


@app.post("/patients")
@safe
def new():
    data = request.get_json()
    if data["age"] < 0:
        abort(400, "nobody is that young")
    return jsonify(admit(data["name"], data["age"])), 201


@app.get("/search")
@safe
def search():
    found = [p for p in range(1, 9) if request.args["name"] in str(patient_or_404(p))]
    return jsonify(found)


@app.errorhandler(Duplicate)
def duplicate(error):
    return "never seen", 418
