"""Responses, and what a view may return in place of one."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException
from starlette.responses import Response as StarletteResponse

from .context import current
from .json import body_of, provider
from .pages import redirect_page
from .response import Response, status_of
from .response_headers import ResponseHeaders

if TYPE_CHECKING:
    from starlette.background import BackgroundTask

    from .errors import HTTPError

__all__ = ["JSONResponse", "Response", "jsonify", "make_response", "redirect", "to_response"]


class JSONResponse(Response):
    """A response with ``content`` as JSON; TypeError for what JSON cannot say."""

    def __init__(
        self,
        content: Any,
        status_code: int = 200,
        headers: Any = None,
        *,
        background: BackgroundTask | None = None,
    ) -> None:
        mimetype = provider().mimetype
        super().__init__(body_of(content), status_code, mimetype=mimetype, background=background)
        self.headers.update(headers or ())


def jsonify(*args: Any, **kwargs: Any) -> JSONResponse:
    """Return a JSON response: of one value, of a list of several, or of an object of keywords."""
    if args and kwargs:
        raise TypeError("jsonify() takes either args or kwargs, not both")
    if not args:
        return JSONResponse(kwargs or None)
    return JSONResponse(args[0] if len(args) == 1 else args)


def redirect(location: str, code: int = 302) -> Response:
    """Return a redirect with a page that names its target."""
    return Response(redirect_page(location), code, {"Location": location})


def make_response(*args: Any) -> Response:
    """Return a response that can still be changed, of what a view may return."""
    if not args:
        return Response()
    return Response.of(to_response(args[0] if len(args) == 1 else args))


def to_response(value: Any) -> StarletteResponse:
    """Return the response that a view's result stands for; TypeError when it stands for none."""
    if isinstance(value, StarletteResponse):
        return value
    body, status, headers = _parts(value)
    if body is None:
        raise TypeError(
            f"The view function for {_endpoint()!r} did not return a valid response. The function"
            " either returned None or ended without a return statement."
        )
    if isinstance(body, str | bytes | bytearray | Iterator | AsyncIterator):
        return Response(body, status, headers)
    response = _response_of(body)
    if isinstance(status, str):
        response.status_code = status_of(status)[0]
    elif status is not None:
        response.status_code = int(status)
    if headers:
        ResponseHeaders(raw=response.raw_headers).update(headers)
    return response


def _parts(value: Any) -> tuple[Any, Any, Any]:
    if not isinstance(value, tuple):
        return value, None, None
    if len(value) == 3:
        return value
    if len(value) == 2:
        body, other = value
        if isinstance(other, Mapping | tuple | list):
            return body, None, other
        return body, other, None
    raise TypeError(
        "The view function did not return a valid response tuple. The tuple must have the form"
        " (body, status, headers), (body, status), or (body, headers)."
    )


def _endpoint() -> str | None:
    context = current.get(None)
    request = None if context is None else context.request
    return None if request is None else request.endpoint


def _response_of(body: Any) -> StarletteResponse:
    if isinstance(body, StarletteResponse):
        return body
    if isinstance(body, dict | list):
        return JSONResponse(body)
    if isinstance(body, HTTPException):
        from .errors import as_http_error

        return page_of(as_http_error(body))
    raise TypeError(
        "The view function did not return a valid response. The return type must be a string,"
        " dict, list, tuple with headers or status, Response instance, or WSGI callable, but it"
        f" was a {type(body).__name__}."
    )


def page_of(error: HTTPError) -> StarletteResponse:
    """Return the page of an error; to functions after the request it counts as streamed."""
    response = error.get_response(None)
    if isinstance(response, Response):
        response.counts_as_streamed = True
    return response
