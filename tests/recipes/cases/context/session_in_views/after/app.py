from fastapi.responses import HTMLResponse
from pydantic import BaseModel

from compat.application import Application
from compat.requests import Request
from compat.session import SessionMiddleware
from compat.values import Json

app = Application(__name__)
app.add_middleware(SessionMiddleware)
app.config["SECRET_KEY"] = "fixture"


class CountAnswer(BaseModel):
    n: Json
    known: Json


@app.get("/count", response_model=CountAnswer)
def count(request: Request):
    request.session["n"] = request.session.get("n", 0) + 1
    return {"n": request.session["n"], "known": sorted(request.session)}


@app.post("/clear")
def clear(request: Request):
    request.session.clear()
    return HTMLResponse("", 204)


class KeepAnswer(BaseModel):
    kept: Json
    new: Json


@app.post("/keep", response_model=KeepAnswer)
def keep(request: Request):
    request.session.permanent = True
    request.session.setdefault("kept", []).append(1)
    request.session.modified = True
    return {"kept": request.session["kept"], "new": request.session.new}


@app.get("/strict")
def strict(request: Request):
    return request.session["missing"]
