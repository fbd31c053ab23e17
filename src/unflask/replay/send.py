"""Sends requests to a served application, byte for byte, and keeps what comes back."""

import re
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import httpx

from unflask.model.exchange import KEEP, NONE, Exchange, Headers, Request, Response
from unflask.replay.cookies import Jar
from unflask.replay.side import Side

_EXCEPTION = re.compile(
    r"^(?:[A-Za-z_][\w.]*(?:Error|Exception|Exit|Interrupt|Warning|Undefined)\b.*)$"
)

# What Werkzeug's server and Uvicorn log of an exception that comes out of the application.
_ESCAPED = re.compile(r"(?:^|\W)(?:Error on request:|Exception in ASGI application)\s*$")
_PATIENCE = 0.1


class Sender:
    """Sends exchanges to one side, in order, with a cookie jar for each client.

    Every request says `Host: localhost` unless it names a host itself, so that the URLs which
    both applications build are the same.
    """

    def __init__(self, side: Side, *, timeout: float = 10.0) -> None:
        self._side = side
        self._timeout = timeout
        self._jars: dict[str, Jar] = {}

    def send_all(
        self, exchanges: Iterable[Exchange], progress: Callable[[int], None] | None = None
    ) -> tuple[Exchange, ...]:
        """Every exchange with this side's response."""
        return tuple(self._each(exchanges, progress))

    def _each(
        self, exchanges: Iterable[Exchange], progress: Callable[[int], None] | None
    ) -> Iterator[Exchange]:
        # A new connection each time: servers close kept ones after some errors, at any moment.
        limits = httpx.Limits(max_keepalive_connections=0)
        with httpx.Client(timeout=self._timeout, trust_env=False, limits=limits) as client:
            for count, exchange in enumerate(exchanges, 1):
                yield self._send(client, exchange)
                if progress is not None:
                    progress(count)

    def _send(self, client: httpx.Client, exchange: Exchange) -> Exchange:
        jar = Jar() if exchange.cookies == NONE else self._jars.setdefault(exchange.client, Jar())
        log_start = _size(self._side.log)
        request = build(self._side.base, exchange.request, jar)
        try:
            answer = client.send(request, stream=True)
            try:
                response = Response(answer.status_code, _headers(answer), _body(answer))
            finally:
                answer.close()
        except httpx.TimeoutException:
            return replace(exchange, response=None, error=f"no answer within {self._timeout:g} s")
        except httpx.HTTPError as broken:
            lines, raised = _logged_exception(self._side.log, log_start)
            if _is_escaped(lines):  # A server that had begun to answer when it came.
                return replace(exchange, response=None, error=raised, escaped=True)
            return replace(exchange, response=None, error=f"{type(broken).__name__}: {broken}")
        finally:
            client.cookies.clear()
        if exchange.cookies == KEEP:
            jar.store(response.all("set-cookie"))
        if response.status < 500:
            return replace(exchange, response=response, error=None)
        lines, error = _logged_exception(self._side.log, log_start)
        return replace(exchange, response=response, error=error, escaped=_is_escaped(lines))


def build(base: str, request: Request, jar: Jar) -> httpx.Request:
    """The request as it goes out: its own headers, host, length and the jar's cookies."""
    headers = [(n, v) for n, v in request.headers if n.lower() not in {"cookie", "content-length"}]
    if request.header("host") is None:
        headers.insert(0, ("Host", "localhost"))
    cookie = jar.header(request.path, request.header("cookie"))
    if cookie is not None:
        headers.append(("Cookie", cookie))
    if request.body or request.method in {"POST", "PUT", "PATCH"}:
        headers.append(("Content-Length", str(len(request.body))))
    raw = [(name.encode("latin-1"), value.encode("utf-8")) for name, value in headers]
    target = {"target": request.target.encode()}  # untouched: `//a`, `%2e`, `?` stay as they are
    return httpx.Request(request.method, base, headers=raw, content=request.body, extensions=target)


def _headers(answer: httpx.Response) -> Headers:
    return tuple((n.decode("latin-1"), v.decode("latin-1")) for n, v in answer.headers.raw)


def _body(answer: httpx.Response) -> bytes:
    return decoded(b"".join(answer.iter_raw()), answer.headers.get("content-encoding"))


def decoded(raw: bytes, encoding: str | None) -> bytes:
    """A body without its content encoding, or as it is where that cannot be undone."""
    if not encoding or not raw:
        return raw
    try:
        plain = httpx.Response(200, headers={"content-encoding": encoding}, content=raw)
        return plain.read()
    except httpx.DecodingError:
        return raw


def _size(log: Path) -> int:
    return log.stat().st_size if log.exists() else 0


def _is_escaped(lines: Iterable[str]) -> bool:
    return any(_ESCAPED.search(line) for line in lines)


def _logged_exception(log: Path, start: int) -> tuple[list[str], str | None]:
    """What was logged from a place on, and the last exception in it.

    Servers log what has left an application after they have answered, which takes a moment.
    """
    end = time.monotonic() + _PATIENCE
    while True:
        lines = _logged(log, start)
        error = next((line for line in reversed(lines) if _EXCEPTION.match(line)), None)
        if error is not None or time.monotonic() > end:
            return lines, error
        time.sleep(0.01)


def _logged(log: Path, start: int) -> list[str]:
    with log.open("rb") as file:
        file.seek(start)
        return file.read().decode(errors="replace").splitlines()
