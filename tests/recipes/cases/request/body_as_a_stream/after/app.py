import hashlib
import json
import shutil
import tempfile
from io import TextIOWrapper

from pydantic import BaseModel

from compat.application import Application
from compat.requests import Request
from compat.responses import JSONResponse
from compat.values import Json

app = Application(__name__)
app.config["MAX_CONTENT_LENGTH"] = 200


class PartsAnswer(BaseModel):
    first: Json
    line: Json
    rest: int
    again: int


@app.post("/parts", response_model=PartsAnswer)
def parts(request: Request):
    first = request.body_file.read(4)
    line = request.body_file.readline()
    rest = request.body_file.read()
    again = request.get_data()
    return {"first": first.decode(), "line": line.decode(), "rest": len(rest), "again": len(again)}


class DigestAnswer(BaseModel):
    found: Json
    length: Json


@app.post("/digest", response_model=DigestAnswer)
def digest(request: Request):
    found = hashlib.sha256()
    while chunk := request.body_file.read(16):
        found.update(chunk)
    return {"found": found.hexdigest(), "length": request.content_length}


class KeptAnswer(BaseModel):
    data: int
    left: int
    form: Json


@app.post("/kept", response_model=KeptAnswer)
def kept(request: Request):
    data = request.get_data()
    return {"data": len(data), "left": len(request.body_file.read()), "form": request.form_data.to_dict()}


class NotKeptAnswer(BaseModel):
    data: int
    again: int
    form: Json


@app.post("/not-kept", response_model=NotKeptAnswer)
def not_kept(request: Request):
    data = request.get_data(cache=False)
    return {"data": len(data), "again": len(request.get_data()), "form": request.form_data.to_dict()}


class FormAnswer(BaseModel):
    names: Json
    left: int
    data: int


@app.post("/form", response_model=FormAnswer)
def form(request: Request):
    names = sorted(request.form_data) + sorted(request.files)
    return {"names": names, "left": len(request.body_file.read()), "data": len(request.data)}


class CopyAnswer(BaseModel):
    size: Json


@app.post("/copy", response_model=CopyAnswer)
def copy(request: Request):
    with tempfile.TemporaryFile() as file:
        shutil.copyfileobj(request.body_file, file)
        size = file.tell()
    return {"size": size}


class LinesAnswer(BaseModel):
    lines: Json


@app.post("/lines", response_model=LinesAnswer)
def lines(request: Request):
    return {"lines": [line.decode().strip() for line in request.body_file]}


class AsJsonAnswer(BaseModel):
    value: Json
    parsed: Json


@app.post("/json", response_model=AsJsonAnswer)
def as_json(request: Request):
    try:
        value = json.load(request.body_file)
    except ValueError:
        return JSONResponse({"error": "no JSON"}, 400)
    return {"value": value, "parsed": request.get_json(silent=True)}


class TextAnswer(BaseModel):
    text: Json


@app.post("/text", response_model=TextAnswer)
def text(request: Request):
    return {"text": TextIOWrapper(request.body_file, encoding="utf-8").read()[::-1]}
