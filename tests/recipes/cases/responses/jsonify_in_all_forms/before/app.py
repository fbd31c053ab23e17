import datetime as dt
import decimal
import uuid

from flask import Flask, jsonify

app = Flask(__name__)
DAY = dt.date(2020, 2, 29)


@app.route("/pairs")
def pairs():
    return jsonify(b=1, a=[1, 2], class_="x")


@app.route("/one")
def one():
    return jsonify({"b": 1, "a": None})


@app.route("/list")
def listed():
    return jsonify([1, "zwei", 3.0])


@app.route("/many")
def many():
    return jsonify(1, 2, 3)


@app.route("/nothing")
def nothing():
    return jsonify()


@app.route("/text")
def text():
    return jsonify("text")


@app.route("/values")
def values():
    return jsonify(day=DAY, at=dt.datetime(2020, 1, 2, 3, 4, 5), price=decimal.Decimal("1.50"), key=uuid.UUID(int=1))


@app.route("/dates")
def dates():
    return {"day": DAY, "inner": [{"day": DAY}]}


@app.route("/unknown")
def unknown():
    return jsonify(value={1, 2})
