"""The body of a request, read once before the app runs and kept for every reader."""

from __future__ import annotations

from io import RawIOBase
from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING

from starlette.datastructures import Headers

from .errors import BadRequest, HTTPError, RequestEntityTooLarge

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from starlette.types import Message, Receive, Scope

BODY = "migrated.body"
"""The key of a request's body in its scope."""

_IN_MEMORY = 1024 * 1024
_CHUNK = 64 * 1024


class Body:
    """What a client sent; larger bodies are kept in a temporary file.

    ``error`` is what reading raises: a body that is too large or broken off does not disturb an
    app that never reads it.
    """

    def __init__(self) -> None:
        self.file: IO[bytes] = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - closed by `close`
        self.size = 0
        self.error: HTTPError | None = None

    async def load(self, receive: Receive, limit: int | None) -> None:
        """Read the whole body, unless it grows larger than ``limit`` bytes."""
        more = True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                self.error = BadRequest()
                return
            chunk = message.get("body", b"")
            self.size += len(chunk)
            if limit is not None and self.size > limit:
                self.error = RequestEntityTooLarge()
                return
            self.file.write(chunk)
            more = message.get("more_body", False)

    def open(self) -> BodyFile:
        """Return a file that reads the body from its start; raises ``error`` if there is one."""
        if self.error is not None:
            raise self.error
        return BodyFile(self.file)

    def read(self) -> bytes:
        """Return the whole body; raises ``error`` if there is one."""
        return self.open().readall()

    def replay(self, receive: Receive) -> Receive:
        """Return a channel that gives the body again, and then what ``receive`` gives."""
        sent = 0

        async def again() -> Message:
            nonlocal sent
            if sent > self.size or self.error is not None:
                return await receive()
            self.file.seek(sent)
            chunk = self.file.read(_CHUNK)
            sent += len(chunk)
            more = sent < self.size
            if not more:
                sent = self.size + 1
            return {"type": "http.request", "body": chunk, "more_body": more}

        return again

    def close(self) -> None:
        """Remove the temporary file, if there was one."""
        self.file.close()


class BodyFile(RawIOBase):
    """A file that reads a body from its start, wherever other readers of it are."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._at = 0

    def readable(self) -> bool:
        """Return True."""
        return True

    def tell(self) -> int:
        """Return how many bytes were read."""
        return self._at

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer with what comes next; return how many bytes that were."""
        chunk = self._take(len(buffer))
        buffer[: len(chunk)] = chunk
        return len(chunk)

    def readall(self) -> bytes:
        """Return all that was not read yet."""
        return self._take()

    def chunks(self) -> Iterator[bytes]:
        """Yield all that was not read yet, a piece at a time."""
        while chunk := self._take(_CHUNK):
            yield chunk

    def _take(self, size: int = -1) -> bytes:
        self._file.seek(self._at)
        taken = self._file.read(size)
        self._at += len(taken)
        return taken


async def load_body(scope: Scope, receive: Receive, limit: int | None) -> Body:
    """Return the body of a request, which is empty when the request announces none.

    A body that announces more than ``limit`` bytes is not read at all.
    """
    body = Body()
    headers = Headers(scope=scope)
    length = headers.get("content-length", "")
    if length.isdigit():
        if limit is not None and int(length) > limit:
            body.error = RequestEntityTooLarge()
        elif int(length):
            await body.load(receive, limit)
    elif "transfer-encoding" in headers or scope.get("http_version", "1.1").startswith(("2", "3")):
        await body.load(receive, limit)
    return body
