from decimal import Decimal

from pydantic import BaseModel

from compat.application import Application
from compat.json import JSONProvider
from compat.json import loads as json_loads
from compat.requests import Request
from compat.values import Json


class Exact(JSONProvider):
    """Numbers are read without losing a cent."""

    def loads(self, s, **kwargs):
        kwargs.setdefault("parse_float", Decimal)
        return super().loads(s, **kwargs)


app = Application(__name__)
app.json = Exact()


class TotalAnswer(BaseModel):
    total: Json
    type: Json


@app.post("/total", response_model=TotalAnswer)
def total(request: Request):
    data = request.get_json()
    price = data["price"]
    return {"total": price * data["count"], "type": type(price).__name__}


class TextAnswer(BaseModel):
    value: Json
    type: Json


@app.post("/text", response_model=TextAnswer)
def text(request: Request):
    read = json_loads(request.get_data(as_text=True))
    return {"value": read, "type": type(read).__name__}
