import hashlib
import json
import shutil
import tempfile
from io import TextIOWrapper

from flask import Flask, request

app = Flask(__name__)
app.config["MAX_CONTENT_LENGTH"] = 200


@app.post("/parts")
def parts():
    first = request.stream.read(4)
    line = request.stream.readline()
    rest = request.stream.read()
    again = request.get_data()
    return {"first": first.decode(), "line": line.decode(), "rest": len(rest), "again": len(again)}


@app.post("/digest")
def digest():
    found = hashlib.sha256()
    while chunk := request.stream.read(16):
        found.update(chunk)
    return {"found": found.hexdigest(), "length": request.content_length}


@app.post("/kept")
def kept():
    data = request.get_data()
    return {"data": len(data), "left": len(request.stream.read()), "form": request.form.to_dict()}


@app.post("/not-kept")
def not_kept():
    data = request.get_data(cache=False)
    return {"data": len(data), "again": len(request.get_data()), "form": request.form.to_dict()}


@app.post("/form")
def form():
    names = sorted(request.form) + sorted(request.files)
    return {"names": names, "left": len(request.stream.read()), "data": len(request.data)}


@app.post("/copy")
def copy():
    with tempfile.TemporaryFile() as file:
        shutil.copyfileobj(request.stream, file)
        size = file.tell()
    return {"size": size}


@app.post("/lines")
def lines():
    return {"lines": [line.decode().strip() for line in request.stream]}


@app.post("/json")
def as_json():
    try:
        value = json.load(request.stream)
    except ValueError:
        return {"error": "no JSON"}, 400
    return {"value": value, "parsed": request.get_json(silent=True)}


@app.post("/text")
def text():
    return {"text": TextIOWrapper(request.stream, encoding="utf-8").read()[::-1]}
