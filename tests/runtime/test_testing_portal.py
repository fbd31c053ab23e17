"""Plain functions run in the thread of the test, coroutines on the loop beside it."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
from contextlib import asynccontextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Annotated, Any

import anyio
import anyio.from_thread
import flask
import pytest
from a2wsgi import WSGIMiddleware
from fastapi import Depends, FastAPI
from fastapi.responses import PlainTextResponse, StreamingResponse
from starlette.background import BackgroundTask
from starlette.middleware.base import BaseHTTPMiddleware

from unflask.runtime.testing_client import Client

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

number: ContextVar[int] = ContextVar("number", default=0)


def this_thread() -> int:
    """Return which thread it is."""
    return threading.get_ident()


def test_a_plain_view_runs_in_the_thread_of_the_test() -> None:
    app = FastAPI()

    @app.get("/")
    def view(seen: Annotated[int, Depends(this_thread)]) -> list[bool]:
        return [each == ident for each in (seen, threading.get_ident())]

    ident = threading.get_ident()
    assert Client(app).get("/").json == [True, True]


def test_a_flask_view_runs_in_the_thread_of_the_test() -> None:
    flask_app = flask.Flask(__name__)

    @flask_app.get("/")
    def view() -> list[bool]:
        return [threading.get_ident() == ident]

    ident = threading.get_ident()
    assert Client(WSGIMiddleware(flask_app)).get("/").json == [True]


def test_a_plain_view_may_run_a_loop_of_its_own() -> None:
    app = FastAPI()

    @app.get("/")
    def view() -> str:
        return asyncio.run(asyncio.sleep(0, "own"))

    assert Client(app).get("/").json == "own"


def test_an_async_view_runs_on_the_loop() -> None:
    app = FastAPI()

    @app.get("/")
    async def view() -> bool:
        await asyncio.sleep(0)
        return threading.get_ident() == ident

    ident = threading.get_ident()
    assert Client(app).get("/").json is False


def test_work_side_by_side_goes_to_other_threads() -> None:
    """Two plain functions that wait for each other do not block."""
    app = FastAPI()
    barrier = threading.Barrier(2)

    @app.get("/")
    async def view() -> int:
        async with anyio.create_task_group() as group:
            group.start_soon(anyio.to_thread.run_sync, barrier.wait, 5)
            group.start_soon(anyio.to_thread.run_sync, barrier.wait, 5)
        return 2

    assert Client(app).get("/").json == 2


def test_a_request_inside_a_plain_view_is_answered() -> None:
    app = FastAPI()

    @app.get("/inner")
    def inner() -> int:
        return threading.get_ident()

    @app.get("/outer")
    def outer() -> bool:
        return bool(Client(app).get("/inner").json == threading.get_ident())

    assert Client(app).get("/outer").json is True


def test_a_request_inside_an_async_view_is_refused() -> None:
    app = FastAPI()

    @app.get("/")
    async def view() -> str:
        with pytest.raises(RuntimeError, match="async function"):
            Client(app).get("/")
        return "refused"

    assert Client(app).get("/").json == "refused"


def test_context_variables_of_the_test_are_seen() -> None:
    app = FastAPI()

    @app.get("/")
    def view() -> int:
        return number.get()

    token = number.set(7)
    try:
        assert Client(app).get("/").json == 7
    finally:
        number.reset(token)


def test_streams_and_background_tasks_are_finished() -> None:
    app = FastAPI()
    done: list[int] = []

    @app.get("/")
    def view() -> StreamingResponse:
        task = BackgroundTask(lambda: done.append(threading.get_ident()))
        return StreamingResponse(iter(["a", "b"]), background=task)

    assert Client(app).get("/").data == b"ab"
    assert done == [threading.get_ident()]


def test_middleware_of_starlettes_base_class_works() -> None:
    app = FastAPI()

    async def pass_on(request: Any, call_next: Any) -> Any:
        response = await call_next(request)
        response.headers["X-Seen"] = "1"
        return response

    app.add_middleware(BaseHTTPMiddleware, dispatch=pass_on)

    @app.post("/")
    def view(body: dict[str, int]) -> dict[str, int]:
        return body

    response = Client(app).post("/", json={"a": 1})
    assert (response.json, response.headers["X-Seen"]) == ({"a": 1}, "1")


@pytest.mark.parametrize("error", [ZeroDivisionError, SystemExit, KeyboardInterrupt])
def test_errors_reach_the_test_when_testing(error: type[BaseException]) -> None:
    app = FastAPI(debug=True)

    @app.get("/")
    def view() -> None:
        raise error

    with pytest.raises(error):
        Client(app).get("/")
    assert Client(app).get("/none").status_code == 404


def test_an_answered_error_is_not_raised_outside_testing() -> None:
    app = FastAPI()

    @app.get("/")
    def view() -> None:
        raise ZeroDivisionError

    assert Client(app).get("/").status == "500 INTERNAL SERVER ERROR"


def test_an_application_that_says_nothing_is_an_error() -> None:
    async def silent(scope: Any, receive: Any, send: Any) -> None:
        pass

    with pytest.raises(RuntimeError, match="did not answer"):
        Client(silent).get("/")


def test_the_lifespan_is_entered_once() -> None:
    entered: list[str] = []

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[dict[str, str]]:
        entered.append("in")
        yield {"shared": "state"}

    app = FastAPI(lifespan=lifespan)

    @app.get("/")
    def view() -> PlainTextResponse:
        return PlainTextResponse("ok")

    assert Client(app).get("/").text == Client(app).get("/").text == "ok"
    assert entered == ["in"]


def test_a_lifespan_that_fails_raises_its_error() -> None:
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        raise LookupError("no database")
        yield

    with pytest.raises(LookupError, match="no database"):
        Client(FastAPI(lifespan=lifespan)).get("/")


def test_python_ends_and_lifespans_are_left() -> None:
    """No thread keeps the process, and shutdown runs."""
    program = """
from contextlib import asynccontextmanager
import anyio.to_thread
from fastapi import FastAPI
from unflask.runtime.testing_client import Client

@asynccontextmanager
async def lifespan(app):
    await anyio.to_thread.run_sync(print, "in")
    yield
    await anyio.to_thread.run_sync(print, "out")

app = FastAPI(lifespan=lifespan)

@app.get("/")
async def view():
    async with anyio.create_task_group() as group:
        for _ in range(3):
            group.start_soon(anyio.to_thread.run_sync, lambda: None)

print(Client(app).get("/").status_code)
"""
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=30, check=False
    )
    assert (run.stdout.split(), run.stderr) == (["in", "200", "out"], "")
