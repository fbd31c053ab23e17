from flask import abort, current_app, request

from events import order_cancelled, order_placed


@order_placed.connect
def take_from_stock(sender, order, **extra):
    stock = sender.config["STOCK"]
    if stock[order["item"]] < order["count"]:
        abort(409, f"Only {stock[order['item']]} left.")
    stock[order["item"]] -= order["count"]


@order_placed.connect
def send_mail(sender, order, number, **extra):
    to = request.headers.get("X-Mail")
    if to is None:
        return None
    current_app.config["MAILS"].append(f"{to}: order {number}")
    return f"mail to {to}"


@order_cancelled.connect
def put_back(sender, order):
    sender.config["STOCK"][order["item"]] += order["count"]
