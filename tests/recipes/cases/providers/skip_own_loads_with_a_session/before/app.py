from decimal import Decimal

from flask import Flask, request, session
from flask.json.provider import DefaultJSONProvider


class Exact(DefaultJSONProvider):
    """Numbers are read without losing a cent."""

    def loads(self, s, **kwargs):
        kwargs.setdefault("parse_float", Decimal)
        return super().loads(s, **kwargs)


app = Flask(__name__)
app.json = Exact(app)
app.secret_key = "exact"


@app.post("/total")
def total():
    data = request.get_json()
    price = session["price"] = data["price"]
    return {"total": price * data["count"], "type": type(price).__name__}


