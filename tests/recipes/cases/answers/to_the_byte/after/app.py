import datetime

from pydantic import BaseModel

from compat.application import Application
from compat.requests import Request
from compat.responses import JSONResponse, redirect
from compat.values import Json

app = Application(__name__)
notes = {}


class Note(BaseModel):
    text: Json
    name: str
    since: Json


@app.get("/notes/{name}", response_model=Note, response_class=JSONResponse)
def get_note(name: str):
    if name not in notes:
        return JSONResponse({"error": "no such note"}, 404)
    return {"text": notes[name], "name": name, "since": datetime.date(2024, 2, 29)}


class NoteUpdated(BaseModel):
    name: str
    length: int


@app.put("/notes/{name}", status_code=201, response_model=NoteUpdated, response_class=JSONResponse)
def put_note(request: Request, name: str):
    data = request.get_json()
    if "text" not in data:
        return JSONResponse({"error": "a note has a text"}, 400)
    notes[name] = data["text"]
    return {"name": name, "length": len(data["text"])}


class ShareAnswer(BaseModel):
    share: Json


@app.get("/share", response_model=ShareAnswer, response_class=JSONResponse)
def share(of: str | None = None):
    if of == "nothing":
        return {"share": float("nan")}
    return {"share": 0.5}


@app.get("/")
def index():
    return redirect("/notes/first?from=index&to=it")
