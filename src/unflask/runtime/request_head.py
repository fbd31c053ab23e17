"""What stands before the body of a request: its address, its client and its headers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from starlette.datastructures import Headers
from starlette.requests import Request as StarletteRequest

from .addresses import public_host, request_url
from .cookies import parse_cookies
from .dates import parse_date
from .environ import ENVIRON, environ_of
from .header_values import (
    Accept,
    Authorization,
    ETags,
    LanguageAccept,
    MIMEAccept,
    Range,
    UserAgent,
    listed,
    parse_options,
)
from .response_json import is_json

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from .multidict import ImmutableMultiDict


class RequestHeaders(Headers):
    """The headers of a request; those that were sent several times are joined by commas."""

    def __init__(self, raw: list[tuple[bytes, bytes]]) -> None:
        joined: dict[bytes, bytes] = {}
        for name, value in raw:
            separator = b"; " if name == b"cookie" else b","
            joined[name] = joined[name] + separator + value if name in joined else value
        super().__init__(raw=list(joined.items()))

    def get(
        self,
        name: str,
        default: Any = None,
        type: Callable[[str], Any] | None = None,  # noqa: A002 - its name in apps
    ) -> Any:
        """Return a header, converted; ``default`` when it is missing or cannot be converted."""
        try:
            return self[name] if type is None else type(self[name])
        except (KeyError, ValueError, TypeError):
            return default


class RequestHead(StarletteRequest):
    """Starlette's request, with address, client and headers as plain attributes."""

    @property
    def query_string(self) -> bytes:
        """The query string as it was sent."""
        return cast("bytes", self.scope.get("query_string", b""))

    # Where it was sent to.

    @property
    def scheme(self) -> str:
        """``http`` or ``https``."""
        return cast("str", self.scope.get("scheme", "http"))

    @property
    def is_secure(self) -> bool:
        """Whether the client uses HTTPS."""
        return self.scheme in {"https", "wss"}

    @property
    def host(self) -> str:
        """The host that the client asked, with its port unless it is the standard one."""
        return public_host(self.scheme, self.headers.get("host"), self.scope.get("server"))

    @property
    def path(self) -> str:
        """The decoded path below the app."""
        path = self.scope["path"]
        root = self.scope.get("root_path", "")
        if root and (path == root or path.startswith(f"{root}/")):
            path = path[len(root) :]
        return f"/{path.lstrip('/')}"

    @property
    def full_path(self) -> str:
        """The path with the query string, and a question mark even if that is empty."""
        return f"{self.path}?{self.query_string.decode(errors='replace')}"

    @property
    def script_root(self) -> str:
        """The path that the app is mounted at, without a slash at its end."""
        return cast("str", self.scope.get("root_path", "")).rstrip("/")

    root_path = script_root

    @property
    def href(self) -> str:
        """The whole address, readable."""
        return request_url(self.scheme, self.host, self.script_root, self.path, self.query_string)

    @property
    def base_href(self) -> str:
        """The whole address without the query string."""
        return request_url(self.scheme, self.host, self.script_root, self.path)

    @property
    def url_root(self) -> str:
        """The address of the app."""
        return request_url(self.scheme, self.host, self.script_root)

    root_url = url_root

    @property
    def host_url(self) -> str:
        """The address of the host."""
        return request_url(self.scheme, self.host, "")

    # Who sent it.

    @property
    def remote_addr(self) -> str | None:
        """The address of the client."""
        client = self.scope.get("client")
        return client[0] if client else None

    @property
    def access_route(self) -> list[str]:
        """The addresses that the request came through, as far as proxies tell."""
        if "x-forwarded-for" in self.headers:
            return listed(self.headers["x-forwarded-for"])
        return [self.remote_addr] if self.remote_addr else []

    @property
    def remote_user(self) -> str | None:
        """The user that the server knows; none does over ASGI, a test may."""
        return cast("str | None", self.scope.get(ENVIRON, {}).get("REMOTE_USER"))

    # Headers.

    @property
    def headers(self) -> RequestHeaders:
        """The headers, whatever the case of their names."""
        if not hasattr(self, "_headers"):
            self._headers = RequestHeaders(self.scope["headers"])
        return cast("RequestHeaders", self._headers)

    def header_items(self) -> list[tuple[str, str]]:
        """Return the headers in their order, with their names in title case."""
        return [(name.title(), value) for name, value in self.headers.items()]

    @property
    def cookies(self) -> ImmutableMultiDict:
        """The cookies; the first one of a name counts."""
        if not hasattr(self, "_cookies"):
            self._cookies: Any = parse_cookies(Headers(raw=self.scope["headers"]))
        return cast("ImmutableMultiDict", self._cookies)

    @property
    def content_type(self) -> str | None:
        """The ``Content-Type`` header."""
        return self.headers.get("content-type") or None

    @property
    def mimetype(self) -> str:
        """The content type without its parameters, in lower case."""
        return parse_options(self.content_type)[0].lower()

    @property
    def mimetype_params(self) -> dict[str, str]:
        """The parameters of the content type."""
        return parse_options(self.content_type)[1]

    @property
    def content_length(self) -> int | None:
        """The length of the body that the client announced."""
        text = self.headers.get("content-length", "")
        return int(text) if text.isdigit() and "transfer-encoding" not in self.headers else None

    @property
    def is_json(self) -> bool:
        """Whether the content type is one of JSON."""
        return is_json(self.mimetype)

    @property
    def user_agent(self) -> UserAgent:
        """The ``User-Agent`` header."""
        return UserAgent(self.headers.get("user-agent", ""))

    @property
    def referrer(self) -> str | None:
        """The ``Referer`` header."""
        return cast("str | None", self.headers.get("referer"))

    @property
    def origin(self) -> str | None:
        """The ``Origin`` header."""
        return cast("str | None", self.headers.get("origin"))

    @property
    def authorization(self) -> Authorization | None:
        """The parts of the ``Authorization`` header."""
        return Authorization.parse(self.headers.get("authorization"))

    @property
    def accept_mimetypes(self) -> MIMEAccept:
        """The media types that the client accepts."""
        return MIMEAccept.parse(self.headers.get("accept"))

    @property
    def accept_languages(self) -> LanguageAccept:
        """The languages that the client accepts."""
        return LanguageAccept.parse(self.headers.get("accept-language"))

    @property
    def accept_charsets(self) -> Accept:
        """The charsets that the client accepts."""
        return Accept.parse(self.headers.get("accept-charset"))

    @property
    def accept_encodings(self) -> Accept:
        """The content encodings that the client accepts."""
        return Accept.parse(self.headers.get("accept-encoding"))

    @property
    def if_none_match(self) -> ETags:
        """The entity tags that the client has."""
        return ETags.parse(self.headers.get("if-none-match"))

    @property
    def if_match(self) -> ETags:
        """The entity tags that the client wants to change."""
        return ETags.parse(self.headers.get("if-match"))

    @property
    def if_modified_since(self) -> datetime | None:
        """The time of the client's copy."""
        return parse_date(self.headers.get("if-modified-since"))

    @property
    def if_unmodified_since(self) -> datetime | None:
        """The time of the version that the client wants to change."""
        return parse_date(self.headers.get("if-unmodified-since"))

    @property
    def date(self) -> datetime | None:
        """The ``Date`` header."""
        return parse_date(self.headers.get("date"))

    @property
    def range(self) -> Range | None:
        """The parts of the file that the client asks for."""
        return Range.parse(self.headers.get("range"))

    @property
    def environ(self) -> dict[str, Any]:
        """The request as a WSGI environment."""
        if not hasattr(self, "_environ"):
            self._environ = environ_of(self)
        return self._environ
