"""Bodies that are made while they are sent."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING, Any

from unflask.runtime.application import Application
from unflask.runtime.context import g
from unflask.runtime.responses import Response

if TYPE_CHECKING:
    from collections.abc import Iterator

_SCOPE: dict[str, Any] = {
    "type": "http", "http_version": "1.1", "method": "GET", "path": "/", "raw_path": b"/",
    "query_string": b"", "headers": [], "scheme": "http", "server": ("localhost", 80),
}  # fmt: skip


def ask(app: Application, pieces_until_gone: int | None = None) -> list[dict[str, Any]]:
    """Return what an app sends to a client that goes after so many pieces, or stays."""
    sent: list[dict[str, Any]] = []

    async def run() -> None:
        gone = asyncio.Event()

        async def receive() -> dict[str, Any]:
            await gone.wait()
            return {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            sent.append(message)
            if len(sent) - 1 == pieces_until_gone:
                gone.set()
                await asyncio.sleep(0.05)

        await app({**_SCOPE}, receive, send)

    asyncio.run(run())
    return sent


def test_an_endless_body_ends_when_the_client_has_gone() -> None:
    app = Application("x", static_folder=None)
    closed: list[bool] = []

    @app.get("/")
    def feed() -> Response:
        def events() -> Iterator[str]:
            try:
                while True:
                    yield "data: 1\n\n"
            finally:
                closed.append(True)

        return Response(events(), mimetype="text/event-stream")

    assert len(ask(app, pieces_until_gone=3)) < 10
    assert closed == [True]


def test_pieces_are_made_in_the_thread_of_the_view() -> None:
    app = Application("x", static_folder=None)
    threads: list[int] = []

    @app.get("/")
    def view() -> Response:
        g.word = "kept"
        threads.append(threading.get_ident())

        def pieces() -> Iterator[str]:
            for _ in range(3):
                threads.append(threading.get_ident())
                yield g.word

        return Response(pieces())

    sent = ask(app)
    assert b"".join(m.get("body", b"") for m in sent) == b"keptkeptkept"
    assert len(set(threads)) == 1


def test_hooks_see_the_response_before_its_first_piece_is_made() -> None:
    app = Application("x", static_folder=None)
    order: list[str] = []

    @app.get("/")
    def view() -> Response:
        def pieces() -> Iterator[str]:
            order.append("piece")
            yield "x"

        return Response(pieces())

    @app.after_request
    def after(response: Response) -> Response:
        order.append("hook")
        return response

    ask(app)
    assert order == ["hook", "piece"]
