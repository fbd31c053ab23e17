from flask import Flask, abort, current_app, jsonify, request

import listeners  # noqa: F401
from events import order_cancelled, order_placed

app = Flask(__name__)
app.config.update(STOCK={"tea": 5, "cup": 2}, MAILS=[])

orders = {}


@app.post("/orders")
def place():
    data = request.get_json()
    if data.get("item") not in app.config["STOCK"]:
        abort(404, "We do not have that.")
    number = len(orders) + 1
    orders[number] = {"item": data["item"], "count": data.get("count", 1)}
    answers = order_placed.send(
        current_app._get_current_object(), order=orders[number], number=number
    )
    notes = [note for _, note in answers if note]
    return jsonify(number=number, notes=sorted(notes)), 201


@app.delete("/orders/<int:number>")
def cancel(number):
    order = orders.pop(number, None)
    if order is None:
        abort(404)
    order_cancelled.send(app, order=order)
    return "", 204


@app.get("/stock")
def stock():
    return jsonify(
        stock=app.config["STOCK"],
        mails=app.config["MAILS"],
        heard_by=len(list(order_placed.receivers)),
    )
