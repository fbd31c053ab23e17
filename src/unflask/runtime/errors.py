"""Errors that carry an HTTP status, and ``abort`` to raise them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, NoReturn

from starlette.exceptions import HTTPException
from starlette.responses import Response as StarletteResponse

from .pages import error_page, error_text, status_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class HTTPError(HTTPException):
    """An HTTP error: answered with its own page unless an error handler answers it."""

    code: ClassVar[int | None] = None
    description: Any = None
    # For subclasses that do not call `__init__`; what answers errors looks at it.
    status_code: int = 500
    headers: Mapping[str, str] | None = None

    def __init__(
        self,
        description: Any = None,
        response: StarletteResponse | None = None,
        *,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        if description is not None:
            self.description = description
        self.response = response
        super().__init__(self.code or 500, detail=str(self.description), headers=headers)

    @property
    def name(self) -> str:
        """The name of the status, ``"Not Found"`` for 404."""
        return "Unknown Error" if self.code is None else status_name(self.code)

    # Subclasses that override one of the following may ask for both arguments: no more than that
    # is left of the environment that Werkzeug gives them.

    def get_description(self, environ: None = None, scope: None = None) -> str:
        """Return the description as HTML; its line breaks are kept."""
        return error_text(self.description)

    def get_body(self, environ: None = None, scope: None = None) -> str:
        """Return this error's HTML page."""
        return error_page(self.code, self.name, self.get_description(environ))

    def get_headers(self, environ: None = None, scope: None = None) -> list[tuple[str, str]]:
        """Return the headers that go with the page."""
        return [("Content-Type", "text/html; charset=utf-8"), *(self.headers or {}).items()]

    def get_response(self, environ: None = None, scope: None = None) -> StarletteResponse:
        """Return the response that was given, or one with this error's page and headers."""
        if self.response is not None:
            return self.response
        from .responses import Response

        headers = self.get_headers(environ, scope)
        return Response(self.get_body(environ, scope), self.code or 200, headers=headers)

    def __str__(self) -> str:
        code = "???" if self.code is None else self.code
        return f"{code} {self.name}: {self.description}"

    def __repr__(self) -> str:
        code = "???" if self.code is None else self.code
        return f"<{type(self).__name__} '{code}: {self.name}'>"


class BadRequest(HTTPError):
    """400."""

    code = 400
    description = "The browser (or proxy) sent a request that this server could not understand."


class BadRequestKeyError(BadRequest, KeyError):
    """400 for a key that the client did not send; a ``KeyError`` as well."""

    show_key = False

    def __init__(self, key: Any = None) -> None:
        super().__init__()
        KeyError.__init__(self, key)
        self.key = key

    def show(self) -> None:
        """Name the missing key in the description."""
        if not self.show_key:
            self.show_key = True
            self.description = f"{self.description}\nKeyError: {self.key!r}"


class Unauthorized(HTTPError):
    """401."""

    code = 401
    description = (
        "The server could not verify that you are authorized to access the URL requested."
        " You either supplied the wrong credentials (e.g. a bad password), or your browser"
        " doesn't understand how to supply the credentials required."
    )


class Forbidden(HTTPError):
    """403."""

    code = 403
    description = (
        "You don't have the permission to access the requested resource."
        " It is either read-protected or not readable by the server."
    )


class NotFound(HTTPError):
    """404."""

    code = 404
    description = (
        "The requested URL was not found on the server."
        " If you entered the URL manually please check your spelling and try again."
    )


