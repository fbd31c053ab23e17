from flask import Flask, jsonify, request

from harbour import Limit, counted, needs_flag

app = Flask(__name__)

BERTHS = {1: "free", 2: "taken"}


@app.route("/berths")
@counted
def berths():
    return jsonify({str(number): state for number, state in BERTHS.items()})


@app.route("/berths/<int:number>", methods=["POST"])
@needs_flag
@counted
def take(number):
    if BERTHS.get(number) != "free":
        return jsonify(error="not free", flag=request.headers["X-Flag"]), 409
    BERTHS[number] = "taken"
    return jsonify(number=number), 201


@app.route("/signal")
@Limit(2, "signal")
def signal():
    return "seen"


@app.route("/counts")
def counts():
    return jsonify(berths=berths.calls, taken=take.__wrapped__.calls, name=take.__name__)
