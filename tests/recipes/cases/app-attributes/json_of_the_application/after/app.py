import io
from datetime import date

from pydantic import BaseModel

from compat.application import Application
from compat.context import current_app
from compat.json import dump, load
from compat.requests import Request
from compat.responses import jsonify
from compat.values import Json

app = Application(__name__)
app.json.sort_keys = False


@app.get("/keywords")
def keywords():
    return jsonify(b=1, a=date(2030, 1, 2))


@app.post("/echo")
def echo(request: Request):
    value = current_app.json.loads(request.get_data())
    response = jsonify(value, "twice")
    response.status_code = 201
    return response


class FileAnswer(BaseModel):
    text: Json
    again: Json


@app.get("/file", response_model=FileAnswer)
def file():
    out = io.StringIO()
    dump({"b": date(2030, 1, 2), "a": None}, out)
    out.seek(0)
    return {"text": out.getvalue(), "again": load(out)}


class SettingsAnswer(BaseModel):
    sorted: Json
    text: Json


@app.get("/settings", response_model=SettingsAnswer)
def settings():
    return {"sorted": app.json.sort_keys, "text": app.json.dumps({"b": 1, "a": 2})}
