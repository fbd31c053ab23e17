"""Foundry: what fails after a view has returned is not seen by handlers of classes."""

import math

from flask import Flask, jsonify, request

app = Flask(__name__)


@app.errorhandler(TypeError)
def wrong_type(error):
    return jsonify(handled="TypeError"), 400


@app.errorhandler(ValueError)
def wrong_value(error):
    return jsonify(handled="ValueError", text=str(error)), 400


@app.errorhandler(500)
def internal(error):
    cause = error.original_exception
    return jsonify(handled=500, cause=type(cause).__name__), 500


@app.after_request
def inspect(response):
    grade = request.headers.get("X-Grade")
    if grade is not None:
        response.headers["X-Grade"] = str(int(grade) * 2)
    return response


@app.get("/cast/<metal>")
def cast(metal):
    if metal == "tin":
        return None
    if metal == "lead":
        return 7
    if metal == "zinc":
        return {"set": {1, 2}}
    if metal == "iron":
        return jsonify(alloy={1, 2})
    if metal == "gold":
        raise TypeError(metal)
    return {"metal": metal, "heat": math.sqrt(float(request.args.get("heat", 4)))}


@app.get("/forms/<name>")
def forms(name):
    answers = {
        "bytes": b"raw",
        "list": [1, {"two": 2}],
        "pair": ({"n": 1}, {"X-Form": "pair"}),
        "status": ("made", "201 CREATED"),
        "triple": ("moved", 302, [("Location", "/forms/bytes"), ("X-Form", "triple")]),
        "generator": (part for part in ("a", "b")),
        "quad": ("a", 200, {}, "b"),
        "empty": "",
        "true": True,
    }
    return answers[name]
