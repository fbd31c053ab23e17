import functools

from flask import Flask, request

app = Flask(__name__)


def swapped(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        body, status = function(*args, **kwargs)
        return body, status + 1

    return wrapper


def helper():
    return {"from": "helper"}, 202


@app.route("/computed/<int:code>")
def computed(code):
    return {"code": code}, code


@app.route("/helper")
def through():
    return helper()


@app.route("/unpacked")
def unpacked():
    body, status = helper()
    return body["from"], status


@app.route("/swapped")
@swapped
def inner():
    return {"inner": True}, 200


@app.route("/text-status")
def text_status():
    return "text", "203 Fine"


@app.route("/called")
def called():
    body, _ = target()
    return body


@app.route("/target")
def target():
    return {"target": request.method}, 206


@app.route("/counted")
def counted():
    return "text", 200, {"X-Count": len(app.name), "X-All": ["a", "b"]}
