import datetime
import decimal

from flask import Flask, jsonify
from flask.json.provider import DefaultJSONProvider


class Provider(DefaultJSONProvider):
    """Dates as ISO 8601, sets as lists."""

    sort_keys = False

    def default(self, value):
        if isinstance(value, datetime.date):
            return value.isoformat()
        return sorted(value) if isinstance(value, set) else super().default(value)


def create_app():
    app = Flask(__name__)
    app.json = Provider(app)  # before anything answers

    @app.route("/set")
    def a_set():
        return jsonify(b={2, 1}, a=1)

    @app.route("/price")
    def price():
        return {"price": decimal.Decimal("9.90"), "since": datetime.date(2026, 1, 31)}

    @app.route("/unknown")
    def unknown():
        return jsonify(x=object())

    return app
