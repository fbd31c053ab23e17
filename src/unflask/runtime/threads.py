"""Blocking functions of one request, run one after the other in one thread of its own.

What such functions keep in a ``threading.local``, an SQLite connection or a context variable is
there for the next one of the same request: hooks, view, error handlers and teardown.
"""

from __future__ import annotations

import asyncio
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from contextvars import Context, copy_context
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from anyio import CapacityLimiter
from anyio.lowlevel import RunVar

if TYPE_CHECKING:
    from collections.abc import Callable

R = TypeVar("R")

MAX_THREADS = 40
"""How many requests may run blocking code at the same time; read when the first one does."""

_idle: deque[ThreadPoolExecutor] = deque()
_limiters: RunVar[CapacityLimiter] = RunVar("request_threads")
_UNSET: Any = object()


class RequestThread:
    """The thread of one request, taken when it is first needed."""

    def __init__(self) -> None:
        self._executor: ThreadPoolExecutor | None = None

    async def run(self, function: Callable[..., R], *args: Any, **kwargs: Any) -> R:
        """Call a blocking function; context variables that it sets stay set."""
        if self._executor is None:
            await _limiter().acquire_on_behalf_of(self)
            self._executor = _idle.pop() if _idle else ThreadPoolExecutor(1, "request")
        context = copy_context()
        call = partial(context.run, _without_stop, function, *args, **kwargs)
        try:
            return await asyncio.get_running_loop().run_in_executor(self._executor, call)
        finally:
            _adopt(context)

    def release(self) -> None:
        """Give the thread back for other requests."""
        if self._executor is not None:
            _idle.append(self._executor)
            self._executor = None
            _limiter().release_on_behalf_of(self)


def _limiter() -> CapacityLimiter:
    try:
        return _limiters.get()
    except LookupError:
        limiter = CapacityLimiter(MAX_THREADS)
        _limiters.set(limiter)
        return limiter


def _adopt(context: Context) -> None:
    for variable, value in context.items():
        if variable.get(_UNSET) is not value:
            variable.set(value)


def _without_stop(function: Callable[..., R], *args: Any, **kwargs: Any) -> R:
    try:
        return function(*args, **kwargs)
    except StopIteration as error:
        # A future cannot carry a StopIteration and would wait forever.
        raise RuntimeError("a blocking function raised StopIteration") from error
