from flask import Flask, jsonify, request

import cart
from catalogue import find

app = Flask(__name__)
app.secret_key = b"oolong"


@app.route("/api/cart")
def show_cart():
    return jsonify(cart.summary())


@app.route("/api/cart/items", methods=["POST"])
def add_item():
    data = request.get_json()
    tea = find(data.get("sku"))
    if tea is None:
        return jsonify({"error": "no such tea", "sku": data.get("sku")}), 404
    try:
        grams = int(data.get("grams", 100))
    except (TypeError, ValueError):
        return jsonify({"error": "grams must be a number"}), 400
    cart.add(tea["sku"], grams)
    return jsonify(cart.summary()), 201


@app.route("/api/cart/items/<sku>", methods=["PATCH", "DELETE"])
def change_item(sku):
    if sku not in cart.lines():
        return jsonify({"error": "not in the cart"}), 404
    if request.method == "DELETE":
        cart.remove(sku)
        return "", 204
    cart.set_grams(sku, request.json["grams"])
    return jsonify(cart.summary())


@app.route("/api/cart/note", methods=["PUT"])
def note():
    cart.annotate(request.get_data(as_text=True))
    return jsonify(cart.summary())


@app.route("/api/checkout", methods=["POST"])
def checkout():
    total = cart.summary()["total"]
    if not total:
        return jsonify({"error": "empty cart"}), 409
    cart.empty()
    return jsonify({"paid": total})
