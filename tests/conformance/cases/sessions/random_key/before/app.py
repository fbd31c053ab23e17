"""A kiosk: everybody is logged out when it starts, since the key is a new one each time."""

import os

from flask import Flask, Response, jsonify, request, session, stream_with_context

app = Flask(__name__)
app.secret_key = os.urandom(24)


@app.route("/enter", methods=["POST"])
def enter():
    if not request.form.get("name"):
        return jsonify(error="name is missing"), 400
    session["name"] = request.form["name"]
    return jsonify(name=session["name"])


@app.route("/me")
def me():
    return jsonify(name=session.get("name"))


@app.route("/receipt")
def receipt():
    def lines():
        yield f"Receipt for {session.get('name', 'nobody')}\n"
        yield "Thank you!\n"

    return Response(stream_with_context(lines()), mimetype="text/plain")


@app.route("/leave", methods=["POST"])
def leave():
    return jsonify(name=session.pop("name", None))
