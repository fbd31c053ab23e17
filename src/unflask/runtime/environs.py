"""WSGI middleware of an application's own that looks at nothing but the head of a request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.responses import Response

from .environ import EMPTY_PATH, environ_of
from .proxies import set_host
from .requests import Request

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from starlette.types import ASGIApp, Receive, Scope, Send

    from .application import Application

RECEIVED = "migrated.received"
"""The key of a scope for what the middleware changed, as it was before."""

_REACHED = "migrated.reached"


class EnvironFix:
    """Middleware that has a WSGI middleware read and change the head of each request.

    `make` is called with what stands for the WSGI application, and gives the middleware. It may set
    SCRIPT_NAME, PATH_INFO, REMOTE_ADDR, HTTP_HOST and wsgi.url_scheme, or answer by itself.
    """

    def __init__(self, app: ASGIApp, make: Callable[[Any], Any], owner: Application) -> None:
        self.app = app
        self.middleware = make(_Inner(owner))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request as the middleware has it, or send what it answers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        environ = environ_of(Request.of_scope(scope, receive))
        before, told = dict(environ), _Told()
        pieces = self.middleware(environ, told)
        if not environ.pop(_REACHED, False):
            await told.answer(pieces)(scope, receive, send)
            return
        _adjust(scope, {k: v for k, v in environ.items() if v != before.get(k)}, environ)
        await self.app(scope, receive, send)


class _Inner:
    """Stands for the WSGI application: it notes that it was reached."""

    def __init__(self, owner: Application) -> None:
        self.config = owner.config
        self.wsgi_app = self

    def __call__(self, environ: dict[str, Any], _start_response: Any) -> list[bytes]:
        environ[_REACHED] = True
        return []


class _Told:
    """A `start_response` that keeps what it is told."""

    def __init__(self) -> None:
        self.status, self.headers = "200 OK", list[tuple[str, str]]()

    def __call__(self, status: str, headers: list[tuple[str, str]], _error: Any = None) -> None:
        self.status, self.headers = status, headers

    def answer(self, pieces: Iterable[bytes]) -> Response:
        """Return the answer of a middleware."""
        response = Response(b"".join(pieces), int(self.status.split()[0]))
        named = {name.lower() for name, _ in self.headers}
        own = [(n, v) for n, v in response.raw_headers if n.decode() not in named]
        given = [(n.lower().encode("latin-1"), v.encode("latin-1")) for n, v in self.headers]
        response.raw_headers = [*given, *own]
        return response


def _adjust(scope: Scope, changed: dict[str, Any], environ: dict[str, Any]) -> None:
    """Tell the scope what a middleware has changed."""
    kept = ("path", "root_path", "scheme", "client", "headers", "server")
    received = {name: scope[name] for name in kept if name in scope}
    scope.setdefault(RECEIVED, received)
    if changed.keys() & {"SCRIPT_NAME", "PATH_INFO"}:
        root = _text(environ["SCRIPT_NAME"]).rstrip("/")
        scope["root_path"] = root
        scope.pop(EMPTY_PATH, None)
        if not environ["PATH_INFO"]:
            scope[EMPTY_PATH] = True
        scope["path"] = f"{root}/{_text(environ['PATH_INFO']).lstrip('/')}"
    if "wsgi.url_scheme" in changed:
        scope["scheme"] = changed["wsgi.url_scheme"]
    if "REMOTE_ADDR" in changed:
        scope["client"] = (changed["REMOTE_ADDR"], (scope.get("client") or ("", 0))[1])
    if "HTTP_HOST" in changed:
        set_host(scope, changed["HTTP_HOST"])
    vars(Request.of_scope(scope)).pop("_environ", None)


def _text(value: str) -> str:
    return value.encode("latin-1").decode(errors="replace")
