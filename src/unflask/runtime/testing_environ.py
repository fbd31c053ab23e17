"""Requests of the test client: arguments in Werkzeug's shape, first a WSGI environ, then a scope.

Going by way of an environ keeps the meaning of `environ_base` and `environ_overrides`, and the
headers in the form an application behind Werkzeug's client sees.
"""

from __future__ import annotations

import io
import json as stdlib_json
import mimetypes
import os
import sys
from base64 import b64encode
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote, urlencode, urlsplit
from uuid import uuid4

from .environ import ENVIRON
from .testing_headers import Headers, pairs_of
from .uploads import FileStorage as ReceivedFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

Environ = dict[str, Any]


class EnvironBuilder:
    """A request under construction, with the arguments of Werkzeug's class of that name.

    `app` gives SERVER_NAME, APPLICATION_ROOT and PREFERRED_URL_SCHEME; without it the request goes
    to http://localhost/.
    """

    def __init__(
        self,
        path: str = "/",
        base_url: str | None = None,
        query_string: Any = None,
        method: str = "GET",
        input_stream: Any = None,
        content_type: str | None = None,
        content_length: int | None = None,
        headers: Any = None,
        data: Any = None,
        environ_base: Mapping[str, Any] | None = None,
        environ_overrides: Mapping[str, Any] | None = None,
        mimetype: str | None = None,
        json: Any = None,
        auth: Any = None,
        *,
        app: Any = None,
        subdomain: str | None = None,
        url_scheme: str | None = None,
        json_dumps: Callable[[Any], str] = stdlib_json.dumps,
        **_wsgi: Any,
    ) -> None:
        if base_url is None:
            base_url, path = _base_url(app, path, subdomain, url_scheme)
        elif subdomain or url_scheme:
            raise AssertionError('Cannot pass "subdomain" or "url_scheme" with "base_url".')
        if query_string is not None and "?" in path:
            raise ValueError("Query string is defined in the path and as an argument")
        target = urlsplit(path)
        base = urlsplit(base_url)
        self.path = target.path
        self.url_scheme = base.scheme
        self.host = base.netloc if base.netloc.isascii() else _ascii_host(base.netloc)
        self.script_root = base.path.rstrip("/")
        self.query_string = target.query if query_string is None else _query_text(query_string)
        self.method = method
        self.headers = Headers(headers)
        self.environ_base = environ_base
        self.environ_overrides = environ_overrides
        self.form: list[tuple[str, Any]] = []
        self.files: list[tuple[str, Upload]] = []
        self.body: bytes | None = None
        if content_type is None and mimetype is not None:
            content_type = _with_charset(mimetype)
        self._set("Content-Type", content_type)
        self.headers.remove("Content-Length")  # A body has a length of its own.
        self._set("Content-Length", content_length)
        self._set("Authorization", None if auth is None else _authorization(auth))
        if json is not None:
            if data is not None:
                raise TypeError("can't provide both json and data")
            data = json_dumps(json)
            self.headers.setdefault("Content-Type", "application/json")
        if input_stream is not None and data:
            raise TypeError("can't provide input stream and data")
        if input_stream is not None:
            self.body = input_stream.read()
        elif data:
            self._take(data)

    def _set(self, name: str, value: Any) -> None:
        if value is not None:
            self.headers[name] = value

    def _take(self, data: Any) -> None:
        if hasattr(data, "read"):
            data = data.read()
        if isinstance(data, str):
            data = data.encode()
        if isinstance(data, bytes | bytearray | memoryview):
            self.body = bytes(data)
            return
        for key, value in _items(data):
            if isinstance(value, tuple):
                self.files.append((key, Upload(*value)))
            elif hasattr(value, "read"):
                self.files.append((key, Upload(value)))
            else:
                self.form.append((key, value))

    @property
    def content_type(self) -> str | None:
        """The content type given, or the one that the fields call for."""
        given: str | None = self.headers.get("Content-Type")
        if given is None and self.body is None:
            if self.files:
                return "multipart/form-data"
            if self.form:
                return "application/x-www-form-urlencoded"
        return given

    def _encoded(self) -> tuple[bytes, str | None, str | None]:
        """Return body, content type and content length."""
        content_type = self.content_type
        mimetype = (content_type or "").partition(";")[0].strip()
        if self.body is not None:
            return self.body, content_type, str(len(self.body))
        if mimetype == "multipart/form-data":
            boundary = f"---------------WerkzeugFormPart_{uuid4().hex}"
            body = encode_multipart([*self.form, *self.files], boundary)
            return body, f'{mimetype}; boundary="{boundary}"', str(len(body))
        if mimetype == "application/x-www-form-urlencoded":
            body = encode_query(_grouped(self.form)).encode()
            return body, content_type, str(len(body))
        return b"", content_type, self.headers.get("Content-Length")

    def get_environ(self) -> Environ:
        """Return the WSGI environ of the request."""
        body, content_type, content_length = self._encoded()
        environ: Environ = dict(self.environ_base or {})
        name, _, port = self.host.partition(":")
        standard = "443" if self.url_scheme == "https" else "80"
        environ.update(
            {
                "REQUEST_METHOD": self.method,
                "SCRIPT_NAME": _latin(unquote(self.script_root)),
                "PATH_INFO": _latin(unquote(self.path)),
                "QUERY_STRING": _latin(self.query_string),
                "REQUEST_URI": _latin(
                    self.path + "?" * bool(self.query_string) + self.query_string
                ),
                "SERVER_NAME": name,
                "SERVER_PORT": port if port.isdigit() else standard,
                "HTTP_HOST": self.host,
                "SERVER_PROTOCOL": "HTTP/1.1",
                "wsgi.version": (1, 0),
                "wsgi.url_scheme": self.url_scheme,
                "wsgi.input": io.BytesIO(body),
                "wsgi.errors": sys.stderr,
                "wsgi.multithread": False,
                "wsgi.multiprocess": False,
                "wsgi.run_once": False,
            }
        )
        if content_type is not None:
            environ["CONTENT_TYPE"] = content_type
        if content_length is not None:
            environ["CONTENT_LENGTH"] = content_length
        combined: dict[str, list[str]] = {}
        for name, value in self.headers.items():
            if name.lower() not in {"content-type", "content-length"}:
                key = f"HTTP_{name.upper().replace('-', '_')}"
                combined.setdefault(key, []).append(value)
        environ.update({key: ", ".join(values) for key, values in combined.items()})
        environ.update(self.environ_overrides or {})
        return environ

    def close(self) -> None:
        """Do nothing: no file is kept open."""


