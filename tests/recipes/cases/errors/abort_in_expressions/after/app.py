from pydantic import BaseModel

from compat.application import Application
from compat.errors import abort
from compat.requests import Request
from compat.responses import JSONResponse, Response, make_response
from compat.values import Json

app = Application(__name__)
ITEMS = {"a": 1}


def stop(code):
    return abort(code)


class ItemAnswer(BaseModel):
    value: Json


@app.get("/item/{key}", response_model=ItemAnswer)
def item(key: str):
    value = ITEMS.get(key) or abort(404, f"no {key}")
    return {"value": value}


@app.get("/choice")
def choice(request: Request):
    abort(404) if "x" in request.args else abort(403)
    return "never"


@app.get("/and")
def both(request: Request):
    "x" in request.args and abort(410)
    return (lambda: stop(406))()


@app.get("/response")
def response():
    abort(Response("stopped", 402, {"X-Why": "money"}))


@app.get("/made")
def made():
    abort(make_response(JSONResponse({"error": "made"}), 422))
