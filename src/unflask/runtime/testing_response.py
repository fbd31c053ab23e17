"""The answer to a request of the test client, with the attributes of Werkzeug's."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from email.message import Message
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Self

from .dates import parse_date
from .testing_headers import CacheControl, Challenge, Headers, HeaderSet, parse_pairs, parse_set

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping


class TestResponse:
    """Status, headers and body of an answer.

    `request` is the request that was answered, `history` the answers on the way when redirects
    were followed, `environ` the request in WSGI's form.
    """

    __test__ = False

    def __init__(self, status_code: int, headers: Headers, body: bytes, request: Any) -> None:
        self.status_code = status_code
        self.headers = headers
        self.request = request
        self.environ: dict[str, Any] = {}
        self.history: tuple[TestResponse, ...] = ()
        self.response: list[bytes] = [body] if body else []
        self.is_streamed = True
        self._on_close: list[Callable[[], Any]] = []

    @property
    def status(self) -> str:
        """Code and phrase."""
        try:
            phrase = HTTPStatus(self.status_code).phrase
        except ValueError:
            phrase = "UNKNOWN"
        return f"{self.status_code} {_PHRASES.get(self.status_code, phrase)}".upper()

    def get_data(self, as_text: bool = False) -> Any:
        """Return the body as bytes, or decoded from UTF-8."""
        self.make_sequence()
        body = b"".join(self.response)
        return body.decode() if as_text else body

    @property
    def data(self) -> bytes:
        """The body as bytes."""
        body: bytes = self.get_data()
        return body

    @property
    def text(self) -> str:
        """The body as text."""
        body: str = self.get_data(as_text=True)
        return body

    @property
    def is_json(self) -> bool:
        """Whether the content type says JSON."""
        kind = self.mimetype or ""
        return kind == "application/json" or (
            kind.startswith("application/") and kind.endswith("+json")
        )

    @property
    def json(self) -> Any:
        """The body read as JSON; None where the content type does not say so."""
        return self.get_json()

    def get_json(self, force: bool = False, silent: bool = False) -> Any:
        """Return the body read as JSON; None where the content type does not say so.

        `force` reads it anyway; `silent` gives None instead of ValueError.
        """
        if not (force or self.is_json):
            return None
        try:
            return json.loads(self.data)
        except ValueError:
            if not silent:
                raise
            return None

    def make_sequence(self) -> None:
        """Take note that the body has been read as a whole."""
        self.is_streamed = False

    @property
    def is_sequence(self) -> bool:
        """Whether the body has been read as a whole."""
        return not self.is_streamed

    def iter_encoded(self) -> Iterator[bytes]:
        """Yield the body."""
        return iter(self.response)

    def calculate_content_length(self) -> int:
        """Return the length of the body."""
        return len(self.data)

    def call_on_close(self, function: Callable[[], Any]) -> Callable[[], Any]:
        """Have a function called by `close`."""
        self._on_close.append(function)
        return function

    def close(self) -> None:
        """Run what was registered with `call_on_close`."""
        while self._on_close:
            self._on_close.pop(0)()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def __repr__(self) -> str:
        length = sum(map(len, self.response))
        return f"<{type(self).__name__} {length} bytes [{self.status}]>"

    @property
    def location(self) -> str | None:
        """The Location header."""
        found: str | None = self.headers.get("Location")
        return found

    @property
    def content_type(self) -> str | None:
        """The Content-Type header."""
        found: str | None = self.headers.get("Content-Type")
        return found

    @property
    def mimetype(self) -> str | None:
        """The content type without its parameters, in lower case."""
        kind = self.content_type
        return None if kind is None else kind.partition(";")[0].strip().lower()

    @property
    def mimetype_params(self) -> Mapping[str, str]:
        """The parameters of the content type."""
        message = Message()
        message["content-type"] = self.content_type or ""
        return {str(k): str(v) for k, v in (message.get_params() or [])[1:]}

    @property
    def charset(self) -> str:
        """The charset of the content type, UTF-8 unless it is said."""
        return self.mimetype_params.get("charset", "utf-8")

    @property
    def content_length(self) -> int | None:
        """The Content-Length header as a number."""
        return self._number("Content-Length")

    @property
    def age(self) -> timedelta | None:
        """The Age header."""
        seconds = self._number("Age")
        return None if seconds is None else timedelta(seconds=seconds)

    @property
    def retry_after(self) -> datetime | None:
        """The Retry-After header as a date; a number of seconds counts from now."""
        seconds = self._number("Retry-After")
        if seconds is None:
            return parse_date(self.headers.get("Retry-After"))
        return datetime.now().astimezone() + timedelta(seconds=seconds)

    @property
    def last_modified(self) -> datetime | None:
        """The Last-Modified header as a date."""
        return parse_date(self.headers.get("Last-Modified"))

    @property
    def expires(self) -> datetime | None:
        """The Expires header as a date."""
        return parse_date(self.headers.get("Expires"))

    @property
    def date(self) -> datetime | None:
        """The Date header as a date."""
        return parse_date(self.headers.get("Date"))

    @property
    def cache_control(self) -> CacheControl:
        """The directives of Cache-Control."""
        return CacheControl(parse_pairs(self.headers.get("Cache-Control", "")))

    @property
    def content_security_policy(self) -> str | None:
        """The Content-Security-Policy header."""
        found: str | None = self.headers.get("Content-Security-Policy")
        return found

    @property
    def www_authenticate(self) -> Challenge:
        """The WWW-Authenticate header; an empty Basic challenge where there is none."""
        return Challenge(self.headers.get("WWW-Authenticate", "Basic"))

    @property
    def access_control_allow_credentials(self) -> bool:
        """Whether the header of that name is there."""
        return "Access-Control-Allow-Credentials" in self.headers

    @property
    def access_control_max_age(self) -> int | None:
        """The Access-Control-Max-Age header as a number."""
        return self._number("Access-Control-Max-Age")

    def get_etag(self) -> tuple[str, bool] | tuple[None, None]:
        """Return the entity tag and whether it is weak."""
        text = (self.headers.get("ETag") or "").strip()
        if not text:
            return None, None
        weak = text.startswith(("W/", "w/"))
        return text[2 * weak :].strip('"'), weak

    def _number(self, name: str) -> int | None:
        found: int | None = self.headers.get(name, type=int)
        return found


def _text_property(name: str) -> property:
    return property(lambda self: self.headers.get(name), doc=f"The {name} header.")


def _set_property(name: str) -> property:
    def read(self: TestResponse) -> HeaderSet | None:
        absent = name.startswith("Access") and name not in self.headers
        return None if absent else parse_set(self.headers.get(name))

    return property(read, doc=f"The items of the {name} header.")


for _attribute, _name in {
    "accept_ranges": "Accept-Ranges",
    "access_control_allow_origin": "Access-Control-Allow-Origin",
    "content_encoding": "Content-Encoding",
    "content_location": "Content-Location",
    "content_md5": "Content-MD5",
    "cross_origin_opener_policy": "Cross-Origin-Opener-Policy",
    "cross_origin_embedder_policy": "Cross-Origin-Embedder-Policy",
}.items():
    setattr(TestResponse, _attribute, _text_property(_name))
for _attribute, _name in {
    "allow": "Allow",
    "vary": "Vary",
    "content_language": "Content-Language",
    "access_control_allow_headers": "Access-Control-Allow-Headers",
    "access_control_allow_methods": "Access-Control-Allow-Methods",
    "access_control_expose_headers": "Access-Control-Expose-Headers",
}.items():
    setattr(TestResponse, _attribute, _set_property(_name))

# Phrases that Werkzeug has in other words than some version of the standard library.
_PHRASES = {
    203: "Non Authoritative Information",
    207: "Multi Status",
    306: "Switch Proxy",
    413: "Request Entity Too Large",
    414: "Request URI Too Long",
    416: "Requested Range Not Satisfiable",
    418: "I'm a teapot",
    422: "Unprocessable Entity",
    449: "Retry With",
    511: "Network Authentication Failed",
}
