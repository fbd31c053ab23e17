from http import HTTPStatus

from fastapi.responses import HTMLResponse
from pydantic import BaseModel

from compat.application import Application
from compat.requests import Request
from compat.responses import JSONResponse
from compat.values import Json

app = Application(__name__)
GONE = 410


class FromDictAnswer(BaseModel):
    a: Json


@app.get("/dict", status_code=201, response_model=FromDictAnswer)
def from_dict():
    return {"a": [1, None]}


@app.get("/text")
def text(request: Request):
    return HTMLResponse(f"<b>{request.method}</b>", 202)


@app.get("/list")
def listed():
    return JSONResponse([1, 2], GONE, {"X-A": "1"})


@app.get("/enum")
def enum():
    return {"error": "teapot"}, HTTPStatus.IM_A_TEAPOT


@app.get("/empty")
def empty():
    return HTMLResponse("", 204)


@app.errorhandler(404)
def missing(error):
    return JSONResponse({"error": "missing"}, 404)
