import asyncio

from flask import Flask, abort, g, jsonify, request

from suppliers import SUPPLIERS, SupplierDown, ask

app = Flask(__name__)
app.config["PATIENCE"] = 0.5


@app.before_request
async def who():
    await asyncio.sleep(0)
    g.customer = request.headers.get("X-Customer", "guest")


@app.errorhandler(SupplierDown)
async def down(error):
    await asyncio.sleep(0)
    return jsonify(error=f"{error} is down", customer=g.customer), 502


@app.get("/prices/<item>")
async def prices(item):
    answers = await asyncio.gather(*(ask(name, item) for name in SUPPLIERS), return_exceptions=True)
    found = {name: price for name, price in zip(SUPPLIERS, answers) if isinstance(price, int)}
    if not found:
        abort(404, f"Nobody sells {item}.")
    return jsonify(prices=found, failed=len(answers) - len(found), customer=g.customer)


@app.get("/prices/<item>/<supplier>")
async def price(item, supplier):
    if supplier not in SUPPLIERS:
        abort(404)
    try:
        async with asyncio.timeout(app.config["PATIENCE"]):
            value = await ask(supplier, item)
    except KeyError:
        return {"error": "not sold there"}, 404
    return {"supplier": supplier, "price": value}


@app.post("/orders")
async def order():
    wanted = request.get_json()
    prices = [await ask(line["supplier"], line["item"]) for line in wanted["lines"]]
    return {"total": sum(prices), "lines": len(prices)}, 201


@app.get("/suppliers")
def suppliers():
    return jsonify(sorted(SUPPLIERS))