class MethodNotAllowed(HTTPError):
    """405 with the allowed methods in ``valid_methods`` and the ``Allow`` header."""

    code = 405
    description = "The method is not allowed for the requested URL."

    def __init__(
        self,
        valid_methods: Iterable[str] | None = None,
        description: Any = None,
        response: StarletteResponse | None = None,
        *,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.valid_methods = None if valid_methods is None else list(valid_methods)
        if self.valid_methods:
            headers = {**(headers or {}), "Allow": ", ".join(self.valid_methods)}
        super().__init__(description, response, headers=headers)


class NotAcceptable(HTTPError):
    """406."""

    code = 406
    description = (
        "The resource identified by the request is only capable of generating response entities"
        " which have content characteristics not acceptable according to the accept headers"
        " sent in the request."
    )


class RequestTimeout(HTTPError):
    """408."""

    code = 408
    description = (
        "The server closed the network connection because the browser didn't finish the request"
        " within the specified time."
    )


class Conflict(HTTPError):
    """409."""

    code = 409
    description = (
        "A conflict happened while processing the request."
        " The resource might have been modified while the request was being processed."
    )


class Gone(HTTPError):
    """410."""

    code = 410
    description = (
        "The requested URL is no longer available on this server and there is no forwarding"
        " address. If you followed a link from a foreign page, please contact the author of"
        " this page."
    )


class LengthRequired(HTTPError):
    """411."""

    code = 411
    description = "A request with this method requires a valid <code>Content-Length</code> header."


class PreconditionFailed(HTTPError):
    """412."""

    code = 412
    description = "The precondition on the request for the URL failed positive evaluation."


class RequestEntityTooLarge(HTTPError):
    """413."""

    code = 413
    description = "The data value transmitted exceeds the capacity limit."


class RequestURITooLarge(HTTPError):
    """414."""

    code = 414
    description = (
        "The length of the requested URL exceeds the capacity limit for this server."
        " The request cannot be processed."
    )


class UnsupportedMediaType(HTTPError):
    """415."""

    code = 415
    description = "The server does not support the media type transmitted in the request."


class RequestedRangeNotSatisfiable(HTTPError):
    """416."""

    code = 416
    description = "The server cannot provide the requested range."


class ExpectationFailed(HTTPError):
    """417."""

    code = 417
    description = "The server could not meet the requirements of the Expect header"


class ImATeapot(HTTPError):
    """418."""

    code = 418
    description = "This server is a teapot, not a coffee machine"


class MisdirectedRequest(HTTPError):
    """421."""

    code = 421
    description = "The server is not able to produce a response."


class UnprocessableEntity(HTTPError):
    """422."""

    code = 422
    description = (
        "The request was well-formed but was unable to be followed due to semantic errors."
    )


class Locked(HTTPError):
    """423."""

    code = 423
    description = "The resource that is being accessed is locked."


class FailedDependency(HTTPError):
    """424."""

    code = 424
    description = (
        "The method could not be performed on the resource because the requested action depended"
        " on another action and that action failed."
    )


class PreconditionRequired(HTTPError):
    """428."""

    code = 428
    description = (
        'This request is required to be conditional; try using "If-Match" or "If-Unmodified-Since".'
    )


class TooManyRequests(HTTPError):
    """429."""

    code = 429
    description = "This user has exceeded an allotted request count. Try again later."


class RequestHeaderFieldsTooLarge(HTTPError):
    """431."""

    code = 431
    description = "One or more header fields exceeds the maximum size."


class UnavailableForLegalReasons(HTTPError):
    """451."""

    code = 451
    description = "Unavailable for legal reasons."


class InternalServerError(HTTPError):
    """500; ``original_exception`` is the error that no handler took, if there was one."""

    code = 500
    description = (
        "The server encountered an internal error and was unable to complete your request."
        " Either the server is overloaded or there is an error in the application."
    )

    def __init__(
        self,
        description: Any = None,
        response: StarletteResponse | None = None,
        original_exception: BaseException | None = None,
        *,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.original_exception = original_exception
        super().__init__(description, response, headers=headers)


class NotImplemented(HTTPError):  # noqa: A001
    """501."""

    code = 501
    description = "The server does not support the action requested by the browser."


class BadGateway(HTTPError):
    """502."""

    code = 502
    description = "The proxy server received an invalid response from an upstream server."


class ServiceUnavailable(HTTPError):
    """503."""

    code = 503
    description = (
        "The server is temporarily unable to service your request due to maintenance downtime"
        " or capacity problems. Please try again later."
    )


class GatewayTimeout(HTTPError):
    """504."""

    code = 504
    description = "The connection to an upstream server timed out."


class HTTPVersionNotSupported(HTTPError):
    """505."""

    code = 505
    description = "The server does not support the HTTP protocol version used in the request."


BY_CODE: dict[int, type[HTTPError]] = {
    subclass.code: subclass for subclass in HTTPError.__subclasses__() if subclass.code is not None
}


def abort(
    code: int | StarletteResponse,
    description: Any = None,
    response: StarletteResponse | None = None,
    *,
    headers: Mapping[str, str] | None = None,
) -> NoReturn:
    """Raise the HTTP error of ``code``; a response given in its place is the answer itself.

    LookupError when ``code`` is not the status of an error.
    """
    if isinstance(code, StarletteResponse):
        raise HTTPError(response=code)
    if code not in BY_CODE:
        raise LookupError(f"no exception for {code!r}")
    if description is None:
        raise BY_CODE[code](response=response, headers=headers)
    raise BY_CODE[code](description=description, response=response, headers=headers)


def as_http_error(error: HTTPException) -> HTTPError:
    """Return ``error`` as an ``HTTPError`` of its status; a detail of one phrase is no description."""
    if isinstance(error, HTTPError):
        return error
    known = BY_CODE.get(error.status_code)
    if known is None:
        known = type("HTTPError", (HTTPError,), {"code": error.status_code})
    phrase = HTTPException(error.status_code).detail
    description = None if error.detail in (phrase, status_name(error.status_code)) else error.detail
    return known(description=description, headers=error.headers)
