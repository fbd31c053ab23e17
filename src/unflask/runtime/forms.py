"""Query strings and form bodies."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING, Any
from urllib.parse import parse_qsl, quote

from .errors import RequestEntityTooLarge
from .header_values import parse_options
from .response_headers import ResponseHeaders
from .uploads import FileStorage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_HEADERS = re.compile(rb"(?:[^\r\n]+(?:\r\n|\n|\r))+")
_PIECE = 64 * 1024
_IN_MEMORY = 500 * 1024
_CHARSETS = frozenset({"ascii", "us-ascii", "utf-8", "iso-8859-1"})


def _keep_percent(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return quote(error.object[error.start : error.end], safe=""), error.end


codecs.register_error("keep_percent", _keep_percent)


def parse_query(query: bytes) -> list[tuple[str, str]]:
    """Return the pairs of a query string; bytes that are no UTF-8 stay percent-encoded."""
    text = query.decode(errors="keep_percent")
    return parse_qsl(text, keep_blank_values=True, errors="keep_percent")


@dataclass
class Form:
    """The fields and the files of a form, in the order of the body."""

    fields: list[tuple[str, str]] = field(default_factory=list)
    files: list[tuple[str, FileStorage]] = field(default_factory=list)


@dataclass(frozen=True)
class Limits:
    """How large a text field may be, in bytes, and how many parts a form may have."""

    memory: int | None = None
    parts: int | None = None


def parse_urlencoded(body: bytes) -> Form:
    """Return an URL-encoded form; an empty one when it is not valid."""
    try:
        return Form(parse_qsl(body.decode(), keep_blank_values=True, errors="keep_percent"))
    except ValueError:
        return Form()


def parse_multipart(chunks: Iterable[bytes], boundary: str, limits: Limits) -> Form:
    """Return a form of several parts; an empty one when it is not valid.

    ``RequestEntityTooLarge`` when it goes beyond ``limits``.
    """
    from python_multipart.exceptions import ParseError
    from python_multipart.multipart import MultipartParser

    reader = _Reader(limits)
    try:
        parser = MultipartParser(boundary.encode("latin-1"), reader.callbacks())  # type: ignore[arg-type]
        delimiter = boundary.encode("latin-1")
        held = _held(chunks, limits)
        for chunk in _from_boundary(_with_crlf(held, delimiter), delimiter, limits):
            parser.write(chunk)
        parser.finalize()
    except (ParseError, ValueError):
        reader.complete = False
    except RequestEntityTooLarge:
        reader.close_files()
        raise
    if not reader.complete:
        reader.close_files()
        return Form()
    return reader.form


def _held(chunks: Iterable[bytes], limits: Limits) -> Iterator[bytes]:
    """Refuse what does not fit into memory piece by piece, as Werkzeug reads it: files too."""
    seen = 0
    for chunk in chunks:
        seen += len(chunk)
        if limits.memory is not None and min(seen, _PIECE) > limits.memory:
            raise RequestEntityTooLarge
        yield chunk


def _with_crlf(chunks: Iterable[bytes], boundary: bytes) -> Iterator[bytes]:
    """Put CRLF around each boundary, where the parser wants it; clients also send less."""
    pattern = re.compile(
        rb"(?:\r\n|\n|\r)--%s(--|[^\S\n\r]*(?:\r\n|\n|\r(?!\n|\Z)))" % re.escape(boundary)
    )
    kept = len(boundary) + 80
    rest = b"\r\n"
    begun = False

    def until(cut: int) -> Iterator[bytes]:
        nonlocal rest, begun
        done = 0
        for match in pattern.finditer(rest):
            if match.start() >= cut:
                break
            part = rest[done : match.start()]
            if begun and _HEADERS.fullmatch(part):
                # Nothing follows the headers: their empty line is not that of the boundary.
                part += b"\r\n"
            yield part + b"\r\n--" + boundary + (b"--" if match[1] == b"--" else b"\r\n")
            done, begun = match.end(), True
        if done < cut:
            yield rest[done:cut]
            done, begun = cut, False
        rest = rest[done:]

    for chunk in chunks:
        rest += chunk
        yield from until(len(rest) - kept)
    yield from until(len(rest) + 1)


def _from_boundary(chunks: Iterable[bytes], boundary: bytes, limits: Limits) -> Iterator[bytes]:
    """Leave out what stands before the first part, which the parser does not take."""
    start = b""
    waiting = True
    for chunk in chunks:
        if not waiting:
            yield chunk
            continue
        start += chunk
        position = start.find(b"--" + boundary)
        if position >= 0:
            waiting = False
            yield start[position:]
        elif limits.memory is not None and len(start) > limits.memory:
            raise RequestEntityTooLarge


class _Reader:
    """Collects the parts that the parser comes across."""

    def __init__(self, limits: Limits) -> None:
        self.form = Form()
        self.complete = False
        self._limits = limits
        self._parts = 0
        self._headers: list[tuple[bytes, bytes]] = []
        self._name = b""
        self._value = b""
        self._text: bytearray | None = None
        self._file: IO[bytes] | None = None
        self._opened: list[IO[bytes]] = []

    def close_files(self) -> None:
        """Remove the files of a form that is not taken."""
        for file in self._opened:
            file.close()

    def callbacks(self) -> dict[str, Any]:
        """Return what the parser is to call."""
        return {
            "on_part_begin": self._begin,
            "on_header_field": self._header_name,
            "on_header_value": self._header_value,
            "on_header_end": self._header_end,
            "on_headers_finished": self._headers_finished,
            "on_part_data": self._data,
            "on_part_end": self._end,
            "on_end": self._finish,
        }

    def _begin(self) -> None:
        self._parts += 1
        if self._limits.parts is not None and self._parts > self._limits.parts:
            raise RequestEntityTooLarge
        self._headers = []

    def _header_name(self, data: bytes, start: int, end: int) -> None:
        self._name += data[start:end]

    def _header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _header_end(self) -> None:
        self._headers.append((self._name.lower(), self._value))
        self._name = self._value = b""

    def _headers_finished(self) -> None:
        values = dict(self._headers)
        if b"content-disposition" not in values:
            raise ValueError("a part has no Content-Disposition header")
        _, self._options = parse_options(values[b"content-disposition"].decode(errors="replace"))
        self._file = self._text = None
        if "filename" in self._options:
            self._file = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - closed with the request
            self._opened.append(self._file)
        else:
            self._text = bytearray()

    def _data(self, data: bytes, start: int, end: int) -> None:
        if self._text is None:
            assert self._file is not None
            self._file.write(data[start:end])
            return
        self._text += data[start:end]
        if self._limits.memory is not None and len(self._text) > self._limits.memory:
            raise RequestEntityTooLarge

    def _end(self) -> None:
        name: Any = self._options.get("name")
        if self._text is not None:
            self.form.fields.append((name, self._decoded(bytes(self._text))))
        else:
            assert self._file is not None
            self._file.seek(0)
            file = FileStorage(
                self._file,
                self._options["filename"],
                name,
                headers=ResponseHeaders(raw=self._headers),
            )
            self.form.files.append((name, file))

    def _decoded(self, text: bytes) -> str:
        content_type = dict(self._headers).get(b"content-type", b"").decode("latin-1")
        _, options = parse_options(content_type)
        charset = options.get("charset", "utf-8").lower()
        return text.decode(charset if charset in _CHARSETS else "utf-8", "replace")

    def _finish(self) -> None:
        self.complete = True


def is_boundary(text: str) -> bool:
    """Tell whether a multipart boundary is valid."""
    return bool(text) and re.search(r"[^\x20-\x7e]", text) is None
