"""Orchestra: every hook writes down that it was called, in the order of its call."""

from flask import Flask, g, jsonify, request

from score import note, played
from strings import strings

LAST = []

app = Flask(__name__)


@app.before_request
def first():
    g.score = []
    note("app.before.1")


@app.before_request
def second():
    note("app.before.2")


@app.after_request
def after_one(response):
    note("app.after.1")
    response.headers["X-Score"] = played()
    return response


@app.after_request
def after_two(response):
    note("app.after.2")
    return response


@app.teardown_request
def torn(error):
    note("app.teardown" if error is None else f"app.teardown {type(error).__name__}")
    LAST[:] = g.score


@app.route("/tune")
def tune():
    note("tune")
    return jsonify(played())


@app.route("/last")
def last():
    """What the request before this one left behind."""
    before = list(LAST)
    note("last")
    return jsonify(before)


@app.route("/fail/<kind>")
def fail(kind):
    note("fail")
    if kind == "key":
        return {}[request.args.get("key", "x")]
    raise ValueError(kind)


@app.errorhandler(KeyError)
def caught(error):
    note("handler")
    return "caught", 418


app.register_blueprint(strings)
