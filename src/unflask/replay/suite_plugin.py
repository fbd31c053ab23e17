"""A pytest plugin that records every request which the app under test answers.

It is copied next to a project's tests and loaded with `-p`; it imports nothing of unflask.
`UNFLASK_RECORD_KIND` is `wsgi` (Flask's `__call__` is wrapped) or `asgi` (FastAPI's), and
`UNFLASK_RECORD_FILE` gets one JSON line per exchange and per test.
"""

import base64
import contextvars
import functools
import io
import itertools
import json
import os
import threading
from collections.abc import Awaitable, Callable, Iterable, Iterator
from email.utils import formatdate
from typing import Any
from urllib.parse import quote

_inside: contextvars.ContextVar[bool] = contextvars.ContextVar("inside", default=False)
_lock = threading.Lock()
_now = {"test": ""}
_outcomes: dict[str, dict[str, str]] = {}
_streams: "list[_Recorded]" = []
_numbers = itertools.count()


def pytest_configure() -> None:
    """Wrap the framework before any test module is imported."""
    if os.environ["UNFLASK_RECORD_KIND"] == "wsgi":
        import flask

        flask.Flask.__call__ = _recording_wsgi(flask.Flask.__call__)  # type: ignore[method-assign]
    else:
        import fastapi

        recording: Any = _recording_asgi(fastapi.FastAPI.__call__)
        fastapi.FastAPI.__call__ = recording  # type: ignore[method-assign]


def pytest_runtest_logstart(nodeid: str) -> None:
    """Exchanges from here on belong to this test."""
    _now["test"] = nodeid


def pytest_runtest_logreport(report: Any) -> None:
    """Collect the outcomes of set-up, call and tear-down."""
    parts = _outcomes.setdefault(report.nodeid, {})
    outcome = "x" + report.outcome if hasattr(report, "wasxfail") else report.outcome
    parts[report.when] = outcome
    if report.failed:
        parts["message"] = _last_line(report)


def pytest_runtest_logfinish(nodeid: str) -> None:
    """Write the test's outcome: `passed`, `failed`, `error`, `skipped`, `xfailed`, `xpassed`."""
    for stream in _streams[:]:
        stream.tell("the test did not read this body to its end")
    parts = _outcomes.pop(nodeid, {})
    outcome = parts.get("call", parts.get("setup", "error"))
    if "failed" in {parts.get("setup"), parts.get("teardown")}:
        outcome = "error"
    names = {"xskipped": "xfailed", "xpassed": "xpassed", "xfailed": "failed"}
    line = {"test": nodeid, "outcome": names.get(outcome, outcome)}
    _write({**line, "message": parts.get("message", "")})


