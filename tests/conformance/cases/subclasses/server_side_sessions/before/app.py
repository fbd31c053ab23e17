from flask import Flask, jsonify, request, session

from store import MemorySessions

app = Flask(__name__)
app.config["SESSION_COOKIE_NAME"] = "sid"
app.session_interface = MemorySessions()


@app.route("/basket")
def basket():
    return jsonify(items=session.get("items", []), id=session.sid, new=session.new)


@app.route("/basket", methods=["POST"])
def put():
    item = request.form.get("item")
    if not item:
        return jsonify(error="item is missing"), 400
    session.setdefault("items", []).append(item)
    return jsonify(items=session["items"]), 201


@app.route("/basket", methods=["DELETE"])
def drop():
    session.clear()
    return "", 204


@app.route("/health")
def health():
    return "ok"
