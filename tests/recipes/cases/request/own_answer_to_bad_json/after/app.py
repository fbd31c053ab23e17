from pydantic import BaseModel

from compat.application import Application
from compat.errors import UnprocessableEntity
from compat.requests import Request
from compat.values import Json


class Lenient(Request):
    def on_json_loading_failed(self, e):
        if e is None:
            return {"text": self.get_data(as_text=True), "mimetype": self.mimetype}
        raise UnprocessableEntity("That was no JSON.")


app = Application(__name__)
app.request_class = Lenient


class EchoAnswer(BaseModel):
    got: Json
    same: bool


@app.post("/echo", response_model=EchoAnswer)
def echo(request: Request):
    data = request.get_json()
    return {"got": data, "same": request.get_json() is data}


class NameAnswer(BaseModel):
    name: Json


@app.post("/name", response_model=NameAnswer)
def name(request: Request):
    data = request.get_json()
    return {"name": data["name"]}


class SilentAnswer(BaseModel):
    got: Json
    forced: Json


@app.post("/silent", response_model=SilentAnswer)
def silent(request: Request):
    return {"got": request.get_json(silent=True), "forced": request.get_json(force=True)}
