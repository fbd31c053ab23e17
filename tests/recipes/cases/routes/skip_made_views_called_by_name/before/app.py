from functools import wraps

from flask import Flask, jsonify

app = Flask(__name__)


def plain(function):
    @app.route(f"/{function.__name__}")
    @wraps(function)
    def wrapper():
        return jsonify({"data": function()})

    return wrapper


@plain
def books():
    return ["Emma"]


@app.route("/all")
def every():
    return books()
