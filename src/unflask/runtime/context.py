"""What belongs to the request that is being served, wherever the code that asks runs.

One mutable ``AppContext`` is made for each request and reached through one context
variable, so hooks, views and their threads all see the same object.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar, cast

from starlette.datastructures import State

from .proxy import Proxy
from .signals import appcontext_popped, appcontext_tearing_down
from .threads import RequestThread

if TYPE_CHECKING:
    import asyncio
    from collections.abc import MutableMapping

    from .application import Application
    from .requests import Request

P = ParamSpec("P")
R = TypeVar("R")
AfterHook = TypeVar("AfterHook", bound=Callable[..., Any])

_MISSING: Any = object()
_NO_APP = (
    "Working outside of application context.\n\n"
    "The current application is needed here: use `with app_context(app):`."
)
_NO_REQUEST = (
    "Working outside of request context.\n\n"
    "An active HTTP request is needed here: pass it as an argument, or call this from a view."
)


class Globals(State):
    """Values kept for one request: ``g``, and ``request.state`` under another name."""

    def get(self, name: str, default: Any = None) -> Any:
        """Return the value of ``name``, or ``default``."""
        return self._state.get(name, default)

    def pop(self, name: str, default: Any = _MISSING) -> Any:
        """Remove ``name`` and return its value; KeyError when it is missing without a default."""
        if default is _MISSING:
            return self._state.pop(name)
        return self._state.pop(name, default)

    def setdefault(self, name: str, default: Any = None) -> Any:
        """Return the value of ``name``, set to ``default`` first when it is missing."""
        return self._state.setdefault(name, default)

    def __delattr__(self, name: str) -> None:
        try:
            del self._state[name]
        except KeyError:
            raise AttributeError(name) from None

    def __contains__(self, name: object) -> bool:
        return name in self._state


def own_globals(app: Application, state: dict[str, Any]) -> Any:
    """Return an object of the application's own class that keeps its attributes in ``state``."""
    kept = app.app_ctx_globals_class()
    if isinstance(kept, Globals):
        return Globals(state)
    for name, value in vars(kept).items():
        state.setdefault(name, value)
    kept.__dict__ = state
    return kept


def state_of(kept: Any) -> dict[str, Any]:
    """Return the dictionary that the values of a ``g`` lie in."""
    state: dict[str, Any] = vars(kept).get("_state", vars(kept))
    return state


@dataclass(eq=False)
class AppContext:
    """The application, the request (if any) and all that is kept beside them."""

    app: Application
    request: Request | None = None
    g: Globals = field(default_factory=Globals)  # only with: =g
    flashes: list[tuple[str, Any]] | None = None  # only with: =flashes
    after: list[Callable[..., Any]] = field(default_factory=list)  # only with: =after, app_context
    error: BaseException | None = None
    thread: RequestThread = field(default_factory=RequestThread)
    loop: asyncio.AbstractEventLoop | None = None  # only with: loop, =suite
    outer: AppContext | None = None  # only with: =suite

    def __post_init__(self) -> None:  # only with: app_ctx_globals_class
        self.g = own_globals(self.app, state_of(self.g))


current: ContextVar[AppContext] = ContextVar("app_context")


def current_context() -> AppContext:
    """Return the active context; RuntimeError when there is none."""
    context = current.get(None)
    if context is None:
        raise RuntimeError(_NO_APP)
    return context


def current_scope() -> AppContext:
    """Return the context that sessions of a database and the like belong to.

    That of a test goes before those of the requests that are made in it, as they share its ``g``.
    """
    context = current_context()
    if context.outer is not None:  # only with: =suite
        return context.outer
    return context


def current_request() -> Request:
    """Return the request that is being served; RuntimeError when there is none."""
    context = current.get(None)
    if context is None or context.request is None:
        raise RuntimeError(_NO_REQUEST)
    return context.request


def current_app_object() -> Application:
    """Return the application itself, not a proxy; RuntimeError when none is active."""
    return current_context().app


def has_request_context() -> bool:
    """Tell whether a request is being served here."""
    context = current.get(None)
    return context is not None and context.request is not None


def has_app_context() -> bool:
    """Tell whether an application is active here."""
    return current.get(None) is not None


@contextmanager
def app_context(app: Application) -> Iterator[AppContext]:
    """Make ``app`` the current application, with a fresh ``g``.

    A request that is being served stays reachable. The ``teardown_appcontext`` functions
    run at the end, with the error that leaves the block or None.
    """
    outer = current.get(None)
    context = AppContext(app)
    if outer is not None and outer.app is app:
        context.request = outer.request
        context.after = outer.after
    token = current.set(context)
    try:
        yield context
    except BaseException as error:
        context.error = error
        raise
    finally:
        app.run_appcontext_teardown(context.error)
        send = appcontext_tearing_down.send  # only with: sent appcontext_tearing_down
        send(app, exc=context.error)  # only with: sent appcontext_tearing_down
        appcontext_popped.send(app)  # only with: sent appcontext_popped
        current.reset(token)


def after_this_request(function: AfterHook) -> AfterHook:
    """Have ``function`` called with the response of the current request, which it may replace."""
    if not has_request_context():
        raise RuntimeError(_NO_REQUEST)
    current_context().after.append(function)
    return function


def copy_current_request_context(function: Callable[P, R]) -> Callable[P, R]:
    """Return ``function`` bound to the current request, for a thread, which has its own ``g``."""
    if not has_request_context():
        raise RuntimeError(_NO_REQUEST)
    context = current_context()

    @wraps(function)
    def bound(*args: P.args, **kwargs: P.kwargs) -> R:
        shared = has_app_context()
        token = current.set(context)
        try:
            with nullcontext() if shared else app_context(context.app):
                return function(*args, **kwargs)
        finally:
            current.reset(token)

    return bound


request = cast("Request", Proxy(current_request))
session = cast("MutableMapping[str, Any]", Proxy(lambda: current_request().session))
g = cast("Globals", Proxy(lambda: current_context().g))
current_app = cast("Application", Proxy(current_app_object))
