"""Send the same requests to a Flask app and to a migrated one, and compare what they answer."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from io import BytesIO
from typing import Any
from urllib.parse import unquote_to_bytes

from werkzeug.test import run_wsgi_app

IGNORED = frozenset({"date", "server", "content-length", "connection"})


@dataclass(frozen=True)
class Ask:
    """A request: method and target, with headers and a body."""

    line: str
    headers: Mapping[str, str] | Iterable[tuple[str, str]] = field(default_factory=dict)
    body: bytes | str = b""

    @property
    def method(self) -> str:
        return self.line.partition(" ")[0]

    @property
    def path(self) -> str:
        return self.line.partition(" ")[2].partition("?")[0]

    @property
    def query(self) -> str:
        return self.line.partition("?")[2]

    @property
    def content(self) -> bytes:
        return self.body.encode() if isinstance(self.body, str) else self.body

    def pairs(self, cookies: Mapping[str, str]) -> list[tuple[str, str]]:
        """Return all headers, with those that every client sends."""
        given = self.headers.items() if isinstance(self.headers, Mapping) else self.headers
        found = list(given)
        names = {name.lower() for name, _ in found}
        if "host" not in names:
            found.insert(0, ("Host", "localhost"))
        if self.content and not names & {"content-length", "transfer-encoding"}:
            found.append(("Content-Length", str(len(self.content))))
        if cookies and "cookie" not in names:
            found.append(("Cookie", "; ".join(f"{k}={v}" for k, v in cookies.items())))
        return found


@dataclass(frozen=True)
class Answer:
    """What a client sees of a response; ``Allow`` is compared as a set."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str | None:
        return dict(self.headers).get(name)


def compare(flask_app: Any, app: Any, requests: Iterable[str | Ask]) -> None:
    """Assert that both apps answer all requests alike, one after the other with their cookies."""
    of_flask, migrated = FlaskClient(flask_app), Client(app)
    for request in requests:
        ask = Ask(request) if isinstance(request, str) else request
        found, expected = migrated.ask(ask), of_flask.ask(ask)
        assert found == expected, (ask.line, ask.headers, ask.content[:100])


class Client:
    """Asks an ASGI application and keeps its cookies."""

    def __init__(self, app: Any, root_path: str = "", scheme: str = "http") -> None:
        self.app = app
        self.root_path = root_path
        self.scheme = scheme
        self.cookies: dict[str, str] = {}

    def ask(self, ask: Ask | str) -> Answer:
        """Return the answer; raises what the application lets through."""
        ask = Ask(ask) if isinstance(ask, str) else ask
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": ask.method,
            "scheme": self.scheme,
            "path": unquote_to_bytes(self.root_path + ask.path).decode(errors="replace"),
            "raw_path": (self.root_path + ask.path).encode("latin-1"),
            "root_path": self.root_path,
            "query_string": ask.query.encode("latin-1"),
            "headers": [
                (name.lower().encode("latin-1"), value.encode("latin-1"))
                for name, value in ask.pairs(self.cookies)
            ],
            "client": ("127.0.0.1", 50000),
            "server": ("localhost", 80),
        }
        return _remembered(self.cookies, asyncio.run(exchange(self.app, scope, ask.content)))


class FlaskClient:
    """Asks a WSGI application and keeps its cookies."""

    def __init__(self, app: Any, root_path: str = "", scheme: str = "http") -> None:
        self.app = app
        self.root_path = root_path
        self.scheme = scheme
        self.cookies: dict[str, str] = {}

    def ask(self, ask: Ask | str) -> Answer:
        """Return the answer; raises what the application lets through."""
        ask = Ask(ask) if isinstance(ask, str) else ask
        environ: dict[str, Any] = {
            "REQUEST_METHOD": ask.method,
            "SCRIPT_NAME": self.root_path,
            "PATH_INFO": unquote_to_bytes(ask.path).decode("latin-1"),
            "QUERY_STRING": ask.query,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": self.scheme,
            "wsgi.input": BytesIO(ask.content),
            "wsgi.errors": BytesIO(),
            "wsgi.multithread": True,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
        }
        for name, value in ask.pairs(self.cookies):
            key = name.upper().replace("-", "_")
            key = key if key in {"CONTENT_TYPE", "CONTENT_LENGTH"} else f"HTTP_{key}"
            environ[key] = f"{environ[key]},{value}" if key in environ else value
        if "HTTP_TRANSFER_ENCODING" in environ:
            environ["wsgi.input_terminated"] = True
        pieces, status, headers = run_wsgi_app(self.app, environ, buffered=True)
        answer = _answer(int(status.split()[0]), headers, b"".join(pieces))
        return _remembered(self.cookies, answer)


async def exchange(app: Any, scope: dict[str, Any], body: bytes) -> Answer:
    """Run an ASGI application for one request."""
    messages: list[dict[str, Any]] = []
    waiting = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> dict[str, Any]:
        if not waiting:
            await asyncio.Event().wait()  # The client stays.
        return waiting.pop()

    async def send(message: Any) -> None:
        messages.append(message)

    try:
        await app(scope, receive, send)
    except Exception:
        # The server answers with what has been sent; the error goes to its log.
        if not messages or getattr(app, "propagates_exceptions", False):
            raise
    start, *rest = messages
    assert start["type"] == "http.response.start"
    assert all(message["type"] == "http.response.body" for message in rest)
    assert [message.get("more_body", False) for message in rest][-1:] == [False]
    content = b"" if scope["method"] == "HEAD" else b"".join(m.get("body", b"") for m in rest)
    headers = [(k.decode("latin-1"), v.decode("latin-1")) for k, v in start["headers"]]
    return _answer(start["status"], headers, content)


def _answer(status: int, headers: Iterable[tuple[str, str]], body: bytes) -> Answer:
    shown = []
    for header, value in headers:
        name, text = header.lower(), value
        if name == "allow":
            text = ", ".join(sorted(part.strip() for part in text.split(",")))
        if name == "content-length" and body:
            assert int(text) == len(body)
        if name not in IGNORED:
            shown.append((name, text))
    return Answer(status, tuple(sorted(shown)), body)


def _remembered(cookies: dict[str, str], answer: Answer) -> Answer:
    for name, value in answer.headers:
        if name == "set-cookie":
            for key, morsel in SimpleCookie(value).items():
                if morsel["max-age"] == "0" or not morsel.coded_value:
                    cookies.pop(key, None)
                else:
                    cookies[key] = morsel.coded_value
    return answer
