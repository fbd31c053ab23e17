from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from flask import Flask, json, jsonify, request

from provider import TeamProvider


class Size(Enum):
    SMALL = "s"
    LARGE = "l"


@dataclass
class Shirt:
    name: str
    size: Size
    price: Decimal
    since: date


app = Flask(__name__)
app.json = TeamProvider(app)

SHIRTS = [
    Shirt("Plain", Size.SMALL, Decimal("9.50"), date(2030, 1, 2)),
    Shirt("Striped", Size.LARGE, Decimal("12"), date(2031, 12, 31)),
]


@app.route("/shirts")
def shirts():
    return jsonify(SHIRTS)


@app.route("/shirts/<int:number>")
def shirt(number):
    if number >= len(SHIRTS):
        return {"error": "no such shirt", "known": {len(SHIRTS)}}, 404
    return {"shirt": SHIRTS[number], "text": json.dumps(SHIRTS[number])}


@app.route("/price", methods=["POST"])
def price():
    data = request.get_json()
    total = sum((item["price"] * item.get("count", 1) for item in data), Decimal(0))
    return jsonify(total=total, type=type(total).__name__)
