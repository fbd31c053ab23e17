from decimal import Decimal

from flask import Flask, json, request
from flask.json.provider import DefaultJSONProvider


class Exact(DefaultJSONProvider):
    """Numbers are read without losing a cent."""

    def loads(self, s, **kwargs):
        kwargs.setdefault("parse_float", Decimal)
        return super().loads(s, **kwargs)


app = Flask(__name__)
app.json = Exact(app)


@app.post("/total")
def total():
    data = request.get_json()
    price = data["price"]
    return {"total": price * data["count"], "type": type(price).__name__}


@app.post("/text")
def text():
    read = json.loads(request.get_data(as_text=True))
    return {"value": read, "type": type(read).__name__}
