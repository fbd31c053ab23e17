from decimal import Decimal

from flask import Flask, current_app, jsonify
from flask.json.provider import DefaultJSONProvider


class Provider(DefaultJSONProvider):
    @staticmethod
    def default(value):
        if isinstance(value, Decimal):
            return float(value)
        return DefaultJSONProvider.default(value)


class Shop(Flask):
    """An application that knows its currency."""

    json_provider_class = Provider
    currency = "EUR"

    def __init__(self, *args, title="Shop", **kwargs):
        super().__init__(*args, **kwargs)
        self.title_of_shop = title
        self.config["CURRENCY"] = self.currency

    def price(self, amount):
        return f"{amount} {self.config['CURRENCY']}"


def create_app():
    app = Shop(__name__, title="Books")

    @app.route("/price/<int:amount>")
    def price(amount):
        return current_app.price(amount)

    @app.route("/exact")
    def exact():
        return jsonify(amount=Decimal("1.5"), title=app.title_of_shop)

    return app
