"""Routes that take requests as Flask's do."""

import codecs
from collections import defaultdict
from collections.abc import Callable, Coroutine
from typing import Any
from urllib.parse import parse_qsl, quote

from fastapi import FastAPI, Request, Response
from fastapi.routing import APIRoute, iter_route_contexts
from starlette.datastructures import QueryParams
from starlette.responses import HTMLResponse


def _quoted(error: UnicodeError) -> tuple[str, int]:
    """What is no UTF-8 stays as it was sent."""
    assert isinstance(error, UnicodeDecodeError)
    return quote(error.object[error.start : error.end], safe=""), error.end


codecs.register_error("quoted", _quoted)


class FirstValues(Request):
    """Where the query string has a name twice, the first one counts."""

    @property
    def query_params(self) -> QueryParams:
        """The query arguments, the first of each name last: that is where FastAPI looks."""
        if not hasattr(self, "_query_params"):
            text = self.scope["query_string"].decode(errors="quoted")
            pairs = parse_qsl(text, keep_blank_values=True, errors="quoted")
            self._query_params = QueryParams(pairs[::-1])
        return self._query_params


class Route(APIRoute):
    """A route that reads its query arguments as Flask does."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """What FastAPI calls for each request."""
        handle = super().get_route_handler()

        async def handle_first_values(request: Request) -> Response:
            return await handle(FirstValues(request.scope, request.receive))

        return handle_first_values


def answer_options(app: FastAPI) -> None:
    """Let each path say which methods it takes."""
    methods: dict[str, set[str]] = defaultdict(set)
    for context in iter_route_contexts(app.routes):
        if isinstance(context.original_route, APIRoute) and context.path:
            methods[context.path] |= context.methods or set()
    for path, allowed in methods.items():
        if "GET" in allowed:
            allowed.add("HEAD")
        app.add_route(path, _options({*allowed, "OPTIONS"}), ["OPTIONS"], include_in_schema=False)


def _options(methods: set[str]) -> Callable[[Request], Coroutine[Any, Any, Response]]:
    allow = ", ".join(sorted(methods))

    async def options(_request: Request) -> Response:
        return HTMLResponse(headers={"Allow": allow})

    return options
