from pydantic import BaseModel

from compat.application import Application
from compat.requests import Request
from compat.values import Json

app = Application(__name__)


class AliasAnswer(BaseModel):
    via: str
    x: str | None


@app.get("/alias", response_model=AliasAnswer)
def alias(x: str | None = None):
    return {"via": "name", "x": x}


class ModuleAnswer(BaseModel):
    via: str
    x: str | None
    url: Json


@app.get("/module", response_model=ModuleAnswer)
def module(request: Request, x: str | None = None):
    return {"via": "module", "x": x, "url": request.href}


class InnerAnswer(BaseModel):
    via: str
    x: str | None
    base: Json


@app.get("/globals", response_model=InnerAnswer)
def inner(request: Request, x: str | None = None):
    return {"via": "function", "x": x, "base": request.base_href}
