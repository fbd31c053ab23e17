"""One request to a Flask application and to its counterpart, and the comparison of the answers."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import httpx

if TYPE_CHECKING:
    import flask

    from unflask.runtime.application import Application

# The server adds the date; cookies and `Vary` are compared like all other headers.
_IGNORED = {"date", "server"}


@dataclass
class Sides:
    """A Flask application and an ASGI one that has to answer alike."""

    flask: flask.Flask
    app: Application
    root: str = ""

    def configure(self, **settings: Any) -> None:
        """Change settings on both sides."""
        self.flask.config.update(settings)
        self.app.config.update(settings)

    def ours(self, method: str, path: str, **how: Any) -> httpx.Response:
        """The answer of the ASGI application."""

        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(
                self.app, raise_app_exceptions=False, root_path=self.root
            )
            async with (
                httpx.AsyncClient(
                    transport=transport, base_url="http://localhost", headers={"User-Agent": "t"}
                ) as client,
                client.stream(method, path, **how) as answer,
            ):
                # As it was sent: `d.tar.gz` is not unpacked.
                answer._content = b"".join([part async for part in answer.aiter_raw()])
                return answer

        return asyncio.run(ask())

    def theirs(self, method: str, path: str, **how: Any) -> httpx.Response:
        """The answer of the Flask application."""

        def serve(environ: Any, start_response: Any) -> Any:
            # WSGI wants each byte of the path as a character, httpx gives text.
            environ["PATH_INFO"] = environ["PATH_INFO"].encode().decode("latin-1")
            return self.flask(environ, start_response)

        transport = httpx.WSGITransport(serve, raise_app_exceptions=False)
        with (
            httpx.Client(
                transport=transport, base_url="http://localhost", headers={"User-Agent": "t"}
            ) as client,
            client.stream(method, path, **how) as answer,
        ):
            answer._content = b"".join(answer.iter_raw())
            return answer

    def check(self, method: str, path: str, *, at_once: bool = False, **how: Any) -> httpx.Response:
        """Both answers have to be the same; gives ours.

        With `at_once` they may tell the time: both are asked anew if it is not the same second for them.
        """
        while True:
            second = int(time.time())
            ours, theirs = self.ours(method, path, **how), self.theirs(method, path, **how)
            if not at_once or second == int(time.time()):
                break
        assert seen(ours) == seen(theirs), f"{seen(ours)}\n{seen(theirs)}"
        return ours


def sides_of(theirs: flask.Flask, ours: Application) -> Sides:
    """Both applications, with errors answered rather than raised."""
    return Sides(theirs, ours)


def seen(response: httpx.Response) -> tuple[int, list[tuple[str, str]], bytes]:
    """What a client sees of an answer."""
    headers = []
    for name, value in response.headers.multi_items():
        if name not in _IGNORED:
            parts = sorted(value.split(", ")) if name == "allow" else [value]
            headers.append((name, ", ".join(parts)))
    return response.status_code, sorted(headers), response.content
