from pydantic import BaseModel

from compat.application import Application
from compat.requests import Request
from compat.values import Json

app = Application(__name__)


class RawAnswer(BaseModel):
    length: int
    text: Json


@app.post("/raw", response_model=RawAnswer)
def raw(request: Request):
    return {"length": len(request.data), "text": request.get_data(as_text=True)}


class LooseAnswer(BaseModel):
    got: Json


@app.post("/loose", response_model=LooseAnswer)
def loose(request: Request):
    return {"got": request.get_json(force=True, silent=True)}


class QuietAnswer(BaseModel):
    got: Json
    missing: bool


@app.post("/quiet", response_model=QuietAnswer)
def quiet(request: Request):
    data = request.get_json(silent=True)
    return {"got": data, "missing": data is None}


class UploadAnswer(BaseModel):
    name: Json
    type: Json
    size: int
    note: Json


@app.post("/upload", response_model=UploadAnswer)
def upload(request: Request):
    file = request.files["file"]
    note = request.form_data.get("note", "no note")
    return {"name": file.filename, "type": file.content_type, "size": len(file.read()), "note": note}


class AnyValueAnswer(BaseModel):
    both: Json
    all: Json


@app.api_route("/any", methods=["GET", "POST"], response_model=AnyValueAnswer)
def any_value(request: Request):
    return {"both": request.values.get("x"), "all": request.values.getlist("x")}
