"""Which function answers an error, and what answers it when there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from starlette.exceptions import HTTPException

from .calls import Hook
from .errors import BY_CODE, HTTPError

Handler = TypeVar("Handler", bound=Callable[..., Any])


class ErrorHandlers:
    """The error handlers of an application or of a router."""

    def __init__(self) -> None:
        self._by_code: dict[int | None, dict[type[Exception], Hook]] = {}

    def add(self, error: int | type[Exception], handler: Callable[..., Any]) -> None:
        """Have ``handler`` answer a status or a class of errors.

        ValueError for a number that is no status of an error, TypeError for what is no class.
        """
        kind = _class_of(error)
        code = kind.code if issubclass(kind, HTTPError) else None
        self._by_code.setdefault(code, {})[kind] = Hook(handler, 1)

    def find(self, error: Exception, code: int | None) -> Hook | None:
        """Return the handler of the nearest class, among those of ``code``."""
        handlers = self._by_code.get(code)
        if handlers:
            for kind in type(error).__mro__:
                if kind in handlers:
                    return handlers[kind]
        return None


def find_handler(error: Exception, owners: Iterable[ErrorHandlers]) -> Hook | None:
    """Return the handler of an error: one of its status before others, that of a router first."""
    owners = list(owners)
    code = error.code if isinstance(error, HTTPError) else None
    for wanted in (None,) if code is None else (code, None):
        for owner in owners:
            found = owner.find(error, wanted)
            if found is not None:
                return found
    return None


def _class_of(error: int | type[Exception]) -> type[Exception]:
    if isinstance(error, int):
        if error not in BY_CODE:
            raise ValueError(f"{error!r} is not a recognized HTTP error code.")
        return BY_CODE[error]
    kind: object = error
    if not (isinstance(kind, type) and issubclass(kind, Exception)):
        raise TypeError(f"{error!r} is not a status code or a class of exceptions.")
    # FastAPI's own HTTPException and Starlette's stand for all HTTP errors.
    if issubclass(error, HTTPException) and not issubclass(error, HTTPError):
        return HTTPError
    return error