class Upload:
    """A file to send: the object to read, its name and its type."""

    def __init__(
        self, stream: Any, filename: str | None = None, content_type: str | None = None
    ) -> None:
        own_type = getattr(stream, "content_type", None)
        self.filename = _name_of(stream) if filename is None else os.fsdecode(filename)
        guess = mimetypes.guess_type(self.filename)[0] if self.filename else None
        self.content_type = content_type or own_type or guess or "application/octet-stream"
        is_path = isinstance(stream, str | os.PathLike)
        content = Path(stream).read_bytes() if is_path else stream.read()
        self.content = content.encode() if isinstance(content, str) else bytes(content)


class FileStorage(ReceivedFile):
    """A file as applications receive it, made by a test: also with a content type."""

    def __init__(
        self,
        stream: Any = None,
        filename: str | None = None,
        name: str | None = None,
        content_type: str | None = None,
    ) -> None:
        filename = _name_of(stream) if filename is None else filename
        super().__init__(stream, filename, name, content_type)


def _name_of(stream: Any) -> str | None:
    """Return the file name that goes with what is to be read, if it has one."""
    if isinstance(stream, str | os.PathLike):
        return os.fsdecode(stream)
    name = getattr(stream, "filename", None) or getattr(stream, "name", None)
    if not isinstance(name, str | bytes | os.PathLike):
        return None
    text = os.fsdecode(name)
    return None if text.startswith("<") and text.endswith(">") else text


def create_environ(*args: Any, **kwargs: Any) -> Environ:
    """Return a WSGI environ for the arguments of `EnvironBuilder`."""
    return EnvironBuilder(*args, **kwargs).get_environ()


def encode_query(values: Iterable[tuple[str, Any]]) -> str:
    """Encode pairs for a query string or a form, characters kept as Werkzeug keeps them."""
    kept = [(key, value) for key, value in values if value is not None]
    return urlencode(kept, safe="!$'()*,/:;?@")


def encode_multipart(fields: Iterable[tuple[str, Any]], boundary: str) -> bytes:
    """Encode fields and files as multipart/form-data."""
    body = bytearray()
    for name, value in _grouped(fields):
        body += f'\r\n--{boundary}\r\nContent-Disposition: form-data; name="{name}"'.encode()
        if isinstance(value, Upload):
            if value.filename is not None:
                body += f'; filename="{value.filename}"'.encode()
            body += f"\r\nContent-Type: {value.content_type}".encode()
            content = value.content
        else:
            content = str(value).encode()
        body += b"\r\n"
        # An empty part has no blank line in what Werkzeug writes; parsers differ on that.
        body += b"\r\n" + content
    return bytes(body) + f"\r\n--{boundary}--\r\n".encode()


