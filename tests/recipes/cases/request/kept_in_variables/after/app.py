import threading

from pydantic import BaseModel

from compat.application import Application
from compat.context import current_request, request
from compat.requests import Request
from compat.values import Json

app = Application(__name__)
FIELDS = {"path": lambda: request.path, "agent": lambda: request.headers.get("User-Agent")}


def describe(req):
    return f"{req.method} {req.href}"


def either(request: Request, x):
    return request.args.get(x) if request else "outside"


class Worker:
    def paths(self):
        found = []
        asked = current_request()

        def work():
            found.append(asked.path)

        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
        return found


class VariableAnswer(BaseModel):
    form: Json
    base: Json
    described: Json


@app.api_route("/variable", methods=["GET", "POST"], response_model=VariableAnswer)
def variable(request: Request):
    asked = request
    form = [asked.form_data.get("a") for _ in range(2)]
    return {"form": form, "base": asked.base_href, "described": describe(asked)}


class ObjectAnswer(BaseModel):
    a: Json
    url: Json
    d: Json


@app.get("/object", response_model=ObjectAnswer)
def object_():
    real = current_request()
    return {"a": real.args.get("a"), "url": current_request().href, "d": describe(real)}


class FieldsAnswer(BaseModel):
    value: Json


@app.get("/fields/{name}", response_model=FieldsAnswer)
def fields(name: str):
    return {"value": FIELDS[name]()}


class TestedAnswer(BaseModel):
    there: Json
    a: Json


@app.get("/tested", response_model=TestedAnswer)
def tested(request: Request):
    there = request is not None and not (request and request.args.get("b"))
    return {"there": there, "a": either(request, "a")}


class ThreadAnswer(BaseModel):
    paths: Json


@app.get("/thread", response_model=ThreadAnswer)
def thread():
    return {"paths": Worker().paths()}
