from typing import Annotated

from pydantic import BaseModel

from . import store
from .compat.query import default_if_invalid
from .compat.requests import Request
from .compat.routing import Router
from .compat.values import Json

bp = Router("books")


@bp.get("/")
def books(
    currency: str = "EUR",
    page: Annotated[int, default_if_invalid(int, 1)] = 1,
    size: Annotated[int, default_if_invalid(int, 2)] = 2,
):
    return [store.describe(title, currency=currency) for title in store.page(page, size)]


class BookAnswer(BaseModel):
    book: Json
    currency: str


@bp.get("/{title}", response_model=BookAnswer)
def book(title: str, currency: str = "EUR"):
    return {"book": store.describe(title, currency=currency), "currency": currency}


class OfferAnswer(BaseModel):
    offer: Json
    agent: str | None = None


@bp.get("/{title}/offer", response_model=OfferAnswer, response_model_exclude_unset=True)
def offer(request: Request, title: str, currency: str = "EUR", agent: str | None = None):
    if request.headers.get("X-Club"):
        return {"offer": store.describe(title=title, currency=currency)}
    return {"offer": store.describe(title, 2, currency=currency), "agent": agent}
