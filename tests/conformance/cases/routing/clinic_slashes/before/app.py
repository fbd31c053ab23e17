from flask import Flask, jsonify, request

app = Flask(__name__)

ROOMS = ["blue", "green"]
SLOTS = {"blue": ["09:00", "10:30"], "green": []}


@app.route("/rooms/", methods=["GET", "POST"])
def rooms():
    if request.method == "POST":
        name = (request.get_json() or {}).get("name")
        if not isinstance(name, str) or name in ROOMS:
            return jsonify({"error": "name is missing or taken"}), 409
        ROOMS.append(name)
        SLOTS[name] = []
        return jsonify({"rooms": ROOMS}), 201
    return jsonify({"rooms": ROOMS})


@app.route("/rooms/<name>/")
def room(name):
    if name not in SLOTS:
        return jsonify({"error": "no such room"}), 404
    return jsonify({"name": name, "free": len(SLOTS[name])})


@app.route("/rooms/<name>/slots", strict_slashes=False)
def slots(name):
    return jsonify(SLOTS.get(name, []))


@app.route("/rooms/<name>/slots/<when>/", methods=["PUT"], strict_slashes=False)
def book(name, when):
    if when not in SLOTS.get(name, ()):
        return jsonify({"error": "not free"}), 409
    SLOTS[name].remove(when)
    return jsonify({"booked": f"{name} at {when}"})


@app.route("/health")
def health():
    return "ok"
