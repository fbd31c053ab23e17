"""Cookies: what a Set-Cookie header says, a jar, and what is in Flask's session cookie."""

import base64
import binascii
import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Any


@dataclass(frozen=True)
class Cookie:
    """One Set-Cookie header; names of attributes are in lower case, a bare flag has an empty value."""

    name: str
    value: str
    attributes: dict[str, str] = field(default_factory=dict)

    @property
    def deletes(self) -> bool:
        """Whether a client drops the cookie on this header."""
        age = self.attributes.get("max-age", "")
        if age.lstrip("-").isdigit():
            return int(age) <= 0
        expires = seconds(self.attributes.get("expires", ""))
        return expires is not None and expires < 86400 * 365


def parse_set_cookie(header: str) -> Cookie:
    """Read one Set-Cookie header."""
    first, *rest = header.split(";")
    name, _, value = first.partition("=")
    attributes = {}
    for part in rest:
        key, _, text = part.partition("=")
        attributes[key.strip().lower()] = text.strip()
    return Cookie(name.strip(), _unquoted(value.strip()), attributes)


def seconds(date: str) -> float | None:
    """An HTTP date as seconds since 1970, or None."""
    try:
        return parsedate_to_datetime(date).timestamp()
    except (ValueError, TypeError, IndexError):
        return None


class Jar:
    """The cookies of one client. Domains and Secure are not looked at: there is one host."""

    def __init__(self, cookies: Iterable[Cookie] = ()) -> None:
        self._cookies = {(cookie.name, _path(cookie)): cookie for cookie in cookies}

    def store(self, headers: Iterable[str]) -> None:
        """Take over the Set-Cookie headers of one response."""
        for cookie in map(parse_set_cookie, headers):
            key = (cookie.name, _path(cookie))
            self._cookies.pop(key, None)
            if not cookie.deletes:
                self._cookies[key] = cookie

    def header(self, path: str, explicit: str | None) -> str | None:
        """The Cookie header for a path; what the request itself names comes first and wins."""
        pairs = [part.strip() for part in (explicit or "").split(";") if part.strip()]
        named = {pair.partition("=")[0] for pair in pairs}
        for (name, prefix), cookie in self._cookies.items():
            if name not in named and _below(path, prefix):
                pairs.append(f"{name}={cookie.value}")
        return "; ".join(pairs) or None


def session_payload(value: str) -> Any | None:
    """What a signed Flask session cookie holds, or None where it is no such cookie.

    The form is `[.]payload.timestamp.signature`, URL-safe base64 without padding; a leading dot
    means zlib. The signature is not looked at.
    """
    packed = value.startswith(".")
    parts = value.removeprefix(".").split(".")
    if len(parts) != 3 or len(parts[2]) < 20 or "=" in value:
        return None
    try:
        raw = base64.urlsafe_b64decode(parts[0] + "=" * (-len(parts[0]) % 4))
        text = (zlib.decompress(raw) if packed else raw).decode()
        payload = json.loads(text)
    except (binascii.Error, zlib.error, UnicodeDecodeError, ValueError):
        return None
    # Flask writes compact JSON; other frameworks' cookies of the same shape do not.
    compact = json.dumps(payload, separators=(",", ":"), ensure_ascii=True)
    return payload if len(compact) >= len(text) - text.count("\\/") else None


def _path(cookie: Cookie) -> str:
    path = cookie.attributes.get("path", "/")
    return path if path.startswith("/") else "/"


def _below(path: str, prefix: str) -> bool:
    if prefix in {path, "/"}:
        return True
    return path.startswith(prefix if prefix.endswith("/") else prefix + "/")


def _unquoted(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] == '"' else value
