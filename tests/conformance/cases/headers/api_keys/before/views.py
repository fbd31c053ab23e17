from flask import Blueprint, jsonify, request

from auth import needs

bp = Blueprint("inventory", __name__)
STOCK = {"bolt": 120, "nut": 80}


@bp.route("/stock/<item>", methods=["GET", "PUT"])
@needs("read")
def stock(item):
    if request.method == "PUT":
        return adjust(item)
    if item not in STOCK:
        return jsonify(error="no such item"), 404
    return jsonify(item=item, count=STOCK[item])


@needs("write")
def adjust(item):
    expected = request.headers.get("If-Match", type=int)
    if expected is not None and expected != STOCK.get(item):
        return jsonify(error="changed meanwhile", count=STOCK.get(item)), 412
    delta = int(request.headers["X-Delta"])
    return jsonify(item=item, count=STOCK.get(item, 0) + delta)


@bp.route("/ping")
def ping():
    return "pong"