def _recording_wsgi(call: Callable[..., Iterable[bytes]]) -> Callable[..., Iterable[bytes]]:
    @functools.wraps(call)
    def recording(app: Any, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        if _inside.get():
            return call(app, environ, start)
        number, request = next(_numbers), _wsgi_request(environ)
        answer: dict[str, Any] = {"status": 0, "headers": []}

        def started(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            answer.update(
                status=int(status.split(maxsplit=1)[0]), headers=[list(pair) for pair in headers]
            )
            return start(status, headers, *rest)

        token = _inside.set(True)
        try:
            chunks = call(app, environ, started)
        except BaseException as error:
            _exchange(number, app, request, None, f"{type(error).__name__}: {error}")
            raise
        finally:
            _inside.reset(token)

        def done(body: bytes, fault: str | None) -> None:
            _exchange(number, app, request, {**answer, **_body(body)}, fault)

        # A body of known length is read at once, since many tests look at the status alone.
        named = {name.lower() for name, _ in answer["headers"]}
        return _Recorded(chunks, done, at_once="content-length" in named)

    return recording


class _Recorded:
    """The body of a WSGI response, which calls `done` with what was read of it, once."""

    def __init__(
        self,
        chunks: Iterable[bytes],
        done: Callable[[bytes, str | None], None],
        *,
        at_once: bool,
    ) -> None:
        self._chunks, self._done, self._seen = chunks, done, b""
        self._read: list[bytes] | None = None
        _streams.append(self)
        if at_once:
            self._read = list(chunks)
            self._seen = b"".join(self._read)
            self.tell(None)

    def __iter__(self) -> Iterator[bytes]:
        if self._read is not None:
            yield from self._read
            return
        for chunk in self._chunks:
            self._seen += chunk
            yield chunk
        self.tell(None)

    def close(self) -> None:
        if hasattr(self._chunks, "close"):
            self._chunks.close()

    def tell(self, fault: str | None) -> None:
        if self in _streams:
            _streams.remove(self)
            self._done(self._seen, fault)


def _wsgi_request(environ: dict[str, Any]) -> dict[str, Any]:
    body = b""
    stream = environ.get("wsgi.input")
    if stream is not None and environ.get("CONTENT_LENGTH", "").isdigit():
        body = stream.read(int(environ["CONTENT_LENGTH"]))
        environ["wsgi.input"] = io.BytesIO(body)
    elif isinstance(stream, io.BytesIO):
        body = stream.getvalue()[stream.tell() :]
    target = environ.get("RAW_URI") or environ.get("REQUEST_URI") or ""
    if not target.startswith("/"):
        path = (environ.get("SCRIPT_NAME", "") + environ.get("PATH_INFO", "")).encode("latin-1")
        query = environ.get("QUERY_STRING", "")
        target = quote(path, safe="/:@!$&'()*+,;=~-._") + (f"?{query}" if query else "")
    headers = [
        [key[5:].replace("_", "-").title(), str(value)]
        for key, value in environ.items()
        if key.startswith("HTTP_")
    ]
    if environ.get("CONTENT_TYPE"):
        headers.append(["Content-Type", environ["CONTENT_TYPE"]])
    return {
        "method": environ["REQUEST_METHOD"], "target": target, "headers": headers, **_body(body)
    }  # fmt: skip


def _recording_asgi(
    call: Callable[..., Awaitable[None]],
) -> Callable[..., Awaitable[None]]:
    @functools.wraps(call)
    async def recording(app: Any, scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] != "http" or _inside.get():
            await call(app, scope, receive, send)
            return
        sent: list[bytes] = []
        answered: list[bytes] = []
        start: dict[str, Any] = {}

        async def receiving() -> Any:
            message = await receive()
            sent.append(message.get("body", b""))
            return message

        async def sending(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.start":
                start.update(message)
            answered.append(message.get("body", b""))
            await send(message)

        number, token, error = next(_numbers), _inside.set(True), None
        try:
            await call(app, scope, receiving, sending)
        except BaseException as raised:
            error = f"{type(raised).__name__}: {raised}"
            raise
        finally:
            _inside.reset(token)
            _asgi_done(number, app, scope, b"".join(sent), start, b"".join(answered), error)

    return recording


def _asgi_done(
    number: int,
    app: Any,
    scope: dict[str, Any],
    body: bytes,
    start: dict[str, Any],
    answer: bytes,
    error: str | None,
) -> None:
    raw = scope.get("raw_path") or quote(scope["path"]).encode()
    query = scope.get("query_string", b"").decode("latin-1")
    target = raw.decode("latin-1").partition("?")[0] + (f"?{query}" if query else "")
    request = {
        "method": scope["method"], "target": target,
        "headers": _pairs(scope["headers"]), **_body(body),
    }  # fmt: skip
    response = None
    if start and error is None:
        headers = _pairs(start.get("headers", []))
        response = {"status": start["status"], "headers": headers, **_body(answer)}
    _exchange(number, app, request, response, error)


def _exchange(
    number: int,
    app: Any,
    request: dict[str, Any],
    response: dict[str, Any] | None,
    error: str | None = None,
) -> None:
    name = str(getattr(app, "import_name", "") or getattr(app, "title", ""))
    if response is not None and not any(n.lower() == "date" for n, _ in response["headers"]):
        # No server stamps what a test client gets; times in cookies are told by their distance.
        response["headers"].append(["Date", formatdate(usegmt=True)])
    _write(
        {
            "test": _now["test"],
            "number": number,
            "app": name,
            "rules": _rules(app),
            "request": request,
            "response": response,
            "error": error,
        }
    )


def _rules(app: Any) -> list[str] | None:
    # Tests may build small apps of their own; their rules tell them from the real one.
    url_map = getattr(app, "url_map", None)
    if url_map is None or os.environ["UNFLASK_RECORD_KIND"] != "wsgi":
        return None
    return sorted({rule.rule for rule in url_map.iter_rules()})


def _write(line: dict[str, Any]) -> None:
    text = json.dumps(line)
    with _lock, open(os.environ["UNFLASK_RECORD_FILE"], "a", encoding="utf-8") as file:  # noqa: PTH123
        file.write(text + "\n")


def _pairs(raw: Iterable[tuple[bytes, bytes]]) -> list[list[str]]:
    return [[name.decode("latin-1"), value.decode("latin-1")] for name, value in raw]


def _body(body: bytes) -> dict[str, str]:
    try:
        return {"body": body.decode()}
    except UnicodeDecodeError:
        return {"body_base64": base64.b64encode(body).decode()}


def _last_line(report: Any) -> str:
    crash = getattr(report.longrepr, "reprcrash", None)
    text = crash.message if crash is not None else str(report.longrepr)
    lines = [line for line in text.splitlines() if line.strip()]
    return lines[0][:300] if lines else ""
