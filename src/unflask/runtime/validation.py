"""Answers for JSON bodies that do not fit an endpoint's model."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar, cast

from fastapi.exception_handlers import request_validation_exception_handler
from starlette.datastructures import FormData

from .requests import Request
from .responses import to_response

if TYPE_CHECKING:
    from fastapi import Response
    from fastapi.exceptions import RequestValidationError
    from starlette.requests import Request as StarletteRequest

Endpoint = TypeVar("Endpoint", bound=Callable[..., Any])

_ATTRIBUTE = "__invalid_body__"


@dataclass(frozen=True)
class InvalidBody:
    """An endpoint's own answer for a body that does not fit."""

    status: int
    body: Any


def invalid_body(status: int, body: Any) -> Callable[[Endpoint], Endpoint]:
    """Note the answer that an endpoint gives for JSON that does not fit its model.

    Goes below the route decorator. `body` is what a view could return: a dict, a list or text.
    Needs `app.add_exception_handler(RequestValidationError, answer_invalid)`.
    """

    def note(endpoint: Endpoint) -> Endpoint:
        setattr(endpoint, _ATTRIBUTE, InvalidBody(status, body))
        return endpoint

    return note


async def answer_invalid(request: StarletteRequest, exc: Exception) -> Response:
    """Answer a request whose parameters or body FastAPI refused.

    A body that is not JSON is refused with 415 or 400, JSON that does not fit with the answer that
    `invalid_body` noted, and everything else with FastAPI's 422.
    """
    exc = cast("RequestValidationError", exc)  # the class it is registered for
    about_body = any(error["loc"][:1] == ("body",) for error in exc.errors())
    if about_body and not isinstance(exc.body, FormData):
        Request.of(request).get_json()  # raises the 415 or 400
        noted = getattr(request.scope.get("endpoint"), _ATTRIBUTE, None)
        if noted is not None:
            return to_response((noted.body, noted.status))
    return await request_validation_exception_handler(request, exc)
