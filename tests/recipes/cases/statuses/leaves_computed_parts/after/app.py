import functools

from compat.application import Application
from compat.requests import Request

app = Application(__name__)


def swapped(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        body, status = function(*args, **kwargs)
        return body, status + 1

    return wrapper


def helper():
    return {"from": "helper"}, 202


@app.get("/computed/{code:int}")
def computed(code: int):
    return {"code": code}, code


@app.get("/helper")
def through():
    return helper()


@app.get("/unpacked")
def unpacked():
    body, status = helper()
    return body["from"], status


@app.get("/swapped")
@swapped
def inner():
    return {"inner": True}, 200


@app.get("/text-status")
def text_status():
    return "text", "203 Fine"


@app.get("/called")
def called(request: Request):
    body, _ = target(request)
    return body


@app.get("/target")
def target(request: Request):
    return {"target": request.method}, 206


@app.get("/counted")
def counted():
    return "text", 200, {"X-Count": len(app.name), "X-All": ["a", "b"]}
