"""A request as the dictionary that WSGI has for it."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any

from .body import BODY, Body

if TYPE_CHECKING:
    from .request_head import RequestHead


ENVIRON = "migrated.environ"
"""The key of a scope under which a server, or a test, may tell more in WSGI's form."""

EMPTY_PATH = "migrated.empty_path"  # only with: EnvironFix
"""Stands in a scope whose path is not even a slash, as a middleware may leave it."""


def environ_of(request: RequestHead) -> dict[str, Any]:
    """Return the WSGI environment of a request."""
    scope = request.scope
    server = scope.get("server") or ("localhost", 80)
    client = scope.get("client") or ("", 0)
    environ = {
        **scope.get(ENVIRON, {}),
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": _latin(request.script_root),
        "PATH_INFO": _latin(request.path),
        "QUERY_STRING": request.query_string.decode("latin-1"),
        "REQUEST_URI": _raw_uri(scope),
        "SERVER_NAME": server[0],
        "SERVER_PORT": str(server[1] or 0),
        "SERVER_PROTOCOL": f"HTTP/{scope.get('http_version', '1.1')}",
        "REMOTE_ADDR": client[0],
        "REMOTE_PORT": client[1],
        "SERVER_SOFTWARE": "uvicorn",
        "wsgi.url_scheme": request.scheme,
        "wsgi.input": _input(scope.get(BODY)),
    }
    if "transfer-encoding" in request.headers:
        environ["wsgi.input_terminated"] = True
    for name, value in request.headers.items():
        key = name.upper().replace("-", "_")
        environ[key if key in {"CONTENT_TYPE", "CONTENT_LENGTH"} else f"HTTP_{key}"] = value
    return environ


def _input(body: Body | None) -> IO[bytes]:
    if body is None:
        body = Body()
    body.file.seek(0)
    return body.file


def _raw_uri(scope: Any) -> str:
    raw = scope.get("raw_path") or _latin(scope["path"]).encode("latin-1")
    query = scope.get("query_string", b"")
    return (raw + (b"?" + query if query else b"")).decode("latin-1")


def _latin(text: str) -> str:
    return text.encode().decode("latin-1")
