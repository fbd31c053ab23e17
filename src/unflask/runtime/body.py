"""The body of a request, read once before the app runs and kept for every reader."""

from __future__ import annotations

from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING

from starlette.datastructures import Headers

from .errors import BadRequest, HTTPError, RequestEntityTooLarge

if TYPE_CHECKING:
    from collections.abc import Iterator

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

    def chunks(self) -> Iterator[bytes]:
        """Yield the body from its start; raises ``error`` if there is one."""
        if self.error is not None:
            raise self.error
        self.file.seek(0)
        while chunk := self.file.read(_CHUNK):
            yield chunk

    def read(self) -> bytes:
        """Return the whole body; raises ``error`` if there is one."""
        return b"".join(self.chunks())

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
