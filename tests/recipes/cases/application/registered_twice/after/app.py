from fastapi.responses import HTMLResponse
from pydantic import BaseModel

from compat.application import Application
from compat.requests import Request
from compat.routing import Router
from compat.urls import url_for
from compat.values import Json

notes = Router("notes")
outer = Router("outer", prefix="/outer")


@notes.before_request
def only_named(request: Request):
    if request.args.get("stop"):
        return HTMLResponse(f"stopped in {request.blueprint}", 403)


class IndexAnswer(BaseModel):
    blueprint: Json
    blueprints: Json
    endpoint: Json
    other: Json
    first: Json


@notes.get("/", response_model=IndexAnswer)
def index(request: Request):
    return {
        "blueprint": request.blueprint,
        "blueprints": request.blueprints,
        "endpoint": request.endpoint,
        "other": url_for(".show", number=1),
        "first": url_for("notes.show", number=2),
    }


class ShowAnswer(BaseModel):
    number: int
    index: Json


@notes.get("/{number:int}", response_model=ShowAnswer)
def show(number: int):
    return {"number": number, "index": url_for(".index")}


@notes.errorhandler(404)
def missing(request: Request, error):
    return HTMLResponse(f"missing in {request.blueprint}", 404)


@notes.cli.command("count")
def count():
    print("3")


def create_app():
    app = Application(__name__)
    app.include_router(notes, prefix="/notes")
    app.include_router(notes, prefix="/again", name="again")
    outer.include_router(notes, prefix="/inner", name="inner")
    app.include_router(outer, name="shell")
    return app
