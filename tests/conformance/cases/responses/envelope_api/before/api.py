from flask import Blueprint, jsonify, request

from envelope import ApiError, enveloped, warn

bp = Blueprint("api", __name__)
PLANTS = {"fern": 3, "moss": 9}


@bp.route("/plants")
@enveloped
def plants():
    if request.args.get("old"):
        warn("`old` is no longer read")
    return [{"name": name, "count": count} for name, count in PLANTS.items()]


@bp.route("/plants/<name>", methods=["GET", "POST"])
@enveloped
def plant(name):
    if request.method == "POST":
        if name in PLANTS:
            raise ApiError("exists", 409, name=name, count=PLANTS[name])
        return {"name": name}, 201
    if name not in PLANTS:
        raise ApiError(f"no {name} here", 404)
    return PLANTS[name]


@bp.route("/version")
def version():
    return jsonify("1.4", 2, None)


@bp.route("/nothing")
def nothing():
    return jsonify()


@bp.route("/both")
def both():
    return jsonify({"a": 1}, b=2)


@bp.route("/array")
def array():
    return jsonify([1, {"k": (2, 3)}]), 206
