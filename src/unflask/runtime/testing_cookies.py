"""The cookie jar of the test client: the rules and signatures of Werkzeug's client."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from starlette.datastructures import Headers

from .cookies import dump_cookie, parse_cookies
from .dates import parse_date

if TYPE_CHECKING:
    from datetime import datetime

_DISABLED = "Cookies are disabled. Create a client with 'use_cookies=True'."


@dataclass
class Cookie:
    """A cookie that the client keeps, as `get_cookie` shows it."""

    key: str
    value: str
    decoded_key: str
    decoded_value: str
    expires: datetime | None
    max_age: int | None
    domain: str
    origin_only: bool
    path: str
    secure: bool
    http_only: bool
    same_site: str | None

    def matches(self, host: str, path: str) -> bool:
        """Say whether a request to that host and path carries the cookie."""
        subdomain = not self.origin_only and host.endswith(f".{self.domain}")
        if host != self.domain and not subdomain:
            return False
        folder = self.path if self.path.endswith("/") else f"{self.path}/"
        return path == self.path or path.startswith(folder)

    @property
    def is_deletion(self) -> bool:
        """Whether the header that brought it asks for its removal."""
        return self.max_age == 0 or (self.expires is not None and self.expires.timestamp() == 0)


class Jar:
    """The cookies of one client; every method raises TypeError where cookies are disabled."""

    def __init__(self, enabled: bool = True) -> None:
        self._cookies: dict[tuple[str, str, str], Cookie] | None = {} if enabled else None

    @property
    def enabled(self) -> bool:
        """Whether the client keeps cookies."""
        return self._cookies is not None

    @property
    def cookies(self) -> dict[tuple[str, str, str], Cookie]:
        """The cookies by domain, path and name."""
        if self._cookies is None:
            raise TypeError(_DISABLED)
        return self._cookies

    def store(self, cookie: Cookie) -> None:
        """Keep a cookie, or drop the one of that name."""
        place = cookie.domain, cookie.path, cookie.decoded_key
        if cookie.is_deletion:
            self.cookies.pop(place, None)
        else:
            self.cookies[place] = cookie

    def header(self, host: str, path: str) -> str:
        """Return the Cookie header of a request, empty where none applies."""
        matching = (each for each in self.cookies.values() if each.matches(host, path))
        return "; ".join(f"{each.key}={each.value}" for each in matching)

    def read(self, host: str, path: str, headers: list[str]) -> None:
        """Take over the Set-Cookie headers of an answer."""
        for header in headers:
            self.store(parse_set_cookie(host, path, header))


def parse_set_cookie(host: str, path: str, header: str) -> Cookie:
    """Parse a Set-Cookie header that answers a request to that host and path."""
    pair, _, rest = header.partition(";")
    key, _, value = (part.strip(" \t") for part in pair.partition("="))
    parameters: dict[str, str] = {}
    for item in rest.split(";"):
        name, _, text = item.partition("=")
        parameters[name.strip(" \t").lower()] = text.strip(" \t")
    return Cookie(
        key=key,
        value=value,
        decoded_key=key,
        decoded_value=_decoded(pair),
        expires=parse_date(parameters.get("expires")),
        max_age=int(parameters["max-age"] or 0) if "max-age" in parameters else None,
        domain=parameters.get("domain") or host,
        origin_only="domain" not in parameters,
        path=parameters.get("path") or path.rpartition("/")[0] or "/",
        secure="secure" in parameters,
        http_only="httponly" in parameters,
        same_site=parameters.get("samesite"),
    )


def new_cookie(
    key: str, value: str, domain: str, path: str, origin_only: bool, **parameters: Any
) -> Cookie:
    """Return the cookie that `set_cookie` asks for."""
    header = dump_cookie(key, value, domain=domain, path=path, max_size=0, **parameters)
    cookie = parse_set_cookie(domain, "/", header)
    cookie.origin_only = origin_only
    return cookie


def _decoded(pair: str) -> str:
    cookies = parse_cookies(Headers({"cookie": pair}))
    return str(next(iter(cookies.values()), ""))
