"""A read-only museum guide. Somebody forgot the secret key, so notes cannot be kept."""

from flask import Flask, flash, jsonify, render_template_string, request, session

app = Flask(__name__)

ROOMS = {"1": "Dinosaurs", "2": "Minerals"}


@app.errorhandler(RuntimeError)
def broken(error):
    return jsonify(error="unavailable", because=str(error).split(".")[0]), 503


@app.route("/rooms/<key>")
def room(key):
    if key not in ROOMS:
        return jsonify(error="no such room"), 404
    return jsonify(room=ROOMS[key], visited=session.get("visited", []), any=bool(session))


@app.route("/rooms/<key>/visit", methods=["POST"])
def visit(key):
    session["visited"] = [*session.get("visited", []), key]
    return "", 204


@app.route("/note", methods=["POST"])
def note():
    flash(request.form["text"])
    return "noted"


@app.route("/guide")
def guide():
    return render_template_string(
        "{% for m in get_flashed_messages() %}{{ m }}{% else %}no notes{% endfor %} {{ session.visited is defined }}"
    )


@app.route("/forget", methods=["POST"])
def forget():
    return jsonify(last=session.pop("last", None))
