"""Quotes: asks several suppliers at once, in threads that know the request."""

from concurrent.futures import ThreadPoolExecutor

from flask import Flask, copy_current_request_context, g, jsonify, request

from suppliers import SUPPLIERS, quote

app = Flask(__name__)


@app.before_request
def customer():
    g.customer = request.headers.get("X-Customer", "walk-in")


def gather(names, item):
    @copy_current_request_context
    def ask(name):
        return {"supplier": name, "price": quote(name, item), "path": request.path}

    with ThreadPoolExecutor(max_workers=2) as pool:
        return list(pool.map(ask, names))


@app.route("/quotes/<item>")
def quotes(item):
    names = request.args.getlist("supplier") or sorted(SUPPLIERS)
    found = gather(names, item)
    return jsonify(customer=g.customer, quotes=found)


@app.route("/cheapest/<item>")
def cheapest(item):
    prices = {name: quote(name, item) for name in SUPPLIERS}
    known = {name: price for name, price in prices.items() if price is not None}
    if not known:
        return jsonify(error=f"nobody sells {item}"), 404
    return jsonify(supplier=min(known, key=known.get), price=min(known.values()))


@app.errorhandler(KeyError)
def unknown_supplier(error):
    return jsonify(error=f"unknown supplier {error}"), 400
