"""Calling functions of the app, blocking or not, with the request if they ask for it."""

from __future__ import annotations

import inspect
from functools import partial
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool

from .context import current

if TYPE_CHECKING:
    from collections.abc import Callable

    from blinker import Signal

    from .application import Application


class Hook:
    """A function that is called around requests: with ``arguments`` values, or the request first.

    Which of the two is decided by how many positional parameters it cannot do without.
    """

    def __init__(self, function: Callable[..., Any], arguments: int) -> None:
        self.function = function
        self.blocking = not is_async(function)
        self.takes_request = required_parameters(function) > arguments

    def bound(self, request: Any, *values: Any) -> Callable[[], Any]:
        """Return the call with ``values``, and with the request where it is asked for."""
        return partial(self.function, *((request,) if self.takes_request else ()), *values)

    async def __call__(self, request: Any, *values: Any) -> Any:
        """Call the function, in the thread of the request if it may block."""
        call = self.bound(request, *values)
        result = await run_blocking(call) if self.blocking else call()
        return await result if inspect.isawaitable(result) else result


async def run_blocking(function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """Call a function that may block, in the thread of the current request."""
    context = current.get(None)
    if context is None:
        return await run_in_threadpool(function, *args, **kwargs)
    return await context.thread.run(function, *args, **kwargs)


async def tell(signal: Signal, app: Application, **values: Any) -> None:
    """Send a signal of the application, in the thread of the current request if anybody listens."""
    if signal.receivers:
        await run_blocking(signal.send, app, **values)


def is_async(function: Callable[..., Any]) -> bool:
    """Tell whether calling ``function`` gives a coroutine."""
    while isinstance(function, partial):
        function = function.func
    return inspect.iscoroutinefunction(function) or inspect.iscoroutinefunction(
        getattr(function, "__call__", None)  # noqa: B004 - its kind is asked for, not its presence
    )


def required_parameters(function: Callable[..., Any]) -> int:
    """Return how many positional parameters ``function`` cannot do without."""
    try:
        parameters = inspect.signature(function).parameters.values()
    except ValueError:
        return 0
    positional = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    return sum(p.kind in positional and p.default is p.empty for p in parameters)
