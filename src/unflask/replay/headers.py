"""Compares the headers that a client acts on, and every header that the app sets itself."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

from unflask.model.exchange import Response
from unflask.replay.cookies import Cookie, parse_set_cookie, seconds, session_payload
from unflask.replay.jsondiff import ABSENT, json_differences
from unflask.replay.pages import is_redirect_body

# What the server in front of the application says of itself and of the connection.
_SERVER = {"date", "server", "connection", "content-length", "keep-alive", "transfer-encoding"}
_SETS = {
    "allow", "vary", "accept-ranges", "access-control-allow-methods",
    "access-control-allow-headers", "access-control-expose-headers", "cache-control", "pragma",
}  # fmt: skip
_PARAMETERS = {"content-disposition", "www-authenticate", "strict-transport-security"}
_CLOCK_SLACK = 5.0


@dataclass(frozen=True)
class Finding:
    """A difference that has not been tied to an exchange yet."""

    aspect: str
    where: str
    expected: str
    got: str


def header_findings(expected: Response, got: Response, *, bodiless: bool) -> Iterator[Finding]:
    """What differs in the headers, cookies included; `bodiless` where no body may be sent."""
    names = {name.lower() for name, _ in (*expected.headers, *got.headers)}
    for name in sorted(names - _SERVER - {"set-cookie", "content-type"}):
        old, new = _joined(expected, name), _joined(got, name)
        if old != new and not _same(name, old, new, expected, got):
            yield Finding(f"header:{name}", "", _shown(old), _shown(new))
    yield from _content_type(expected, got, bodiless=bodiless)
    yield from _cookies(expected, got)


def _content_type(expected: Response, got: Response, *, bodiless: bool) -> Iterator[Finding]:
    old, new = expected.header("content-type"), got.header("content-type")
    if old == new or (bodiless and (old is None or new is None)):
        return
    if is_redirect_body(expected) and is_redirect_body(got) and not got.body:
        return
    if not (expected.body or got.body) and (old is None or new is None):
        return
    differs = expected.media_type != got.media_type
    if not differs and _is_text(expected.media_type):
        mine, other = _charset(old or ""), _charset(new or "")
        # A missing charset only matters where a client would have to guess.
        guess = not (expected.body.isascii() and got.body.isascii())
        differs = mine != other and (bool(mine and other) or guess)
    if differs:
        yield Finding("header:content-type", "", _shown(old), _shown(new))


def _cookies(expected: Response, got: Response) -> Iterator[Finding]:
    old, new = _by_name(expected), _by_name(got)
    for name in sorted(old.keys() | new.keys()):
        mine, other = old.get(name, []), new.get(name, [])
        if len(mine) != len(other):
            yield Finding(f"cookie:{name}", "", _cookie_text(mine), _cookie_text(other))
            continue
        for left, right in zip(mine, other, strict=True):
            yield from _cookie(left, right, expected, got)


def _cookie(old: Cookie, new: Cookie, expected: Response, got: Response) -> Iterator[Finding]:
    aspect = f"cookie:{old.name}"
    if old.deletes != new.deletes:
        yield Finding(aspect, "", _cookie_text([old]), _cookie_text([new]))
        return
    if not old.deletes:
        yield from _cookie_value(aspect, old.value, new.value)
    for key in sorted(old.attributes.keys() | new.attributes.keys()):
        if key in {"expires", "max-age"} and old.deletes:
            continue
        mine, other = old.attributes.get(key), new.attributes.get(key)
        if mine == other or (mine or "").lower() == (other or "").lower() != "":
            continue
        if key == "expires" and _same_moment(
            mine, other, expected, got, "max-age" in new.attributes
        ):
            continue
        yield Finding(aspect, key, _flag(mine), _flag(other))


def _cookie_value(aspect: str, old: str, new: str) -> Iterator[Finding]:
    if old == new:
        return
    mine, other = session_payload(old), session_payload(new)
    if mine is None or other is None:
        yield Finding(aspect, "value", old, new)
        return
    for where, left, right in json_differences(mine, other):
        yield Finding(aspect, where, left, right)


def _same_moment(
    old: str | None, new: str | None, expected: Response, got: Response, has_age: bool
) -> bool:
    if new is None:
        return has_age  # Max-Age says the same, and wins in every client that knows it.
    mine, other = seconds(old or ""), seconds(new)
    if mine is None or other is None:
        return False
    if mine == other:
        return True
    start, end = seconds(expected.header("date") or ""), seconds(got.header("date") or "")
    shift = 0.0 if start is None or end is None else end - start
    return abs(other - mine - shift) <= _CLOCK_SLACK


def _same(name: str, old: str | None, new: str | None, expected: Response, got: Response) -> bool:
    if old is None or new is None:
        return False
    if name == "expires":
        return _same_moment(old, new, expected, got, has_age=False)
    return _CANONICAL.get(name, str)(old) == _CANONICAL.get(name, str)(new)


def _members(value: str) -> object:
    return frozenset(part.strip().lower() for part in value.split(",") if part.strip())


def _with_parameters(value: str) -> object:
    # `attachment; filename=a.txt` and `Basic realm="x"` alike: the order and quotes do not count.
    parts = re.findall(r'([^\s;,=]+)(?:\s*=\s*("(?:[^"\\]|\\.)*"|[^\s;,]+))?', value)
    return [frozenset((key.lower(), text.strip('"')) for key, text in parts)]


def _moment(value: str) -> object:
    try:
        return parsedate_to_datetime(value)
    except (ValueError, TypeError):
        return value


_CANONICAL: dict[str, Callable[[str], object]] = {
    **dict.fromkeys(_SETS, _members),
    **dict.fromkeys(_PARAMETERS, _with_parameters),
    "last-modified": _moment,
}


def _joined(response: Response, name: str) -> str | None:
    values = response.all(name)
    return ", ".join(values) if values else None


def _by_name(response: Response) -> dict[str, list[Cookie]]:
    found: dict[str, list[Cookie]] = {}
    for header in response.all("set-cookie"):
        cookie = parse_set_cookie(header)
        found.setdefault(cookie.name, []).append(cookie)
    return found


def _cookie_text(cookies: list[Cookie]) -> str:
    texts = []
    for cookie in cookies:
        flags = [f"{key}={text}" if text else key for key, text in cookie.attributes.items()]
        texts.append("; ".join([f"{cookie.name}={cookie.value}", *flags]))
    return " | ".join(texts) or ABSENT


def _flag(value: str | None) -> str:
    return ABSENT if value is None else value or "(set)"


def _shown(value: str | None) -> str:
    return ABSENT if value is None else value


def _is_text(media_type: str) -> bool:
    return media_type.startswith("text/") or media_type.endswith("xml")


def _charset(content_type: str) -> str:
    match = re.search(r"charset\s*=\s*\"?([\w.-]+)", content_type, re.IGNORECASE)
    return match[1].lower() if match else ""
