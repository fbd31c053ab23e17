"""What a test learns of a request while it is answered: its context, and the signals."""

from __future__ import annotations

from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from . import cycle, signals
from .dispatch import hook_tables
from .testing_headers import spelled
from .testing_response import TestResponse
from .testing_signals import (
    appcontext_popped,
    appcontext_pushed,
    appcontext_tearing_down,
    got_request_exception,
    request_finished,
    request_started,
    request_tearing_down,
)

if TYPE_CHECKING:
    from starlette.types import Message, Send

    from .context import AppContext


class Watch:
    """One request of a test client; `outer` is the test's own app context, if it lives in one."""

    def __init__(self, outer: AppContext | None = None) -> None:
        self.outer = outer
        self.context: AppContext | None = None

    @property
    def shared(self) -> bool:
        """Whether the context outlives the request."""
        return self.outer is not None


watch: ContextVar[Watch | None] = ContextVar("watch", default=None)


class WatchedEnding(cycle._Ending):
    """Stands in for the end of requests in a test: keeps the context and sends the signals."""

    def __init__(self, context: AppContext, send: Send) -> None:
        super().__init__(context, send)
        self._watch = watch.get() or Watch()
        self._watch.context = context
        context.outer = self._watch.outer
        self._told: BaseException | None = None
        if context.request is not None:
            if not self._watch.shared:
                appcontext_pushed.send(context.app)
            request_started.send(context.app)

    async def send(self, message: Message) -> None:
        """Send a message of the answer."""
        if message["type"] == "http.response.start":
            self._tell_error()
            headers = spelled(message.get("headers", ()))
            answer = TestResponse(message["status"], headers, b"", self._context.request)
            request_finished.send(self._context.app, response=answer)
        await super().send(message)

    async def teardown(self) -> None:
        """Run the teardown functions."""
        if not self._done:
            self._done = True
            self._tell_error()
            await run_teardown(self._context, shared=self._watch.shared)

    def _tell_error(self) -> None:
        error = self._context.error
        if error is not None and error is not self._told:
            self._told = error
            got_request_exception.send(self._context.app, exception=error)


async def run_teardown(context: AppContext, *, shared: bool) -> None:
    """Run the functions for the end of a request, and those of the context unless it lives on."""
    app: Any = context.app
    error = context.error
    for table in reversed(hook_tables(app, context.request)):
        for hook in reversed(table.teardown):
            await hook(context.request, error)
    request_tearing_down.send(app, exc=error)
    signals.request_tearing_down.send(app, exc=error)  # only with: sent request_tearing_down
    if shared:
        return
    for hook in reversed(app.appcontext_teardown):
        await hook(context.request, error)
    appcontext_tearing_down.send(app, exc=error)
    appcontext_popped.send(app)
    send = signals.appcontext_tearing_down.send  # only with: sent appcontext_tearing_down
    send(app, exc=error)  # only with: sent appcontext_tearing_down
    signals.appcontext_popped.send(app)  # only with: sent appcontext_popped
