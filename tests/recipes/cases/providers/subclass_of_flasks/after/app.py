import datetime
import decimal

from pydantic import BaseModel

from compat.application import Application
from compat.json import JSONProvider
from compat.values import Json


class Provider(JSONProvider):
    """Dates as ISO 8601, sets as lists."""

    sort_keys = False

    def default(self, value):
        if isinstance(value, datetime.date):
            return value.isoformat()
        return sorted(value) if isinstance(value, set) else super().default(value)


class ASetAnswer(BaseModel):
    b: Json
    a: int


class PriceAnswer(BaseModel):
    price: Json
    since: Json


class UnknownAnswer(BaseModel):
    x: Json


def create_app():
    app = Application(__name__)
    app.json = Provider()  # before anything answers

    @app.get("/set", response_model=ASetAnswer)
    def a_set():
        return {"b": {2, 1}, "a": 1}

    @app.get("/price", response_model=PriceAnswer)
    def price():
        return {"price": decimal.Decimal("9.90"), "since": datetime.date(2026, 1, 31)}

    @app.get("/unknown", response_model=UnknownAnswer)
    def unknown():
        return {"x": object()}

    return app
