"""WebSockets whose functions may block, each in a thread of its own.

A function of FastAPI's own awaits each message. Here it gets an object to send to and receive from,
as functions do that were written for threads.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from contextvars import copy_context
from functools import partial
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any

from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from .answers import answer_error, answer_server_error
from .context import current_context
from .convertors import registered
from .dispatch import answer_before, deny
from .matching import MATCH, MATCHED_FOR

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from starlette.responses import Response

    from .application import Application
    from .requests import Request
    from .routing import Router

NORMAL, TOO_BIG, NO_STATUS = 1000, 1009, 1005
"""The reasons for the end of a connection, as the protocol numbers them."""


class ConnectionClosed(RuntimeError):
    """The connection has ended: ``reason`` is the number that the client gave, or 1005."""

    def __init__(self, reason: int = NO_STATUS, message: str | None = None) -> None:
        self.reason = reason
        self.message = message
        super().__init__(f"Connection closed: {reason} {message or ''}")


class Connection:
    """An open WebSocket, for a thread: each call waits until it is done."""

    def __init__(self, websocket: WebSocket, loop: asyncio.AbstractEventLoop) -> None:
        self.connected = True
        self.subprotocol: str | None = None
        self.close_reason = NO_STATUS
        self.close_message: str | None = None
        self._websocket = websocket
        self._loop = loop
        self._received: SimpleQueue[str | bytes | None] = SimpleQueue()

    def send(self, data: Any) -> None:
        """Send bytes as they are, anything else as text; ConnectionClosed after the end."""
        if isinstance(data, bytes):
            self._do(self._websocket.send_bytes(data))
        else:
            self._do(self._websocket.send_text(str(data)))

    def receive(self, timeout: float | None = None) -> str | bytes | None:
        """Return the next message, None where there is none for ``timeout`` seconds.

        ConnectionClosed after the last one.
        """
        try:
            # What has come before the end is still there after it.
            data = self._received.get(self.connected and timeout != 0, timeout)
        except Empty:
            if self.connected:
                return None
            data = None
        if data is None:
            raise ConnectionClosed(self.close_reason, self.close_message)
        return data

    def close(self, reason: int | None = None, message: str | None = None) -> None:
        """End the connection; ConnectionClosed where it has ended before."""
        self._do(self._websocket.close(reason or NORMAL, message))
        self.connected = False

    def _do(self, work: Coroutine[Any, Any, None]) -> None:
        if not self.connected:
            work.close()
            raise ConnectionClosed(self.close_reason, self.close_message)
        with suppress(RuntimeError, WebSocketDisconnect):  # It ends meanwhile: the reader says so.
            asyncio.run_coroutine_threadsafe(work, self._loop).result()

    async def read(self, max_size: int | None) -> None:
        """Take what the client sends until the end, and note how it has come to that."""
        while True:
            message = await self._websocket.receive()
            if message["type"] == "websocket.disconnect":
                self.close_reason = message.get("code") or NO_STATUS
                self.close_message = message.get("reason")
                break
            data = message.get("text")
            data = message["bytes"] if data is None else data
            if max_size and len(data if isinstance(data, bytes) else data.encode()) > max_size:
                await self._websocket.close(TOO_BIG, "Message is too big")
                break
            self._received.put(data)
        self.end()

    def end(self) -> None:
        """Let whoever waits know that nothing comes any more."""
        self.connected = False
        self._received.put(None)


class Sock:
    """The WebSockets of an application, or of its routers."""

    def __init__(self, app: Application | None = None) -> None:
        self._app = app
        self._waiting: list[Callable[[Application], None]] = []

    def init_app(self, app: Application) -> None:
        """Serve what was declared before there was an application."""
        self._app = app
        for register in self._waiting:
            register(app)

    def route(
        self, path: str, bp: Router | None = None
    ) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        """Call the function with a ``Connection`` and the values of the path for each WebSocket."""

        def declare(function: Callable[..., Any]) -> Callable[..., Any]:
            name = function.__name__
            owner = bp or self._app
            if owner is None:
                late = f"__flask_sock.{name}"
                self._waiting.append(partial(_serve, path, function, late))
            else:
                _serve(path, function, name, owner)
            return function

        return declare


def _serve(path: str, function: Callable[..., Any], name: str, owner: Application | Router) -> None:
    async def answer(websocket: WebSocket) -> None:
        await _Handshake(websocket, function).answer()

    def no_websocket(**_values: Any) -> None:
        """Stand for the rule: it takes no request that is none of a WebSocket."""

    no_websocket.is_websocket = True  # type: ignore[attr-defined]
    owner.add_api_websocket_route(registered(path), answer, name=name)
    # By this the rule has a name, and what asks for it in another way is told so.
    owner.add_api_route(path, no_websocket, methods=["GET"], name=name, include_in_schema=False)


class _Handshake:
    """The request that a WebSocket begins with: hooks and the function see it as any other."""

    def __init__(self, websocket: WebSocket, function: Callable[..., Any]) -> None:
        self.websocket = websocket
        self.function = function
        self.context = current_context()
        self.app = self.context.app
        self.settings: dict[str, Any] = self.app.config.get("SOCK_SERVER_OPTIONS", {})

    async def answer(self) -> None:
        """Call the function, unless a hook answers in its place."""
        request = self.context.request = self._request()
        denied = await self._denied(request)  # only with: =early
        if denied is not None:  # only with: =early
            websocket = self.websocket
            await deny(denied, websocket.scope, websocket.receive, websocket.send)
            return
        connection = Connection(self.websocket, asyncio.get_running_loop())
        connection.subprotocol = self._subprotocol()
        await self.websocket.accept(connection.subprotocol)
        reader = asyncio.create_task(connection.read(self.settings.get("max_message_size")))
        try:
            await self._call(connection, request)
        finally:
            reader.cancel()
            connection.end()

    def _request(self) -> Request:
        scope = {**self.websocket.scope, "type": "http", "method": "GET"}
        scope["scheme"] = scope["scheme"].replace("ws", "http")
        request = self.app.request_class.begin(scope, self.websocket.receive)
        scope[MATCH] = self.app.url_map.match(request.path, "GET", websocket=True)
        scope[MATCHED_FOR] = (self.app, request.script_root, request.path, "GET")
        return request

    async def _denied(self, request: Request) -> Response | None:
        """Return the answer of a function before the view, or to its error."""
        try:
            return await answer_before(self.app, request)
        except Exception as error:  # noqa: BLE001 - hooks may fail in any way
            try:
                return await answer_error(self.app, request, error)
            except Exception as unhandled:  # noqa: BLE001 - handlers may, too
                self.app.log_exception(request, unhandled)
                return await answer_server_error(self.app, request, unhandled)

    def _subprotocol(self) -> str | None:
        """Return the first one that the client asks for and the settings name."""
        known = self.settings.get("subprotocols") or ()
        known = [known] if isinstance(known, str) else known
        return next((p for p in self.websocket.scope["subprotocols"] if p in known), None)

    async def _call(self, connection: Connection, request: Request) -> None:
        """Call the function in a thread; its end is that of the connection, what it returns is nothing."""
        call = partial(self.function, connection, **(request.view_args or {}))
        thread = ThreadPoolExecutor(1, "websocket")
        try:
            await asyncio.wrap_future(thread.submit(copy_context().run, call))
        except ConnectionClosed:
            pass
        except Exception as error:
            self.app.log_exception(request, error)
            raise
        finally:
            # A server that stops does not wait here: the end of the connection ends the function.
            thread.shutdown(wait=False)
        if self.websocket.application_state is WebSocketState.CONNECTED and connection.connected:
            await self.websocket.close(NORMAL)
