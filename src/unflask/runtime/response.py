"""The response, with its parts as attributes that hooks may change."""

from __future__ import annotations

import re
from collections.abc import AsyncIterable, AsyncIterator, Callable, Iterable, Iterator, Mapping
from contextvars import copy_context
from functools import partial
from hashlib import sha1
from typing import TYPE_CHECKING, Any

from starlette.responses import Response as StarletteResponse

from .calls import run_blocking
from .cookies import dump_cookie
from .pages import status_name
from .pieces import send_pieces
from .response_attributes import HeaderAttributes
from .response_headers import ResponseHeaders
from .response_json import JSONBody  # only with: =json

if TYPE_CHECKING:
    import datetime as dt

    from starlette.background import BackgroundTask
    from starlette.types import Receive, Scope, Send

_END: Any = object()
_WITH_CHARSET = re.compile(
    r"text/.*|.*\+xml|application/(ecmascript|javascript|sql|xml|xml-dtd"
    r"|xml-external-parsed-entity)"
)
_ENTITY_HEADERS = (
    "allow",
    "content-encoding",
    "content-language",
    "content-length",
    "content-md5",
    "content-range",
    "content-type",
    "last-modified",
)


class Response(
    JSONBody,  # only with: =json
    HeaderAttributes,
    StarletteResponse,
):
    """A response with a body of text, of bytes, or of pieces that are sent as they come.

    ``status`` is a number or a text such as ``"404 Not Found"``. Without a type the body is HTML.
    """

    default_mimetype = "text/html"
    counts_as_streamed = False
    """Whether a body that is there is taken for one that is not, as those of error pages are."""

    def __init__(
        self,
        response: Any = None,
        status: int | str | None = None,
        headers: Any = None,
        mimetype: str | None = None,
        content_type: str | None = None,
        *,
        background: BackgroundTask | None = None,
    ) -> None:
        self.raw_headers = []
        self.background = background
        self._pieces: Iterable[Any] | AsyncIterable[Any] | None = None
        self._on_close: list[Callable[[], Any]] = []
        self._context = copy_context()
        self.headers.extend(headers or ())
        if mimetype is not None or (content_type is None and "content-type" not in self.headers):
            content_type = content_type or _with_charset(mimetype or self.default_mimetype)
        if content_type is not None:
            self.headers["Content-Type"] = content_type
        self.status = status if status is not None else 200
        self.body = b""
        if response is None or isinstance(response, str | bytes | bytearray):
            self._set_body(response)
        else:
            self._pieces = response

    def _set_body(self, value: str | bytes | bytearray | None) -> None:
        self._pieces = None
        if value is None:
            self.body = b""
            self.headers.setdefault("Content-Length", "0")
        else:
            self.set_data(value)

    @classmethod
    def of(cls, other: StarletteResponse) -> Response:
        """Return ``other`` as a response of this kind, with the same headers, body and task."""
        if isinstance(other, Response):
            return other
        pieces = getattr(other, "body_iterator", None)
        made = cls(pieces, other.status_code, content_type="", background=other.background)
        made.raw_headers[:] = other.raw_headers
        if pieces is None:
            made.body = bytes(other.body)
        return made

    @property
    def headers(self) -> ResponseHeaders:
        """The headers; another mapping or pairs may be put in their place."""
        if not hasattr(self, "_response_headers"):
            self._response_headers = ResponseHeaders(raw=self.raw_headers)
        return self._response_headers

    @headers.setter
    def headers(self, value: Any) -> None:
        pairs = list(value.items() if isinstance(value, Mapping) else value)
        self.headers.clear()
        self.headers.extend(pairs)

    @property
    def status(self) -> Any:
        """The status as text: ``"200 OK"``. A number or a text may be set."""
        return self._status

    @status.setter
    def status(self, value: int | str) -> None:
        self.status_code, self._status = status_of(value)

    @property
    def status_code(self) -> int:
        """The number of the status."""
        return self._status_code

    @status_code.setter
    def status_code(self, value: int) -> None:
        self._status_code = int(value)
        self._status = f"{self._status_code} {_phrase(self._status_code)}"

    @property
    def data(self) -> Any:
        """The body as bytes; text or bytes may be set."""
        return self.get_data()

    @data.setter
    def data(self, value: str | bytes) -> None:
        self.set_data(value)

    def get_data(self, as_text: bool = False) -> Any:
        """Return the body; the pieces of a body in pieces are joined first."""
        self.counts_as_streamed = False
        if self._pieces is not None:
            if isinstance(self._pieces, AsyncIterable):
                raise RuntimeError("The body of this response is sent as it comes.")
            self.set_data(b"".join(_encoded(piece) for piece in self._pieces))
        return bytes(self.body).decode() if as_text else bytes(self.body)

    def set_data(self, value: str | bytes | bytearray) -> None:
        """Replace the body and set its length."""
        self.counts_as_streamed = False
        self._pieces = None
        self.body = _encoded(value)
        self.headers["Content-Length"] = str(len(self.body))

    @property
    def response(self) -> Any:
        """The pieces of the body."""
        return [self.body] if self._pieces is None else self._pieces

    @response.setter
    def response(self, value: Any) -> None:
        if isinstance(value, str | bytes | bytearray):
            self.set_data(value)
        else:
            self._pieces = value
            self.headers.remove("Content-Length")

    @property
    def is_streamed(self) -> bool:
        """Tell whether the number of the body's pieces is not known before it is sent."""
        return self.counts_as_streamed or not hasattr(self.response, "__len__")

    @property
    def is_sequence(self) -> bool:
        """Tell whether the body is there as a list of its pieces."""
        return self._pieces is None or isinstance(self._pieces, list | tuple)

    def make_sequence(self) -> None:
        """Read the pieces of the body, if they come one after the other, into a list."""
        if not self.is_sequence:
            close = getattr(self._pieces, "close", None)
            self._pieces = list(self.iter_encoded())
            if close is not None:
                self._on_close.append(close)

    def iter_encoded(self) -> Iterator[bytes]:
        """Return the pieces of the body as bytes, one after the other."""
        return map(_encoded, self.response)

    def calculate_content_length(self) -> int | None:
        """Return the length of the body."""
        self.make_sequence()
        return sum(map(len, self.iter_encoded()))

    @property
    def mimetype(self) -> Any:
        """The content type without its parameters, in lower case; a charset is set with it."""
        content_type = self.content_type
        return content_type.partition(";")[0].strip().lower() if content_type else None

    @mimetype.setter
    def mimetype(self, value: str) -> None:
        self.headers["Content-Type"] = _with_charset(value)

    def add_etag(self, overwrite: bool = False, weak: bool = False) -> None:  # only with: add_etag
        """Set an ``ETag`` header that is made from the body, unless there is one."""
        if overwrite or "ETag" not in self.headers:
            self.set_etag(sha1(self.get_data(), usedforsecurity=False).hexdigest(), weak)

    def freeze(self) -> None:  # only with: freeze
        """Read the body, and set its length and an ``ETag`` header that is made from it."""
        self.set_data(self.get_data())
        if "ETag" not in self.headers:
            self.set_etag(sha1(self.body, usedforsecurity=False).hexdigest())

    def make_conditional(  # only with: make_conditional
        self, request: Any, accept_ranges: bool | str = False, complete_length: int | None = None
    ) -> Response:
        """Leave out what the client has of the body, by the headers of its request."""
        from .response_conditional import make_conditional

        make_conditional(self, request, accept_ranges, complete_length)
        return self

    def set_cookie(
        self,
        key: str,
        value: str = "",
        max_age: dt.timedelta | int | None = None,
        expires: str | dt.date | float | None = None,
        path: str | None = "/",
        domain: str | None = None,
        secure: bool = False,
        httponly: bool = False,
        samesite: str | None = None,
        partitioned: bool = False,
    ) -> None:
        """Set a cookie."""
        cookie = dump_cookie(
            key, value, max_age, expires, path, domain, secure, httponly, samesite, partitioned
        )
        self.headers.add("Set-Cookie", cookie)

    def delete_cookie(
        self,
        key: str,
        path: str | None = "/",
        domain: str | None = None,
        secure: bool = False,
        httponly: bool = False,
        samesite: str | None = None,
        partitioned: bool = False,
    ) -> None:
        """Have the browser forget a cookie that was set with this path and domain."""
        self.set_cookie(key, "", 0, 0, path, domain, secure, httponly, samesite, partitioned)

    def call_on_close(self, function: Callable[[], Any]) -> Callable[[], Any]:
        """Have ``function`` called when the response has been sent."""
        self._on_close.append(function)
        return function

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the response, in pieces if it has such."""
        without_body = self.status_code in {204, 304} or self.status_code < 200
        streamed = not self.is_sequence
        with_pieces = streamed and not without_body and scope.get("method") != "HEAD"
        start = {
            "type": "http.response.start",
            "status": self.status_code,
            "headers": self._sent_headers(),
            "counts_as_streamed": self.counts_as_streamed,
        }
        try:
            await send(start)
            if streamed:
                # Functions after the request see the response, and the session is stored, before
                # the first piece is made; that more follows tells them that it is streamed.
                await send({"type": "http.response.body", "body": b"", "more_body": True})
            if with_pieces:
                await send_pieces(self._sent_pieces(), receive, send)
            body = b"" if streamed or without_body else b"".join(self.iter_encoded())
            await send({"type": "http.response.body", "body": body})
        finally:
            await self._close()
        if self.background is not None:
            await self.background()

    def _sent_headers(self) -> list[tuple[bytes, bytes]]:
        headers = ResponseHeaders(raw=list(self.raw_headers))
        if self.status_code < 200 or self.status_code == 204:
            headers.remove("Content-Length")
        elif self.status_code == 304:
            for name in _ENTITY_HEADERS:
                headers.remove(name)
        elif isinstance(self._pieces, list | tuple):
            headers.setdefault("Content-Length", sum(map(len, self.iter_encoded())))
        return headers.raw

    async def _close(self) -> None:
        functions = [*self._on_close]
        close = getattr(self._pieces, "close", None)
        if close is not None:
            functions.append(partial(self._context.run, close))
        for function in functions:
            await run_blocking(function)

    async def _sent_pieces(self) -> AsyncIterator[bytes]:
        if isinstance(self._pieces, AsyncIterable):
            async for piece in self._pieces:
                yield _encoded(piece)
            return
        self._context = copy_context()
        # All in one context: a generator may leave what it entered some pieces ago.
        following = partial(self._context.run, next, iter(self._pieces or ()), _END)
        # In the thread of the request: what hooks and views opened there can be used there alone.
        while (piece := await run_blocking(following)) is not _END:
            yield _encoded(piece)


class PlainResponse(Response):
    """A response that is plain text where no type is given."""

    default_mimetype = "text/plain"


def _encoded(value: str | bytes | bytearray) -> bytes:
    return value.encode() if isinstance(value, str) else bytes(value)


def _with_charset(mimetype: str) -> str:
    if _WITH_CHARSET.fullmatch(mimetype):
        return f"{mimetype}; charset=utf-8"
    return mimetype


def status_of(value: int | str) -> tuple[int, str]:
    """Return number and text of a status that is given as either; ValueError when it is empty."""
    if not isinstance(value, str):
        return int(value), f"{int(value)} {_phrase(int(value))}"
    text = value.strip()
    if not text:
        raise ValueError("Empty status argument")
    code, _, phrase = text.partition(" ")
    if not code.isdigit():
        return 0, f"0 {text}"
    return int(code), text if phrase else f"{code} {_phrase(int(code))}"


def _phrase(code: int) -> str:
    return status_name(code).upper()
