from pydantic import BaseModel

from compat.application import Application
from compat.requests import Request
from compat.responses import JSONResponse
from compat.values import Json

app = Application(__name__)
items = []


def check(data):
    return "name" in data


@app.post("/changed")
def changed(request: Request):
    item = request.get_json()
    if not item or "name" not in item:
        return JSONResponse({"message": "Invalid"}, 400)
    item["id"] = len(items) + 1
    items.append(item)
    return JSONResponse(item, 201)


class PassedAnswer(BaseModel):
    ok: Json
    name: Json


@app.post("/passed", response_model=PassedAnswer)
def passed(request: Request):
    data = request.get_json()
    return {"ok": check(data), "name": data.get("name")}


@app.post("/iterated")
def iterated(request: Request):
    data = request.get_json()
    return {key: data[key] for key in data}


@app.post("/unpacked")
def unpacked(request: Request):
    data = request.get_json()
    return dict(**data, more=data.get("more2"))


class ReboundAnswer(BaseModel):
    a: Json


@app.post("/rebound", response_model=ReboundAnswer)
def rebound(request: Request):
    data = request.get_json()
    data = data.get("inner")
    return {"a": data["a"]}


class DefaultsAnswer(BaseModel):
    a: Json
    b: Json


@app.post("/defaults", response_model=DefaultsAnswer)
def defaults(request: Request):
    data = request.get_json()
    return {"a": data.get("a", 1), "b": data.get("a", 2)}


@app.post("/forced", response_model=ReboundAnswer)
def forced(request: Request):
    data = request.get_json(force=True)
    return {"a": data.get("a")}


@app.post("/answer", response_model=ReboundAnswer)
def answer(request: Request):
    data = request.get_json()
    if not data or "a" not in data:
        return JSONResponse({"error": "no a", "count": len(items)}, 400)
    return {"a": data["a"]}
