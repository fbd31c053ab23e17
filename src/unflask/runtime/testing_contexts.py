"""Contexts that a test opens itself, and those that a client keeps after a request."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING, Any, Self

from starlette.datastructures import Headers

from .body import BODY, Body
from .context import AppContext, Globals, app_context, current, state_of
from .dispatch import matched
from .requests import Request
from .testing_environ import Environ, scope_of
from .testing_portal import portal
from .testing_signals import appcontext_popped, appcontext_pushed, appcontext_tearing_down
from .testing_watch import run_teardown

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from contextvars import Token

    from starlette.types import Scope

    from .application import Application


def shared_context(app: Any) -> AppContext | None:
    """Return the context of the application that the test is in; requests share its `g`."""
    outer = current.get(None)
    return outer if outer is not None and outer.app is app else None


def request_from(app: Any, environ: Environ, state: dict[str, Any] | None = None) -> Request:
    """Return a request that nobody has answered, with its body at hand."""
    scope = {**scope_of(environ), "app": app, "state": {} if state is None else state}
    scope[BODY] = kept_body(environ["wsgi.input"].getvalue())

    async def receive() -> dict[str, Any]:
        return {"type": "http.disconnect"}

    request: Request = app.request_class.begin(scope, receive)
    return request


def kept_body(content: bytes) -> Body:
    """Return a body in memory, which nobody has to close."""
    body = Body()
    body.close()
    body.file = io.BytesIO(content)
    body.size = len(content)
    return body


class AppBlock:
    """The context of an application: to enter by `with` or `push`, to leave by `pop`."""

    def __init__(self, app: Application) -> None:
        self.app = app
        self._entered: list[tuple[AppContext, AbstractContextManager[AppContext]]] = []

    @property
    def g(self) -> Globals:
        """What is kept in the context."""
        return self._entered[-1][0].g

    def push(self) -> None:
        """Make the context active."""
        block = app_context(self.app)
        self._entered.append((block.__enter__(), block))
        appcontext_pushed.send(self.app)

    def pop(self, error: BaseException | None = None) -> None:
        """Run the teardown functions and leave the context."""
        _, block = self._entered.pop()
        try:
            if error is None:
                block.__exit__(None, None, None)
            else:
                block.__exit__(type(error), error, error.__traceback__)
        finally:
            appcontext_tearing_down.send(self.app, exc=error)
            appcontext_popped.send(self.app)

    def __enter__(self) -> Self:
        self.push()
        return self

    def __exit__(self, kind: object, error: BaseException | None, traceback: object) -> None:
        self.pop(error)


class Kept:
    """A context that is active in the test until it is left."""

    def __init__(self) -> None:
        self._entered: list[tuple[AppContext, Token[AppContext], bool]] = []

    def push(self, context: AppContext, *, shared: bool) -> None:
        """Make a context active; `shared` says that the test's own one lives on after it."""
        self._entered.append((context, current.set(context), shared))

    def pop(self, error: BaseException | None = None) -> None:
        """Run the teardown functions and leave the context, if there is one."""
        if not self._entered:
            return
        context, token, shared = self._entered.pop()
        context.error = sys.exc_info()[1] if error is None else error
        try:
            portal.run(lambda: run_teardown(context, shared=shared))
        finally:
            current.reset(token)


class RequestContext:
    """The context of a request that is not answered; hooks before requests do not run."""

    def __init__(self, app: Application, environ: Environ) -> None:
        self.app = app
        self.request = request_from(app, environ)
        self._kept = Kept()

    @property
    def g(self) -> Globals:
        """What is kept in the context."""
        return self.request.state

    @property
    def session(self) -> Any:
        """The session of the request."""
        return self.request.session

    def push(self) -> None:
        """Make the context active, open the session and find the view."""
        outer = shared_context(self.app)
        scope = self.request.scope
        if outer is not None:
            scope["state"] = state_of(outer.g)
            self.request = self.app.request_class.begin(scope, self.request.receive)
        context = AppContext(self.app, self.request, self.request.state)
        context.outer = outer and (outer.outer or outer)
        self._kept.push(context, shared=outer is not None)
        if outer is None:
            appcontext_pushed.send(self.app)
        _open_session(self.app, scope)
        matched(self.app, scope, self.request.receive)

    def pop(self, error: BaseException | None = None) -> None:
        """Run the teardown functions and leave the context."""
        self._kept.pop(error)

    def __enter__(self) -> Self:
        self.push()
        return self

    def __exit__(self, kind: object, error: BaseException | None, traceback: object) -> None:
        self.pop(error)


def _open_session(app: Application, scope: Scope) -> None:
    try:
        from .session import open_session
    except ImportError:
        # The application has no sessions, and so no module for them.
        return
    if hasattr(app, "session_interface"):  # only with: session_interface
        from .session_interface import opened

        scope.setdefault("session", opened(app, Request.of_scope(scope)))
    if "session" not in scope:
        scope["session"] = open_session(app.config, Headers(scope=scope))
