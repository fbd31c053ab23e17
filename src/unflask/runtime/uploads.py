"""Files that clients send in forms."""

from __future__ import annotations

import os
import re
import shutil
from io import BytesIO
from typing import IO, TYPE_CHECKING, Any, cast
from unicodedata import normalize

from starlette.datastructures import Headers
from starlette.datastructures import UploadFile as AsyncUploadFile

from .header_values import parse_options
from .response_headers import ResponseHeaders

if TYPE_CHECKING:
    from collections.abc import Iterator


class FileStorage:
    """A file from a form, with its name there and the methods of an open file."""

    def __init__(
        self,
        stream: IO[bytes] | None = None,
        filename: str | None = None,
        name: str | None = None,
        content_type: str | None = None,
        content_length: int | None = None,
        headers: Headers | None = None,
    ) -> None:
        self.stream: Any = BytesIO() if stream is None else stream
        self.filename = filename
        self.name = name
        given = {"Content-Type": content_type, "Content-Length": content_length}
        named = {key: str(value) for key, value in given.items() if value is not None}
        self.headers = ResponseHeaders(headers or {})
        self.headers.update(named)

    @property
    def content_type(self) -> str | None:
        """The type that the client gave, with its parameters."""
        return cast("str | None", self.headers.get("content-type"))

    @property
    def mimetype(self) -> str:
        """The type without its parameters, in lower case."""
        return (self.content_type or "").partition(";")[0].strip().lower()

    @property
    def mimetype_params(self) -> dict[str, str]:
        """The parameters of the type."""
        return parse_options(self.content_type)[1]

    @property
    def content_length(self) -> int:
        """The length that the client gave, or 0."""
        text = self.headers.get("content-length", "")
        return int(text) if text.isdigit() else 0

    def save(
        self, destination: str | os.PathLike[str] | IO[bytes], buffer_size: int = 16384
    ) -> None:
        """Write the rest of the file to a path or to a file open for writing bytes."""
        if isinstance(destination, str | os.PathLike):
            with open(destination, "wb") as file:
                shutil.copyfileobj(self.stream, file, buffer_size)
        else:
            shutil.copyfileobj(self.stream, destination, buffer_size)

    def close(self) -> None:
        """Close the file; a temporary one is removed."""
        self.stream.close()

    def as_async(self) -> AsyncUploadFile:
        """Return the same file with coroutines as methods, as ``UploadFile`` parameters have it."""
        size = self.stream.seek(0, os.SEEK_END)
        self.stream.seek(0)
        return AsyncUploadFile(self.stream, size=size, filename=self.filename, headers=self.headers)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.stream)

    def __bool__(self) -> bool:
        return bool(self.filename)

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {self.filename!r} ({self.content_type!r})>"


def secure_filename(filename: str) -> str:
    """Return a name that is safe to use in a folder; it may be empty."""
    name = normalize("NFKD", filename).encode("ascii", "ignore").decode("ascii")
    for separator in filter(None, (os.path.sep, os.path.altsep)):
        name = name.replace(separator, " ")
    name = re.sub(r"[^A-Za-z0-9_.-]", "", "_".join(name.split())).strip("._")
    if os.name == "nt" and re.fullmatch(r"(?i)(con|prn|aux|nul|(com|lpt)\d)(\..*)?", name):
        return f"_{name}"
    return name
