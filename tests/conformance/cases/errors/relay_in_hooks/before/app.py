"""Relay: errors that arise in hooks, and handlers that fail themselves."""

from flask import Flask, abort, g, jsonify, request

app = Flask(__name__)

MESSAGES = []


class QuotaError(Exception):
    pass


class BadHandler(Exception):
    pass


@app.before_request
def quota():
    g.sender = request.headers.get("X-Sender", "anon")
    if g.sender == "spammer":
        raise QuotaError(g.sender)
    if g.sender == "banned":
        abort(403)


@app.before_request
def parse_size():
    g.size = int(request.headers.get("X-Size", "0"))


@app.after_request
def count(response):
    response.headers["X-Messages"] = str(len(MESSAGES))
    response.headers["X-Sender"] = g.get("sender", "unknown")
    return response


@app.errorhandler(QuotaError)
def too_many(error):
    return jsonify(error="quota", sender=str(error), size=g.get("size")), 429


@app.errorhandler(BadHandler)
def fails_again(error):
    raise RuntimeError("the handler fails too")


@app.errorhandler(500)
def internal(error):
    return jsonify(error="internal", cause=type(error.original_exception).__name__), 500


@app.route("/messages", methods=["GET", "POST"])
def messages():
    if request.method == "POST":
        MESSAGES.append([g.sender, g.size])
        return jsonify(MESSAGES[-1]), 202
    return jsonify(MESSAGES)


@app.route("/flaky")
def flaky():
    raise BadHandler
