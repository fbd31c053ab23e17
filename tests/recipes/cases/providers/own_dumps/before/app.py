import json
from decimal import Decimal

from flask import Flask, jsonify, render_template_string
from flask import json as flask_json
from flask.json.provider import DefaultJSONProvider


class Provider(DefaultJSONProvider):
    def dumps(self, value, **options):
        return super().dumps({"data": value}, **options)


class Loose(DefaultJSONProvider):
    """Not used anywhere."""

    def dumps(self, value, **options):
        return json.dumps(value)


app = Flask(__name__)
app.json = Provider(app)


@app.route("/items")
def items():
    return {"b": 1, "a": Decimal("1.10")}


@app.route("/made")
def made():
    return jsonify(b=[1, 2], a=None), 201


@app.route("/text")
def text():
    return flask_json.dumps({"b": 1, "a": 2}, indent=1)


@app.route("/page")
def page():
    return render_template_string("<script>let x = {{ {'b': 1, 'a': '<'} | tojson }}</script>")


@app.route("/failing")
def failing():
    return {"value": object}
