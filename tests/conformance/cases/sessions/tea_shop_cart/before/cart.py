"""The cart lives in the session: {"lines": {sku: {"grams": n}}, "notes": [..]}."""

from flask import session

from catalogue import find, price


def _cart():
    if "cart" not in session:
        session["cart"] = {"lines": {}, "notes": []}
    return session["cart"]


def lines():
    return session.get("cart", {}).get("lines", {})


def add(sku, grams):
    line = _cart()["lines"].setdefault(sku, {"grams": 0})
    line["grams"] += grams
    session.modified = True


def set_grams(sku, grams):
    _cart()["lines"][sku]["grams"] = grams
    session.modified = True


def remove(sku):
    del _cart()["lines"][sku]
    session.modified = True


def annotate(text):
    # Nobody tells the session, so a note is lost when the cart was there before.
    _cart()["notes"].append(text)


def empty():
    session.pop("cart", None)


def summary():
    items = [
        {
            "sku": sku,
            "name": find(sku)["name"],
            "grams": line["grams"],
            "price": price(sku, line["grams"]),
        }
        for sku, line in sorted(lines().items())
    ]
    return {
        "items": items,
        "notes": session.get("cart", {}).get("notes", []),
        "total": round(sum(item["price"] for item in items), 2),
    }
