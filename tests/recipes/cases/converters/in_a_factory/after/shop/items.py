from pydantic import BaseModel

from .compat.routing import Router
from .compat.urls import url_for

items = Router("items")


@items.get("/")
def index(shop: str):
    return f"{shop} {url_for('.show', shop=shop, item='abca')}"


class ShowAnswer(BaseModel):
    shop: str
    item: str


@items.get("/{item:code}", response_model=ShowAnswer)
def show(shop: str, item: str):
    return {"shop": shop, "item": item}


@items.get("/{item}")
def other(shop: str, item: str):
    return f"other {item} of {shop}"
