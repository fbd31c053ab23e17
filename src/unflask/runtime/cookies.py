"""Cookie headers, read and written as browsers have known them from this app."""

from __future__ import annotations

import re
import warnings
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import quote

from .json import http_date
from .multidict import ImmutableMultiDict

if TYPE_CHECKING:
    from starlette.datastructures import Headers

_PAIR = re.compile(
    r'[ \t]*([^ \t=";]+)(?:[ \t]*=[ \t]*("(?:[^\\"]|\\.)*"|[^ \t";]*))?[ \t]*(?:;|\Z)', re.ASCII
)
_ESCAPED = re.compile(rb"\\([0-3][0-7]{2}|.)")
_PLAIN = re.compile(r"[\w!#$%&'()*+\-./:<=>?@\[\]^`{|}~]*", re.ASCII)
_UNSAFE = re.compile(rb'[\x00-\x19",;\\\x7f-\xff]')


def parse_cookies(headers: Headers) -> ImmutableMultiDict:
    """Return the cookies of a request; of several with one name the first one counts."""
    text = "; ".join(headers.getlist("cookie"))
    found: list[tuple[str, str]] = []
    position = 0
    while True:
        match = _PAIR.match(text, position)
        if match is not None:
            found.append((match[1], _unquoted(match[2] or "")))
            position = match.end()
        else:
            position = text.find(";", position) + 1
            if position == 0:
                return ImmutableMultiDict(found)


def dump_cookie(
    key: str,
    value: str = "",
    max_age: timedelta | int | None = None,
    expires: str | date | float | None = None,
    path: str | None = "/",
    domain: str | None = None,
    secure: bool = False,
    httponly: bool = False,
    samesite: str | None = None,
    partitioned: bool = False,
    max_size: int = 4093,
) -> str:
    """Return the ``Set-Cookie`` header of a cookie; a warning tells when it is too large.

    ValueError for a ``samesite`` that is none of Strict, Lax and None.
    """
    if isinstance(max_age, timedelta):
        max_age = int(max_age.total_seconds())
    attributes = {
        "Domain": domain and domain.partition(":")[0].lstrip(".").encode("idna").decode("ascii"),
        "Expires": _expires(expires, max_age),
        "Max-Age": max_age,
        "Secure": secure or partitioned,
        "HttpOnly": httponly,
        "Path": None if path is None else quote(path, safe="%!$&'()*+,/:=@"),
        "SameSite": _samesite(samesite),
        "Partitioned": partitioned,
    }
    quoted = _quoted(value)
    parts = [f"{key.encode().decode('latin-1')}={quoted}"]
    for name, attribute in attributes.items():
        if attribute is True:
            parts.append(name)
        elif attribute is not None and attribute is not False:
            parts.append(f"{name}={attribute}")
    cookie = "; ".join(parts)
    if max_size and len(cookie) > max_size:
        warnings.warn(
            f"The {key!r} cookie is too large: its header has {len(cookie)} bytes and the limit"
            f" is {max_size}. Browsers may silently ignore it.",
            stacklevel=2,
        )
    return cookie


def _expires(expires: str | date | float | None, max_age: int | None) -> str | None:
    if isinstance(expires, str):
        return expires
    if isinstance(expires, date):
        return http_date(expires)
    if expires is not None:
        return http_date(datetime.fromtimestamp(expires, UTC))
    if max_age is not None:
        return http_date(datetime.now(UTC) + timedelta(seconds=max_age))
    return None


def _samesite(value: str | None) -> str | None:
    if value is None:
        return None
    if value.title() not in {"Strict", "Lax", "None"}:
        raise ValueError("SameSite must be 'Strict', 'Lax', or 'None'.")
    return value.title()


def _quoted(value: str) -> str:
    if _PLAIN.fullmatch(value):
        return value
    return f'"{_UNSAFE.sub(_escape, value.encode()).decode("ascii")}"'


def _escape(match: re.Match[bytes]) -> bytes:
    byte = match[0]
    return b"\\" + byte if byte in b'"\\' else b"\\%03o" % byte[0]


def _unquoted(value: str) -> str:
    if not (len(value) > 1 and value.startswith('"') and value.endswith('"')):
        return value
    return _ESCAPED.sub(_unescape, value[1:-1].encode()).decode(errors="replace")


def _unescape(match: re.Match[bytes]) -> bytes:
    text = match[1]
    return text if len(text) == 1 else bytes([int(text, 8)])
