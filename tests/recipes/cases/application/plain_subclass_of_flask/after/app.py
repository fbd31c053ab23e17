from decimal import Decimal

from pydantic import BaseModel

from compat.application import Application
from compat.context import current_app
from compat.json import JSONProvider
from compat.values import Json


class Provider(JSONProvider):
    @staticmethod
    def default(value):
        if isinstance(value, Decimal):
            return float(value)
        return JSONProvider.default(value)


class Shop(Application):
    """An application that knows its currency."""

    json_provider_class = Provider
    currency = "EUR"

    def __init__(self, *args, title="Shop", **kwargs):
        super().__init__(*args, **kwargs)
        self.title_of_shop = title
        self.config["CURRENCY"] = self.currency

    def price(self, amount):
        return f"{amount} {self.config['CURRENCY']}"


class ExactAnswer(BaseModel):
    amount: Json
    title: Json


def create_app():
    app = Shop(__name__, title="Books")

    @app.get("/price/{amount:int}")
    def price(amount: int):
        return current_app.price(amount)

    @app.get("/exact", response_model=ExactAnswer)
    def exact():
        return {"amount": Decimal("1.5"), "title": app.title_of_shop}

    return app
