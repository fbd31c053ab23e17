"""Pump: what happens when nobody foresaw an error."""

from flask import Flask, current_app, jsonify, request
from werkzeug.exceptions import InternalServerError

from sensors import read, register

app = Flask(__name__)
app.config["SHOW_ERRORS"] = True


@app.errorhandler(500)
def unforeseen(error):
    original = getattr(error, "original_exception", None)
    body = {"error": error.name, "unhandled": original is not None}
    if original is not None and current_app.config["SHOW_ERRORS"]:
        body["kind"] = type(original).__name__
        body["text"] = str(original)
    return jsonify(body), error.code


@app.after_request
def mark(response):
    response.headers["X-Pump"] = "failed" if response.status_code >= 500 else "fine"
    return response


@app.get("/sensors/<name>")
def sensor(name):
    return jsonify(name=name, value=read(name))


@app.post("/sensors")
def add():
    data = request.get_json(force=True)
    register(data["name"], data.get("values", []))
    return jsonify(ok=True), 201


@app.get("/broken")
def broken():
    raise InternalServerError("the pump is being repaired")


@app.get("/nothing")
def nothing():
    """A view that forgets to return."""
