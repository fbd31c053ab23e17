"""Readings of every type that Flask can write as JSON by itself, and some that it cannot."""

import uuid
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal

from flask import Flask, jsonify, request
from markupsafe import Markup

app = Flask(__name__)
CET = timezone(timedelta(hours=1))


@dataclass
class Reading:
    sensor: uuid.UUID
    taken: datetime
    value: Decimal
    labels: dict = field(default_factory=dict)


def readings():
    base = uuid.uuid5(uuid.NAMESPACE_DNS, "sensor.example")
    return [
        Reading(base, datetime(2024, 1, 2, 3, 4, 5, tzinfo=CET), Decimal("21.50"), {"room": "A"}),
        Reading(base, datetime(2024, 1, 2, 3, 4, 5, 999), Decimal("1E+3")),
    ]


@app.route("/readings")
def index():
    return jsonify(readings=readings(), day=date(2024, 1, 2))


@app.route("/readings/<int:index>")
def one(index):
    try:
        return jsonify(readings()[index])
    except IndexError:
        return jsonify(error=f"no reading {index}", known=range(2).stop), 404


@app.route("/html")
def html():
    return jsonify(name=Markup("<b>1</b>"), tuple=(1, (2,)), keys={2: "b", 1: "a"}, empty={})


@app.route("/numbers")
def numbers():
    return {
        "big": 2**70,
        "float": 0.1 + 0.2,
        "whole": 2.0,
        "tiny": 1e-9,
        "nan": float("nan"),
        "minus": float("-inf"),
        "bool": True,
    }


@app.route("/unwritable/<kind>")
def unwritable(kind):
    values = {
        "set": {1},
        "time": time(1, 2),
        "delta": timedelta(1),
        "bytes": b"x",
        "mixed": {1: 1, "a": 2},
        "none_key": {None: 1},
        "bool_key": {True: 1, False: 0},
        "complex": 1j,
    }
    return {"value": values[kind]} if kind in values else ({"error": kind}, 404)


@app.route("/echo", methods=["POST"])
def echo():
    return jsonify(request.get_json())
