from flask import Blueprint, abort, jsonify

from recipes import scale

shop = Blueprint("shop", __name__)


@shop.route("/<dish>/<people>")
def needed(dish, people):
    found = scale(dish, people)
    if found is None:
        abort(404)
    return jsonify(buy=found)


@shop.route("/till")
def till():
    abort(403)
