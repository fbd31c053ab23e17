"""Messages that are kept in the session for the next page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, overload

from starlette.requests import HTTPConnection

from .context import current_context, current_request
from .signals import message_flashed

if TYPE_CHECKING:
    from collections.abc import Iterable, MutableMapping


@overload
def flash(request: HTTPConnection, message: Any, category: str = "message") -> None: ...
@overload
def flash(message: Any, category: str = "message") -> None: ...
def flash(*args: Any, **kwargs: Any) -> None:
    """Keep a message in the session until messages are next shown.

    Without a request the current one is meant.
    """
    request, rest = _split_request(args)
    _store(request.session, *rest, **kwargs)
    _tell(*rest, **kwargs)  # only with: sent message_flashed


@overload
def get_flashed_messages(
    request: HTTPConnection, with_categories: bool = False, category_filter: Iterable[str] = ()
) -> list[Any]: ...
@overload
def get_flashed_messages(
    with_categories: bool = False, category_filter: Iterable[str] = ()
) -> list[Any]: ...
def get_flashed_messages(*args: Any, **kwargs: Any) -> list[Any]:
    """Take the kept messages out of the session; each call in one request gives the same.

    Gives the messages, or pairs of category and message. Without a request the current one is
    meant.
    """
    request, rest = _split_request(args)
    context = current_context()
    if context.flashes is None:
        # Pages may ask for messages in an application that has no session.
        session = request.session if "session" in request.scope else {}
        context.flashes = session.pop("_flashes") if "_flashes" in session else []
    return _chosen(context.flashes, *rest, **kwargs)


def _split_request(args: tuple[Any, ...]) -> tuple[HTTPConnection, tuple[Any, ...]]:
    if args and isinstance(args[0], HTTPConnection):
        return args[0], args[1:]
    return current_request(), args


def _store(session: MutableMapping[str, Any], message: Any, category: str = "message") -> None:
    flashes = session.get("_flashes", [])
    flashes.append((category, message))
    session["_flashes"] = flashes


def _tell(message: Any, category: str = "message") -> None:
    message_flashed.send(current_context().app, message=message, category=category)


def _chosen(
    flashes: list[Any], with_categories: bool = False, category_filter: Iterable[str] = ()
) -> list[Any]:
    if category_filter:
        flashes = [flash for flash in flashes if flash[0] in category_filter]
    return flashes if with_categories else [flash[1] for flash in flashes]
