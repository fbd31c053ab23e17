from flask import Blueprint, g, jsonify, request

from loom import pattern

loom = Blueprint("loom", __name__)


@loom.before_request
def choose_thread():
    thread = request.args.get("thread")
    if thread is not None:
        if len(thread) != 1:
            return jsonify(error="a thread is one character"), 400
        g.thread = thread
    return None


@loom.route("/patterns")
def patterns():
    return jsonify({name: found["by"] for name, found in pattern.PATTERNS.items()})


@loom.route("/patterns/<name>", methods=["GET", "POST"])
def show(name):
    if request.method == "POST":
        return jsonify(pattern.weave(name, request.args.get("width", type=int))), 201
    if name not in pattern.PATTERNS:
        return jsonify(error="no such pattern", you=pattern.who()), 404
    return jsonify(pattern.PATTERNS[name])
