"""The event loop behind the test client.

The loop runs in a thread of its own; the thread that makes a request waits for the answer and,
while it waits, runs the application's plain functions itself. So views and hooks see the thread
they saw under Flask's client: thread-local registries, SQLite connections and patches hold.
"""

from __future__ import annotations

import asyncio
import contextvars
import os
import threading
from collections.abc import Awaitable, Callable, Coroutine
from functools import partial
from queue import SimpleQueue
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

import anyio
import anyio.lowlevel
import anyio.to_thread

from . import threads
from .threads import RequestThread

T = TypeVar("T")
App = Callable[[Any, Any, Any], Awaitable[None]]

_worker_run_sync = anyio.to_thread.run_sync
_thread_run = RequestThread.run


class Call:
    """One call into the loop, and the thread that waits for it."""

    def __init__(self) -> None:
        self._jobs: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._lock = threading.Lock()
        self._taken = False
        self.result: Any = None
        self.error: BaseException | None = None

    def claim(self) -> bool:
        """Take the waiting thread for one job, unless it is at work or gone."""
        with self._lock:
            if self._taken:
                return False
            self._taken = True
            return True

    def finish(self) -> None:
        """Let the waiting thread go once it has done the job it may have."""
        self.claim()
        self._jobs.put(None)

    def serve(self) -> None:
        """Run jobs in the calling thread until the call is finished."""
        while (job := self._jobs.get()) is not None:
            job()

    async def perform(
        self, func: Callable[[], T], context: contextvars.Context, *, shield: bool = True
    ) -> T:
        """Run a function in the waiting thread, which `claim` has taken."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()

        def job() -> None:
            result: Any = None
            error: BaseException | None = None
            try:
                result = context.run(func)
            except StopIteration as exc:
                error = RuntimeError("function raised StopIteration")
                error.__cause__ = exc
            except BaseException as exc:  # noqa: BLE001 (raised again where it is waited for)
                error = exc
            with self._lock:
                self._taken = False
            loop.call_soon_threadsafe(_settle, future, result, error)

        self._jobs.put(job)
        with anyio.CancelScope(shield=shield):
            await future
        return future.result()


_CALL: contextvars.ContextVar[Call | None] = contextvars.ContextVar("test_call", default=None)


def _settle(future: asyncio.Future[Any], result: Any, error: BaseException | None) -> None:
    if future.cancelled():
        return
    if error is not None:
        future.set_exception(error)
    else:
        future.set_result(result)


async def _run_sync(
    func: Callable[..., T], *args: Any, abandon_on_cancel: bool = False, **options: Any
) -> T:
    """Stand in for `anyio.to_thread.run_sync` in calls made by the test client."""
    call = _CALL.get()
    await anyio.lowlevel.checkpoint()
    if call is not None and call.claim():
        context = contextvars.copy_context()
        return await call.perform(partial(func, *args), context, shield=not abandon_on_cancel)
    return await _worker_run_sync(func, *args, abandon_on_cancel=abandon_on_cancel, **options)


async def _run_for_request(
    thread: RequestThread, function: Callable[..., T], *args: Any, **kwargs: Any
) -> T:
    """Stand in for `RequestThread.run` in calls made by the test client."""
    call = _CALL.get()
    if call is None or not call.claim():
        return await _thread_run(thread, function, *args, **kwargs)
    context = contextvars.copy_context()
    try:
        return await call.perform(partial(function, *args, **kwargs), context)
    finally:
        threads._adopt(context)


class TestLoop(asyncio.SelectorEventLoop):
    """A loop on which WSGI applications run in the thread of the test, too."""

    __test__ = False

    def run_in_executor(  # type: ignore[override]
        self, executor: Any, func: Callable[..., T], *args: Any
    ) -> asyncio.Future[T]:
        """Run a function in a thread of the executor, or in the one that waits for the answer."""
        call = _CALL.get()
        is_wsgi = getattr(executor, "_thread_name_prefix", "") == "WSGI"
        if call is None or not is_wsgi or not call.claim():
            return super().run_in_executor(executor, func, *args)
        return self.create_task(call.perform(partial(func, *args), contextvars.copy_context()))


class QuietThread(threading.Thread):
    """A thread that nobody waits for: tests which join all others mean those of the application."""

    def join(self, timeout: float | None = None) -> None:
        """Return at once."""


class Portal:
    """The loop, its thread, and the lifespans that are open on it."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._pid = 0
        self._tasks: set[asyncio.Task[None]] = set()
        self._lifespans: WeakKeyDictionary[Any, Lifespan] = WeakKeyDictionary()

    def run(self, function: Callable[..., Coroutine[Any, Any, T]], *args: Any) -> T:
        """Run a coroutine function on the loop and wait; its error is raised here."""
        loop = self._started()
        if threading.current_thread() is self._thread:
            raise RuntimeError(
                "The test client cannot be used inside an async function of the app."
            )
        call = Call()
        context = contextvars.copy_context()
        context.run(_CALL.set, call)

        async def main() -> None:
            try:
                call.result = await function(*args)
            except BaseException as exc:  # noqa: BLE001 (raised again by the caller)
                call.error = exc
            finally:
                call.finish()

        def start() -> None:
            task = loop.create_task(main(), context=context)
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

        loop.call_soon_threadsafe(start)
        call.serve()
        if call.error is not None:
            try:
                raise call.error
            finally:
                call.error = None
        result: T = call.result
        return result

    def lifespan_state(self, app: Any) -> dict[str, Any]:
        """Start the application's lifespan the first time and return its state."""
        if not _has_lifespan(app):
            return {}
        with self._lock:
            lifespan = self._lifespans.get(app)
            if lifespan is None:
                lifespan = Lifespan(app)
                self.run(lifespan.start)
                self._lifespans[app] = lifespan
                if len(self._lifespans) == 1:
                    QuietThread(target=self._close_at_exit, name="lifespans").start()
        return lifespan.state

    def _started(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self._loop is None or self._loop.is_closed() or self._pid != os.getpid():
                anyio.to_thread.run_sync = _run_sync  # type: ignore[assignment]
                RequestThread.run = _run_for_request  # type: ignore[assignment,method-assign]
                self._loop = TestLoop()
                self._pid = os.getpid()
                self._thread = QuietThread(
                    target=self._loop.run_forever, name="test-loop", daemon=True
                )
                self._thread.start()
            return self._loop

    def _close_at_exit(self) -> None:
        """Close lifespans when the main thread ends, before other threads are waited for."""
        threading.main_thread().join()
        for lifespan in list(self._lifespans.values()):
            self.run(lifespan.stop)


class Lifespan:
    """The lifespan of one application: entered at the first request, left when Python exits."""

    def __init__(self, app: App) -> None:
        self._app = app
        self.state: dict[str, Any] = {}

    async def start(self) -> None:
        """Send the startup event and wait for it; raises what the application raised."""
        self._begun = asyncio.Event()
        self._over = asyncio.Event()
        self._messages = 0
        self._failures: list[str] = []
        scope = {"type": "lifespan", "asgi": {"version": "3.0"}, "state": self.state}

        async def main() -> None:
            try:
                await self._app(scope, self._receive, self._send)
            finally:
                self._begun.set()

        self._task = asyncio.create_task(main())
        await self._begun.wait()
        if self._failures or self._task.done():
            await self._task
            raise RuntimeError("".join(self._failures) or "The lifespan ended too early.")

    async def stop(self) -> None:
        """Send the shutdown event and wait for the end."""
        self._over.set()
        await self._task

    async def _receive(self) -> dict[str, Any]:
        self._messages += 1
        if self._messages == 1:
            return {"type": "lifespan.startup"}
        await self._over.wait()
        return {"type": "lifespan.shutdown"}

    async def _send(self, message: Any) -> None:
        if message["type"] == "lifespan.startup.failed":
            self._failures.append(message.get("message", ""))
        self._begun.set()


def _has_lifespan(app: Any) -> bool:
    """Say whether there is anything to run: an application left at the default is not kept alive."""
    handler = getattr(getattr(app, "router", None), "lifespan_context", None)
    return handler is not None and type(handler).__name__ != "_DefaultLifespan"


portal = Portal()
