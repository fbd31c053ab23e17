from flask import Blueprint, abort, jsonify, request

from recipes import scale

kitchen = Blueprint("kitchen", __name__)


class BurntError(ValueError):
    pass


@kitchen.errorhandler(404)
def no_dish(error):
    return f"The kitchen knows no such dish ({error.description})", 404


@kitchen.errorhandler(ValueError)
def spoiled(error):
    return jsonify(kitchen=True, spoiled=str(error), kind=type(error).__name__), 422


@kitchen.app_errorhandler(403)
def hands_off(error):
    return jsonify(everywhere=True, path=request.path), 403


@kitchen.route("/<dish>")
def cook(dish):
    minutes = request.args.get("minutes", 10, type=int)
    if minutes > 60:
        raise BurntError(f"{dish} after {minutes} minutes")
    found = scale(dish, request.args.get("people", "1"))
    if found is None:
        abort(404, "look at the menu")
    return jsonify(found)


@kitchen.route("/knives")
def knives():
    abort(403)
