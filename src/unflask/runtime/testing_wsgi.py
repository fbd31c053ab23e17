"""Calls of a test to the application itself, as a WSGI server calls one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .pages import status_name
from .testing_client import Exchange
from .testing_environ import Environ, scope_of

if TYPE_CHECKING:
    from collections.abc import Callable


def answer_wsgi(
    app: Any, environ: Environ, start_response: Callable[[str, list[tuple[str, str]]], Any]
) -> list[bytes]:
    """Have the request of an environ answered: call `start_response` and return the body."""
    body = environ["wsgi.input"].read()
    status, headers, content = Exchange(app, scope_of(environ), body).answer()
    lines = [(k.decode("latin-1").title(), v.decode("latin-1")) for k, v in headers]
    start_response(f"{status} {status_name(status).upper()}", lines)
    return [content]
