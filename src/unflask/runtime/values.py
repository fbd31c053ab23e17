"""Types for the fields of response models."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

from pydantic import PlainSerializer
from pydantic_core import PydanticSerializationError

from .json import dumps
from .views import AS_RETURNED

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from starlette.requests import Request
    from starlette.responses import Response

    Handler = Callable[[Request], Coroutine[Any, Any, Response]]


def as_json(value: Any) -> Any:
    """Return a value as clients read it: dates, decimals and identifiers as text.

    ValueError for NaN and infinity, which a model would make null.
    """
    if value is None or isinstance(value, (bool, int, str)):
        return value
    return json.loads(dumps(value), parse_constant=_refuse)


Json = Annotated[Any, PlainSerializer(as_json, return_type=Any)]


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")


def answering_any_number(handler: Handler) -> Handler:
    """Answer with what the view returned, as it is, where its model has no word for a number."""

    async def handle(request: Request) -> Response:
        try:
            return await handler(request)
        except PydanticSerializationError:
            response: Response = request.scope[AS_RETURNED]()
            return response

    return handle
