from functools import wraps

from fastapi import HTTPException
from pydantic import BaseModel

from compat.application import Application
from compat.context import request
from compat.requests import Request
from compat.responses import JSONResponse
from compat.values import Json

app = Application(__name__)
notes = {"1": {"text": "old"}}


def token_required(view):
    @wraps(view)
    def wrapper(*args, **kwargs):
        if request.headers.get("X-Token") != "s3cret":
            return JSONResponse({"error": "token"}, 401)
        return view(*args, **kwargs)

    return wrapper


@app.put("/notes/{key}")
def replace(request: Request, key: str):
    if key not in notes:
        raise HTTPException(404)
    data = request.get_json()
    notes[key] = {"text": data["text"]}
    return notes[key]


@app.post("/notes")
@token_required
def add(request: Request):
    data = request.get_json()
    notes["2"] = {"text": data["text"]}
    return notes["2"], 201


@app.api_route("/notes", methods=["GET", "DELETE"])
def every(request: Request):
    data = request.get_json(silent=True)
    return JSONResponse(notes if data is None else data.get("text"))


@app.api_route("/search", methods=["GET", "POST"])
def search(request: Request):
    data = request.get_json()
    return [k for k, v in notes.items() if data["words"] in v["text"]]


@app.post("/late")
def late(request: Request):
    data = request.get_json()
    if data.get("kind") == "a":
        return "a"
    return data["value"]


class EmptyAnswer(BaseModel):
    got: Json


@app.post("/empty", response_model=EmptyAnswer)
def empty(request: Request):
    data = request.get_json()
    if not data:
        return JSONResponse({"error": "nothing"}, 400)
    return {"got": data.get("value")}
