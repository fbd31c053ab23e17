from flask import Blueprint, jsonify, request

weigh = Blueprint("weigh", __name__)

TRUCKS = {"t1": 12000}


@weigh.route("/trucks/<name>", methods=["GET", "PUT", "DELETE"])
def truck(name):
    if request.method == "DELETE":
        TRUCKS.pop(name, None)
        return "", 204
    if request.method == "PUT":
        weight = request.get_json(silent=True)
        if not isinstance(weight, (int, float)) or isinstance(weight, bool):
            return jsonify("a number, please"), 400
        TRUCKS[name] = weight
        return jsonify(weight), 201
    return jsonify(TRUCKS.get(name)), 200 if name in TRUCKS else 404


@weigh.route("/ticket/<name>")
def ticket(name):
    return f"{name}: {TRUCKS[name]} on scale {request.scale}"