def scope_of(environ: Environ) -> dict[str, Any]:
    """Return the ASGI scope that says what the environ says."""
    root = _utf8(environ.get("SCRIPT_NAME", ""))
    path = root + "/" + _utf8(environ.get("PATH_INFO", "")).lstrip("/")
    raw = quote(path, safe="/:@!$&'()*+,;=~-._")
    return {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.4"},
        "http_version": str(environ.get("SERVER_PROTOCOL", "HTTP/1.1")).partition("/")[2] or "1.1",
        "method": environ["REQUEST_METHOD"],
        "scheme": environ.get("wsgi.url_scheme", "http"),
        "path": path,
        "raw_path": raw.encode(),
        "root_path": root,
        "query_string": environ.get("QUERY_STRING", "").encode("latin-1"),
        "headers": list(_scope_headers(environ)),
        "client": _client(environ),
        "server": (environ.get("SERVER_NAME", "localhost"), int(environ.get("SERVER_PORT", 80))),
        ENVIRON: environ,
    }


def headers_of(environ: Environ) -> Headers:
    """Return the headers in an environ, without Host and Cookie, which the client sets itself."""
    lines = ((k.decode("latin-1").title(), v.decode("latin-1")) for k, v in _scope_headers(environ))
    return Headers((k, v) for k, v in lines if k not in {"Host", "Cookie"})


def _scope_headers(environ: Environ) -> Iterator[tuple[bytes, bytes]]:
    for key, value in environ.items():
        if key.startswith("HTTP_"):
            name = key[5:]
        elif key in {"CONTENT_TYPE", "CONTENT_LENGTH"} and value:
            name = key
        else:
            continue
        yield name.lower().replace("_", "-").encode("latin-1"), str(value).encode("latin-1")


def _client(environ: Environ) -> tuple[str, int] | None:
    address = environ.get("REMOTE_ADDR")
    return None if address is None else (str(address), int(environ.get("REMOTE_PORT", 0)))


def _base_url(app: Any, path: str, subdomain: str | None, scheme: str | None) -> tuple[str, str]:
    """Return the base URL from a full URL or the application's settings, and the rest of the path."""
    config = getattr(app, "config", None) or {}
    host = config.get("SERVER_NAME") or "localhost"
    root = config.get("APPLICATION_ROOT") or "/"
    if subdomain:
        host = f"{subdomain}.{host}"
    url = urlsplit(path)
    scheme = url.scheme or scheme or config.get("PREFERRED_URL_SCHEME") or "http"
    rest = f"{url.path}?{url.query}" if url.query else url.path
    return f"{scheme}://{url.netloc or host}/{root.lstrip('/')}", rest


def _ascii_host(netloc: str) -> str:
    name, colon, port = netloc.partition(":")
    return name.encode("idna").decode() + colon + port


def _items(data: Any) -> Iterator[tuple[str, Any]]:
    """Yield key and value of form data: lists are several values, tuples are files."""
    if hasattr(data, "getlist"):
        for key in dict.fromkeys(data.keys()):
            yield from ((key, value) for value in data.getlist(key))
        return
    for key, value in data.items():
        if isinstance(value, list):
            yield from ((key, each) for each in value)
        else:
            yield key, value


def _grouped(pairs: Iterable[tuple[str, Any]]) -> Iterator[tuple[str, Any]]:
    """Yield pairs with the values of one key together, in order of first appearance."""
    groups: dict[str, list[Any]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    for key, values in groups.items():
        yield from ((key, value) for value in values)


def _query_text(query: Any) -> str:
    return query if isinstance(query, str) else encode_query(_grouped(pairs_of(query)))


def _authorization(auth: Any) -> str:
    if isinstance(auth, tuple):
        return "Basic " + b64encode(f"{auth[0]}:{auth[1]}".encode()).decode("ascii")
    return str(auth.to_header())


def _with_charset(mimetype: str) -> str:
    textual = mimetype.startswith("text/") or mimetype.endswith("+xml")
    if textual or mimetype in {"application/javascript", "application/xml"}:
        return f"{mimetype}; charset=utf-8"
    return mimetype


def _latin(text: str) -> str:
    return text.encode("utf-8", "replace").decode("latin-1")


def _utf8(text: str) -> str:
    return text.encode("latin-1").decode("utf-8", "replace")
