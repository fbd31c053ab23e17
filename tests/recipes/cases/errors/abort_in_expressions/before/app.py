from flask import Flask, Response, abort, jsonify, make_response, request

app = Flask(__name__)
ITEMS = {"a": 1}


def stop(code):
    return abort(code)


@app.route("/item/<key>")
def item(key):
    value = ITEMS.get(key) or abort(404, f"no {key}")
    return {"value": value}


@app.route("/choice")
def choice():
    abort(404) if "x" in request.args else abort(403)
    return "never"


@app.route("/and")
def both():
    "x" in request.args and abort(410)
    return (lambda: stop(406))()


@app.route("/response")
def response():
    abort(Response("stopped", 402, {"X-Why": "money"}))


@app.route("/made")
def made():
    abort(make_response(jsonify(error="made"), 422))
