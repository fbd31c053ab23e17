import math
from typing import Annotated

from pydantic import BaseModel

from compat.application import Application
from compat.query import default_if_invalid
from compat.values import Json

app = Application(__name__)
readings = [1.5, 2.5]


class AddAnswer(BaseModel):
    count: int
    last: Json


@app.post("/readings", status_code=201, response_model=AddAnswer)
def add(value: Annotated[float | None, default_if_invalid(float)] = None):
    readings.append(value)
    return {"count": len(readings), "last": value}


class MeanAnswer(BaseModel):
    unit: str
    mean: Json
    all: Json


@app.get("/mean", response_model=MeanAnswer)
def mean():
    known = [r for r in readings if r is not None]
    return {"unit": "mm", "mean": sum(known) / len(known), "all": {"values": known}}


class SpreadAnswer(BaseModel):
    spread: Json
    limit: Json


@app.get("/spread", response_model=SpreadAnswer)
def spread():
    return {"spread": max(readings) - min(readings), "limit": -math.inf}


class EverythingAnswer(BaseModel):
    place: Json
    value: Json


@app.get("/all", response_model=list[EverythingAnswer])
def everything():
    return [{"place": place, "value": value} for place, value in enumerate(readings)]
