import functools

from pydantic import BaseModel

from compat.application import Application
from compat.responses import JSONResponse, Response
from compat.values import Json

app = Application(__name__)


def stamped(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        response = function(*args, **kwargs)
        response.headers["X-Stamp"] = "1"
        return response

    return wrapper


@app.get("/stamped")
@stamped
def with_stamp():
    return JSONResponse({"a": 1})


def answer(code=200):
    response = JSONResponse({"code": code})
    response.status_code = code
    return response


@app.get("/answer")
def through():
    found = answer(203)
    assert isinstance(found, Response)
    return found


class DataAnswer(BaseModel):
    text: Json
    status: Json


@app.get("/data", response_model=DataAnswer)
def data():
    return {"text": JSONResponse({"b": 1, "a": 2}).get_data(as_text=True), "status": answer().status_code}
