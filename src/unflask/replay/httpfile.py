"""Exchanges written as text: the `.http` files of JetBrains' and VS Code's REST clients.

A step starts with `### name`. Comments (`#`, `//`) and switches (`# @no-cookies`) stand before
the request line `METHOD target [HTTP/1.1]`; headers follow, an empty line, and the body to the
end of the step, without the empty lines there. All steps of a file share one cookie jar.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from unflask.model.errors import UserError
from unflask.model.exchange import KEEP, NONE, Exchange, Headers, Request

_SWITCHES_OFF = {"no-cookies", "no-cookie-jar"}
_REQUEST_LINE = re.compile(r"([A-Z]+)\s+(\S+)(?:\s+HTTP/[\d.]+)?\s*\Z")
_COMMENT = re.compile(r"\s*(?:#|//)\s?(.*)\Z")


class MalformedRequestsError(UserError):
    """A file of requests that cannot be read; the text names the file and the line."""


@dataclass
class _Step:
    name: str
    line: int
    lines: list[str] = field(default_factory=list)


def read_http(text: str, source: str) -> tuple[Exchange, ...]:
    """The exchanges (without responses) of one `.http` text; `source` names its cookie jar."""
    steps = list(_split(text))
    found = [_parse(step, source, number) for number, step in enumerate(steps, 1)]
    return tuple(exchange for exchange in found if exchange is not None)


def write_http(exchanges: Iterable[Exchange]) -> str:
    """A `.http` text that `read_http` reads back; bodies have to be text without `###` lines."""
    return "\n".join(_render(exchange) for exchange in exchanges)


def origin_form(url: str) -> tuple[str, str | None]:
    """Path with query of a target or absolute URL, and the host that the latter names."""
    if url.startswith("/") or url == "*":
        return url, None
    parts = urlsplit(url)
    query = f"?{parts.query}" if parts.query else ""
    return (parts.path or "/") + query, parts.netloc or None


def _split(text: str) -> Iterable[_Step]:
    step = _Step("", 1)
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        if line.startswith("###"):
            yield step
            step = _Step(line[3:].strip(), number + 1)
        else:
            step.lines.append(line)
    yield step


def _parse(step: _Step, source: str, number: int) -> Exchange | None:
    lines, cookies, at = step.lines, KEEP, 0
    while at < len(lines) and (not lines[at].strip() or _COMMENT.match(lines[at])):
        comment = _COMMENT.match(lines[at])
        if comment and comment[1].strip().removeprefix("@") in _SWITCHES_OFF:
            cookies = NONE
        at += 1
    if at == len(lines):
        return None
    match = _REQUEST_LINE.match(lines[at].strip())
    if match is None:
        raise MalformedRequestsError(
            f"{source}:{step.line + at}: expected a request line such as 'GET /path', "
            f"found {lines[at].strip()!r}"
        )
    target, host = origin_form(match[2])
    headers, rest = _headers(lines[at + 1 :], source, step.line + at + 1)
    if host is not None and not any(name.lower() == "host" for name, _ in headers):
        headers = (("Host", host), *headers)
    request = Request(match[1], target, headers, _body(rest, headers))
    name = step.name or f"step {number}"
    return Exchange(request, name=name, client=source, source=source, cookies=cookies)


def _headers(lines: list[str], source: str, line: int) -> tuple[Headers, list[str]]:
    pairs: list[tuple[str, str]] = []
    for at, text in enumerate(lines):
        if not text.strip():
            return tuple(pairs), lines[at + 1 :]
        name, colon, value = text.partition(":")
        if not colon or not name.strip():
            raise MalformedRequestsError(
                f"{source}:{line + at}: expected a header such as 'Accept: text/html', found {text!r}"
            )
        pairs.append((name.strip(), value.strip()))
    return tuple(pairs), []


def _body(lines: list[str], headers: Headers) -> bytes:
    while lines and not lines[-1].strip():
        lines = lines[:-1]
    kind = next((value for name, value in headers if name.lower() == "content-type"), "")
    if kind.lower().startswith("multipart/"):
        # Parts are separated by CR LF on the wire, the closing boundary ends with one.
        return "".join(f"{line}\r\n" for line in lines).encode()
    return "\n".join(lines).encode()


def _render(exchange: Exchange) -> str:
    request = exchange.request
    switch = ["# @no-cookies"] if exchange.cookies == NONE else []
    head = [f"### {exchange.name}", *switch, f"{request.method} {request.target} HTTP/1.1"]
    head += [f"{name}: {value}" for name, value in request.headers]
    body = request.body.decode().replace("\r\n", "\n")
    return "\n".join([*head, "", body, ""] if body else [*head, ""])
