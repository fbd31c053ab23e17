import itertools

from flask import Flask, g, jsonify, request

from metering import ledger, units

app = Flask(__name__)
numbers = itertools.count(1)


@app.before_request
def begin():
    g.request_id = request.headers.get("X-Request-Id") or f"req-{next(numbers)}"
    g.units = 0


@app.after_request
def finish(response):
    response.headers["X-Request-Id"] = g.request_id
    response.headers["X-Units"] = str(g.units)
    response.headers.setdefault("X-Frame-Options", "DENY")
    response.headers["Server-Timing"] = f"units;dur={g.units}"
    if request.path.startswith("/embed"):
        del response.headers["X-Frame-Options"]
    return response


@app.teardown_appcontext
def settle(error):
    units_used = g.pop("units", 0)
    if units_used:
        ledger.append((g.get("request_id"), units_used, error is not None))


@app.get("/work/<int:amount>")
def work(amount):
    for _ in range(amount):
        units(1)
    if amount > 5:
        raise RuntimeError("overload")
    return jsonify(done=amount)


@app.get("/embed")
def embed():
    units(2)
    return "<p>embedded</p>"


@app.get("/ledger")
def show():
    return jsonify(ledger)
