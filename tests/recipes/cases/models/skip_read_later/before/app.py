from functools import wraps

from flask import Flask, abort, jsonify, request

app = Flask(__name__)
notes = {"1": {"text": "old"}}


def token_required(view):
    @wraps(view)
    def wrapper(*args, **kwargs):
        if request.headers.get("X-Token") != "s3cret":
            return jsonify(error="token"), 401
        return view(*args, **kwargs)

    return wrapper


@app.route("/notes/<key>", methods=["PUT"])
def replace(key):
    if key not in notes:
        abort(404)
    data = request.get_json()
    notes[key] = {"text": data["text"]}
    return notes[key]


@app.route("/notes", methods=["POST"])
@token_required
def add():
    data = request.get_json()
    notes["2"] = {"text": data["text"]}
    return notes["2"], 201


@app.route("/notes", methods=["GET", "DELETE"])
def every():
    data = request.get_json(silent=True)
    return jsonify(notes if data is None else data.get("text"))


@app.route("/search", methods=["GET", "POST"])
def search():
    data = request.get_json()
    return [k for k, v in notes.items() if data["words"] in v["text"]]


@app.route("/late", methods=["POST"])
def late():
    data = request.get_json()
    if data.get("kind") == "a":
        return "a"
    return data["value"]


@app.route("/empty", methods=["POST"])
def empty():
    data = request.get_json()
    if not data:
        return {"error": "nothing"}, 400
    return {"got": data.get("value")}
