import os

from pydantic import BaseModel

from compat.application import Application
from compat.routing import Router
from compat.urls import url_for
from compat.values import Json

VERSION = 3
api = Router("api")
bare = Router("bare")


class IndexAnswer(BaseModel):
    items: Json
    bare: Json


@api.get("/", response_model=IndexAnswer)
def index():
    return {"items": url_for(".item", number=1), "bare": url_for("bare.plain")}


class ItemAnswer(BaseModel):
    number: int


@api.get("/items/{number:int}", response_model=ItemAnswer)
def item(number: int):
    return {"number": number}


@bare.get("/plain")
def plain():
    return "plain"


def create_app():
    app = Application(__name__)
    app.config["API_PREFIX"] = f"/api/v{VERSION}/"
    app.include_router(api, prefix=app.config["API_PREFIX"])
    app.include_router(bare, prefix=os.environ.get("NOT_SET_ANYWHERE"))
    return app
