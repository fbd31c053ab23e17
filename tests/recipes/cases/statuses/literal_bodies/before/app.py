from http import HTTPStatus

from flask import Flask, request

app = Flask(__name__)
GONE = 410


@app.route("/dict")
def from_dict():
    return {"a": [1, None]}, 201


@app.route("/text")
def text():
    return f"<b>{request.method}</b>", 202


@app.route("/list")
def listed():
    return [1, 2], GONE, {"X-A": "1"}


@app.route("/enum")
def enum():
    return {"error": "teapot"}, HTTPStatus.IM_A_TEAPOT


@app.route("/empty")
def empty():
    return "", 204


@app.errorhandler(404)
def missing(error):
    return {"error": "missing"}, 404
