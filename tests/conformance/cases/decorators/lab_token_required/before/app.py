"""Lab: samples behind a signed token; the decorator hands the user to the view."""

from flask import Flask, current_app, jsonify, request

from auth import issue, token_required
from samples import SAMPLES, own_samples

app = Flask(__name__)
app.config["SECRET_KEY"] = "lab-secret"


@app.route("/login", methods=["POST"])
def login():
    auth = request.get_json() or {}
    if not auth.get("name") or auth.get("password") != "lab":
        return jsonify({"message": "Could not verify"}), 401
    return jsonify({"token": issue(auth["name"])})


@app.route("/samples")
@token_required
def samples(current_user):
    return jsonify({"samples": own_samples(current_user)})


@app.route("/samples/<int:sample_id>", methods=["GET", "DELETE"])
@token_required
def sample(current_user, sample_id):
    found = SAMPLES.get(sample_id)
    if not found:
        return jsonify({"message": "No sample found"}), 404
    if request.method == "DELETE":
        if not current_user["admin"]:
            return jsonify({"message": "Cannot perform that function"}), 403
        del SAMPLES[sample_id]
        return jsonify({"message": "Deleted", "by": current_user["name"]})
    return jsonify(found)


@app.route("/settings")
@token_required
def settings(current_user):
    return {"user": current_user, "debug": current_app.debug}
