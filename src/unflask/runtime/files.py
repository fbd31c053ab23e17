"""Open files and what their names say about them."""
# Paths stay text: entity tags are made of the path as it was written.

from __future__ import annotations

import io
import mimetypes
import os
import re
import unicodedata
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, TypeAlias, cast
from urllib.parse import quote
from zlib import adler32

if TYPE_CHECKING:
    from collections.abc import Iterator

Path: TypeAlias = "str | os.PathLike[str]"

_CHUNK = 64 * 1024
_TOKEN = re.compile(r"[\w!#$%&'*+\-.^`|~]+", re.ASCII)


@dataclass(eq=False)
class OpenFile:
    """A file opened for reading, of which `length` bytes from `start` on are still to be sent.

    `size` is unknown for most objects that are not on disk, `path` and `changed` for all of them.
    """

    stream: IO[bytes]
    path: str | None = None
    size: int | None = None
    changed: float | None = None
    length: int | None = None

    @property
    def etag(self) -> str | None:
        """A tag of path, size and time; None for what is not on disk."""
        if self.path is None:
            return None
        return f"{self.changed}-{self.size}-{adler32(self.path.encode())}"

    def limit(self, start: int, end: int) -> None:
        """Send only the bytes from `start` up to `end`."""
        if self.stream.seekable():
            self.stream.seek(start)
        else:
            self.stream.read(start)
        self.length = end - start

    def close(self) -> None:
        """Close the file; what is left of it is not sent."""
        self.stream.close()
        self.length = 0

    def __iter__(self) -> Iterator[bytes]:
        try:
            while chunk := self._chunk():
                yield chunk
        finally:
            self.close()

    def _chunk(self) -> bytes:
        if self.length is None:
            return self.stream.read(_CHUNK)
        if self.length <= 0:
            return b""
        chunk = self.stream.read(min(_CHUNK, self.length))
        self.length -= len(chunk)
        return chunk


def open_file(path_or_file: Path | IO[bytes], root: str) -> OpenFile:
    """Open a path, relative to `root`, or take over an object that is open for reading bytes."""
    if isinstance(path_or_file, str | os.PathLike):
        path = os.path.join(root, path_or_file)
        stat = os.stat(path)
        return OpenFile(open(path, "rb"), path, stat.st_size, stat.st_mtime)
    if isinstance(path_or_file, io.BytesIO):
        return OpenFile(path_or_file, size=path_or_file.getbuffer().nbytes)
    if isinstance(cast("object", path_or_file), io.TextIOBase):
        raise ValueError("Files must be opened in binary mode or use BytesIO.")  # noqa: TRY004
    return OpenFile(path_or_file)


@dataclass(frozen=True)
class Description:
    """What a file is and how it is called."""

    mimetype: str
    headers: dict[str, str]


def describe(
    path: Path | None, mimetype: str | None, as_attachment: bool, download_name: str | None
) -> Description:
    """What a file's name says about it. Raises TypeError when a name is needed and there is none."""
    name = download_name
    if name is None and path is not None:
        name = os.path.basename(path)
    headers = {}
    if mimetype is None:
        mimetype, encoding = _guessed(name)
        # Browsers would unpack an attachment that has an encoding.
        if encoding is not None and not as_attachment:
            headers["Content-Encoding"] = encoding
    if name is not None:
        headers["Content-Disposition"] = _disposition(name, as_attachment)
    elif as_attachment:
        raise TypeError(
            "No name provided for attachment. Either set 'download_name' or pass a path instead of"
            " a file."
        )
    return Description(mimetype, headers)


def _guessed(name: str | None) -> tuple[str, str | None]:
    if name is None:
        raise TypeError(
            "Unable to detect the MIME type because a file name is not available. Either set"
            " 'download_name', pass a path instead of a file, or set 'mimetype'."
        )
    mimetype, encoding = mimetypes.guess_type(name)
    return mimetype or "application/octet-stream", encoding


def _disposition(name: str, as_attachment: bool) -> str:
    kind = "attachment" if as_attachment else "inline"
    if name.isascii():
        return f"{kind}; filename={_token(name)}"
    simple = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
    full = quote(name, safe="!#$&+-.^_`|~")
    return f"{kind}; filename={_token(simple)}; filename*=UTF-8''{full}"


def _token(text: str) -> str:
    if _TOKEN.fullmatch(text):
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
