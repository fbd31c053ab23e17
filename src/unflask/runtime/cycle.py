"""The frame of each request: its body, its context, and what is done at its end."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from starlette.routing import Match

from .body import BODY, load_body
from .calls import tell
from .context import AppContext, current, own_globals, state_of
from .dispatch import hook_tables, matched
from .errors import InternalServerError
from .matching import Found
from .signals import appcontext_popped, appcontext_tearing_down, request_tearing_down

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from .application import Application
    from .requests import Request


class RequestContext:
    """Middleware that makes the application and the request known to all code that serves it.

    The body is read before. The teardown functions run before the client has the end of the
    response.
    """

    def __init__(self, app: ASGIApp, application: Application) -> None:
        self.app = app
        self.application = application

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] == "http":
            await self._serve(scope, receive, send)
            return
        if scope["type"] == "websocket":  # only with: websocket, =socks
            await self._serve_in(AppContext(self.application), scope, receive, send)
            return
        await self.app(scope, receive, send)

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = self.application.request_class.begin(scope, receive)
        matched(self.application, scope, receive)
        fallback = self.application.fallback  # only with: =fallback
        if fallback is not None and not await _is_served(
            self.application, scope, request
        ):  # only with: =fallback
            await fallback(scope, receive, send)
            return
        limit = self.application.setting("MAX_CONTENT_LENGTH")
        body = scope[BODY] = await load_body(scope, receive, limit)
        receive = body.replay(receive)
        request = self.application.request_class.begin(scope, receive)
        try:
            context = AppContext(self.application, request)
            context.g = request.state  # only with: =g
            kept = state_of(request.state)  # only with: app_ctx_globals_class
            context.g = own_globals(self.application, kept)  # only with: app_ctx_globals_class
            await self._serve_in(context, scope, receive, send)
        finally:
            request.close_files()  # only with: =forms, =parameters
            body.close()

    async def _serve_in(
        self, context: AppContext, scope: Scope, receive: Receive, send: Send
    ) -> None:
        context.loop = asyncio.get_running_loop()  # only with: read loop, =suite
        token = current.set(context)
        ending = _Ending(context, send)
        try:
            await self.app(scope, receive, ending.send)
        except BaseException as error:
            context.error = error
            await ending.teardown()
            await ending.fail()
            raise
        finally:
            await ending.teardown()
            context.thread.release()
            current.reset(token)


class _Ending:
    """Holds back the end of a response until the teardown functions have run.

    Its start is held back until there is something of its body: a generator may fail at once.
    """

    def __init__(self, context: AppContext, send: Send) -> None:
        self._context = context
        self._send = send
        self._start: Message | None = None
        self._done = False

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
            return
        if message["type"] == "http.response.body" and not message.get("more_body", False):
            await self.teardown()
        elif self._start is not None and not message.get("body"):
            return
        if self._start is not None:
            start, self._start = self._start, None
            await self._send(start)
        await self._send(message)

    async def fail(self) -> None:
        """Answer 500 where a body has failed of which nothing is sent; no handler sees that."""
        if self._start is not None:
            self._start = None
            response = InternalServerError().get_response()
            request = self._context.request
            assert request is not None
            await response(request.scope, request.receive, self._send)

    async def teardown(self) -> None:
        if self._done:
            return
        self._done = True
        context = self._context  # only with: =teardown, =appcontext, =ends
        if context.request is not None:  # only with: =teardown
            for table in reversed(hook_tables(context.app, context.request)):
                for hook in reversed(table.teardown):
                    await hook(context.request, context.error)
        app, error = context.app, context.error  # only with: =ends
        if context.request is not None:  # only with: sent request_tearing_down
            await tell(request_tearing_down, app, exc=error)
        for hook in reversed(context.app.appcontext_teardown):  # only with: =appcontext
            await hook(context.request, context.error)
        signal = appcontext_tearing_down  # only with: sent appcontext_tearing_down
        await tell(signal, app, exc=error)  # only with: sent appcontext_tearing_down
        await tell(appcontext_popped, app)  # only with: sent appcontext_popped


async def _is_served(app: Application, scope: Scope, request: Request) -> bool:
    """Tell whether a route of the application answers, and not what is mounted behind it."""
    if isinstance(request.match, Found):
        claims = getattr(app.fallback, "claims", None)
        return claims is None or not await claims(scope, request.match.rule)
    return any(route.matches(scope)[0] is Match.FULL for route in app.router.routes)
