"""The original Flask application, serving the routes that are left on it."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Any

import werkzeug.routing
from a2wsgi import WSGIMiddleware
from anyio.to_thread import run_sync
from werkzeug.exceptions import HTTPException

from .environs import RECEIVED  # only with: EnvironFix
from .rules import BuildError
from .threads import MAX_THREADS

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import Receive, Scope, Send

    from .matching import UrlRule
    from .rules import Location


class Fallback:
    """An ASGI application that builds a Flask application when it is first needed and serves it.

    `make_app` gives the Flask application; it is called once, in a worker thread.
    """

    def __init__(self, make_app: Callable[[], Any]) -> None:
        self._make_app = make_app
        self._lock = Lock()
        self._app: Any = None
        self._served: Any = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        if self._served is None:
            await run_sync(self._build)
        scope = {**scope, **scope.get(RECEIVED, {})}  # only with: EnvironFix
        await self._served(scope, receive, send)

    async def claims(self, scope: Scope, rule: UrlRule) -> bool:
        """Tell whether the original would answer a request with another rule than ``rule``.

        Its map knows all rules, so the one that fits best is found among those converted and
        those left. Automatic answers to OPTIONS are its own: they name the methods of both.
        """
        if self._served is None:
            await run_sync(self._build)
        adapter = self._app.url_map.bind_to_environ(_environ_of(scope))
        try:
            theirs, _values = adapter.match(return_rule=True)
        except HTTPException:
            return False
        except Exception:  # noqa: BLE001 - a converter of its own fails, and it shall say how
            return True
        if scope["method"] == "OPTIONS" and theirs.provide_automatic_options:
            return True
        same = theirs.endpoint == rule.endpoint and theirs.arguments == rule.arguments
        return not same and bool(scope["method"] in theirs.methods)

    @property
    def app(self) -> Any:
        """The Flask application."""
        self._build()
        return self._app

    @property
    def url_map(self) -> Any:
        """The map of the Flask application, with the rules that are converted among them."""
        return self.app.url_map

    def url_for(
        self,
        endpoint: str,
        values: dict[str, Any],
        location: Location,
        *,
        method: str | None = None,
        scheme: str | None = None,
        external: bool = False,
    ) -> str:
        """The address of one of its endpoints. Raises BuildError when it has none.

        The values are complete: the hooks for URLs have been called, which know the request.
        """
        adapter = self.app.url_map.bind(
            location.host,
            script_name=location.root or "/",
            url_scheme=location.scheme,
            default_method=location.method,
        )
        try:
            url: str = adapter.build(
                endpoint, values, method=method, url_scheme=scheme, force_external=external
            )
        except werkzeug.routing.BuildError as error:
            rules = self.app.url_map.iter_rules()
            raise BuildError(endpoint, error.values, method, rules) from error
        return url

    def _build(self) -> None:
        with self._lock:
            if self._served is None:
                self._app = self._make_app()
                self._served = WSGIMiddleware(self._app, workers=MAX_THREADS)


def _environ_of(scope: Scope) -> dict[str, Any]:
    """The part of a WSGI environment that rules are matched against."""
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
    root = scope.get("root_path", "")
    path = scope["path"].removeprefix(root) if root else scope["path"]
    host, port = scope.get("server") or ("localhost", 80)
    return {
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "HTTP_HOST": headers.get("host", f"{host}:{port}"),
        "SERVER_NAME": host,
        "SERVER_PORT": str(port),
        "SCRIPT_NAME": root.encode().decode("latin-1"),
        "PATH_INFO": path.encode().decode("latin-1"),
        "REQUEST_METHOD": scope["method"],
        "QUERY_STRING": scope.get("query_string", b"").decode("latin-1"),
    }
