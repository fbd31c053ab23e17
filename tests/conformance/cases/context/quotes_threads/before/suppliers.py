from flask import request

SUPPLIERS = {"north": {"bolt": 5, "nut": 2}, "south": {"bolt": 4}}


def discount():
    """Reads the request at hand, in whatever thread it is asked."""
    return 0.5 if request.headers.get("X-Customer") == "vip" else 1


def quote(name, item):
    price = SUPPLIERS[name].get(item)
    return None if price is None else price * discount()
