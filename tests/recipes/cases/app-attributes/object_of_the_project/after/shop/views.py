from fastapi import HTTPException
from fastapi.responses import HTMLResponse
from pydantic import BaseModel

from shop.compat.context import current_app
from shop.compat.requests import Request
from shop.compat.routing import Router
from shop.compat.values import Json

blueprint = Router("shelf")


class NamesAnswer(BaseModel):
    names: Json


@blueprint.get("/", response_model=NamesAnswer)
def names():
    return {"names": sorted(current_app.shelf)}


@blueprint.get("/{name}")
def show(name: str):
    if name not in current_app.shelf:
        raise HTTPException(404)
    return current_app.shelf.read(name)


@blueprint.put("/{name}")
def write(request: Request, name: str):
    current_app.shelf.write(name, request.get_data(as_text=True))
    return HTMLResponse("", 204)


@blueprint.delete("/{name}")
def remove(name: str):
    shelf = current_app.shelf
    shelf.remove(name)
    return HTMLResponse("", 204)
