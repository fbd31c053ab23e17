"""Old widget endpoint: decides by the client what it can show."""

from flask import Flask, jsonify, request

import clients

app = Flask(__name__)


@app.route("/widget")
def widget():
    if clients.is_robot():
        return "", 204
    return jsonify(layout=clients.layout(), robot=False)


@app.route("/widget/report", methods=["GET", "POST"])
def report():
    size = request.values.get("size", type=int)
    scale = request.values.get("scale", 1.0, type=float)
    return jsonify(size=size, scale=scale, agent=clients.summary())


@app.route("/widget/credentials")
def credentials():
    given = request.authorization
    if given is None:
        return jsonify(error="no credentials"), 401
    header = request.headers["Authorization"]
    return jsonify(kind=given.type, same=str(given) == header, user=given.get("username"))
