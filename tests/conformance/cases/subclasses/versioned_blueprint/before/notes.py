from flask import jsonify, request

from versions import Versioned

v1 = Versioned("notes", __name__, 1)
v2 = Versioned("notes", __name__, 2)

NOTES = ["first"]


@v1.route("/")
def plain():
    return jsonify(NOTES)


@v1.route("/", methods=["POST"])
@v2.route("/", methods=["POST"])
def add():
    NOTES.append(request.get_json()["text"])
    return jsonify(count=len(NOTES)), 201


@v2.route("/")
def wrapped():
    return jsonify(notes=[{"id": number, "text": text} for number, text in enumerate(NOTES)])
