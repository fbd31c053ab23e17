import functools

from flask import Flask, Response, jsonify

app = Flask(__name__)


def stamped(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        response = function(*args, **kwargs)
        response.headers["X-Stamp"] = "1"
        return response

    return wrapper


@app.route("/stamped")
@stamped
def with_stamp():
    return jsonify(a=1)


def answer(code=200):
    response = jsonify(code=code)
    response.status_code = code
    return response


@app.route("/answer")
def through():
    found = answer(203)
    assert isinstance(found, Response)
    return found


@app.route("/data")
def data():
    return {"text": jsonify(b=1, a=2).get_data(as_text=True), "status": answer().status_code}
