import math

from flask import Flask, jsonify, request

app = Flask(__name__)
readings = [1.5, 2.5]


@app.post("/readings")
def add():
    value = request.args.get("value", type=float)
    readings.append(value)
    return jsonify(count=len(readings), last=value), 201


@app.get("/mean")
def mean():
    known = [r for r in readings if r is not None]
    return {"unit": "mm", "mean": sum(known) / len(known), "all": {"values": known}}


@app.get("/spread")
def spread():
    return {"spread": max(readings) - min(readings), "limit": -math.inf}


@app.get("/all")
def everything():
    return [{"place": place, "value": value} for place, value in enumerate(readings)]
