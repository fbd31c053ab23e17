"""Answers in the dialect that the team's old clients read."""

from flask import Flask, jsonify, request

from limits import within

app = Flask(__name__)
app.config.from_mapping(MAX_CONTENT_LENGTH=64, MAX_DEPTH=2)
app.json.sort_keys = False
app.json.ensure_ascii = False


@app.route("/samples/<int:number>")
def sample(number):
    return {"number": number, "half": number / 2, "übung": "ß", "alpha": None}


@app.route("/samples", methods=["POST"])
def add():
    zulu = request.form["zulu"]
    return jsonify(zulu=zulu, alpha=request.form.get("alpha", "ä")), 201


@app.route("/echo", methods=["POST"])
def echo():
    data = request.get_json()
    if not within(data):
        return jsonify(error="too deep"), 422
    return jsonify(data)


@app.route("/size", methods=["POST"])
def size():
    return jsonify(size=len(request.data), claimed=request.content_length)


@app.route("/ignore", methods=["POST"])
def ignore():
    # Whatever was sent, however much.
    return jsonify(ignored=True)
