import datetime as dt
import decimal
import uuid

from pydantic import BaseModel

from compat.application import Application
from compat.responses import JSONResponse, jsonify
from compat.values import Json

app = Application(__name__)
DAY = dt.date(2020, 2, 29)


class PairsAnswer(BaseModel):
    b: int
    a: Json
    class_: str


@app.get("/pairs", response_model=PairsAnswer)
def pairs():
    return {"b": 1, "a": [1, 2], "class_": "x"}


class OneAnswer(BaseModel):
    b: int
    a: Json


@app.get("/one", response_model=OneAnswer)
def one():
    return {"b": 1, "a": None}


@app.get("/list")
def listed():
    return [1, "zwei", 3.0]


@app.get("/many")
def many():
    return [1, 2, 3]


@app.get("/nothing")
def nothing():
    return jsonify()


@app.get("/text")
def text():
    return JSONResponse("text")


class ValuesAnswer(BaseModel):
    day: Json
    at: Json
    price: Json
    key: Json


@app.get("/values", response_model=ValuesAnswer)
def values():
    return {"day": DAY, "at": dt.datetime(2020, 1, 2, 3, 4, 5), "price": decimal.Decimal("1.50"), "key": uuid.UUID(int=1)}


class DatesAnswer(BaseModel):
    day: Json
    inner: Json


@app.get("/dates", response_model=DatesAnswer)
def dates():
    return {"day": DAY, "inner": [{"day": DAY}]}


class UnknownAnswer(BaseModel):
    value: Json


@app.get("/unknown", response_model=UnknownAnswer)
def unknown():
    return {"value": {1, 2}}
