"""Waiting in a worker thread for a coroutine, for functions that have to stay ``def``."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, TypeVar

from .context import current

if TYPE_CHECKING:
    from collections.abc import Coroutine

R = TypeVar("R")


def wait_for(coroutine: Coroutine[Any, Any, R]) -> R:
    """Return what a coroutine returns, run by the event loop that serves the current request.

    For functions that run in a thread of their own; outside of requests it runs in a new loop.
    RuntimeError on the event loop itself, which would wait for itself.
    """
    context = current.get(None)
    loop = context.loop if context is not None else None
    if loop is None or not loop.is_running():
        return asyncio.run(coroutine)
    if _running() is loop:
        coroutine.close()
        raise RuntimeError("wait_for() was called on the event loop; await the coroutine there.")
    return asyncio.run_coroutine_threadsafe(coroutine, loop).result()


def _running() -> asyncio.AbstractEventLoop | None:
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None
