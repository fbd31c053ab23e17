import json
from datetime import date
from fractions import Fraction

from flask import Flask, current_app, jsonify, render_template_string, request
from flask import json as flask_json
from flask.json.provider import JSONProvider


class Provider(JSONProvider):
    """Fractions are read and written, and nothing is spared for spaces."""

    def dumps(self, obj, **_kwargs):
        return json.dumps(obj, separators=(",", ":"), default=str)

    def loads(self, s, **_kwargs):
        return json.loads(s, parse_float=Fraction)


app = Flask(__name__)
app.json = Provider(app)


@app.route("/items")
def items():
    return {"b": Fraction(1, 3), "a": date(2024, 5, 6)}


@app.route("/list")
def listed():
    return ["ä", Fraction(7)]


@app.route("/made")
def made():
    return jsonify({"b": 2, "a": 1}), 201


@app.post("/total")
def total():
    data = request.get_json()
    return {"total": data["price"] * 3, "silent": request.get_json(silent=True)}


@app.post("/text")
def text():
    return current_app.json.dumps(flask_json.loads(request.get_data()))


@app.route("/page")
def page():
    return render_template_string("<script>let x = {{ {'b': 1, 'a': '<'} | tojson }}</script>")
