from __future__ import annotations

import asyncio
import sqlite3
import threading
from contextvars import ContextVar

import flask
import pytest
from fastapi import BackgroundTasks
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import PlainTextResponse, StreamingResponse

from unflask.runtime import context, errors, responses, threads
from unflask.runtime.application import Application
from unflask.runtime.context import after_this_request, g
from unflask.runtime.requests import Request
from unflask.runtime.routing import Router

from .both import Both, BothGroups
from .pairs import Ask, Client, FlaskClient, exchange


class Side:
    """The names of the side that runs."""

    @property
    def request(self):
        return flask.request if flask.has_request_context() else context.request

    @property
    def after_this_request(self):
        return flask.after_this_request if flask.has_request_context() else after_this_request

    def abort(self, *args):
        (flask if flask.has_request_context() else errors).abort(*args)

    def make_response(self, *args):
        return (flask if flask.has_request_context() else responses).make_response(*args)


s = Side()


class Log(list):
    """What was called, in order."""

    def note(self, name, result=None):
        def hook(*_):
            self.append(name)
            return result

        return hook

    def note_response(self, name):
        def hook(response):
            self.append(name)
            response.headers["X-Log"] = ",".join(self)
            return response

        return hook

    def note_error(self, name):
        return lambda error: self.append(f"{name} {type(error).__name__}")


def hooked(log):
    both, group, inner = Both(), BothGroups("g", "/g"), BothGroups("i", "/i")
    both.before_request(log.note("b1"))

    @both.before_request
    def second():
        log.append("b2")
        wish = s.request.args.get("wish")
        if wish == "stop":
            return "stopped", 403
        if wish == "abort":
            s.abort(401)
        if wish == "boom":
            raise ZeroDivisionError
        return None

    for owner, mark in ((group, "g"), (inner, "i")):
        owner.before_request(log.note(f"{mark}b"))
        owner.before_app_request(log.note(f"{mark}B"))
        owner.after_request(log.note_response(f"{mark}a"))
        owner.after_app_request(log.note_response(f"{mark}A"))
        owner.teardown_request(log.note_error(f"{mark}t"))
        owner.teardown_app_request(log.note_error(f"{mark}T"))
    both.after_request(log.note_response("a1"))
    both.teardown_request(log.note_error("t1"))
    both.teardown_appcontext(log.note_error("c1"))
    both.teardown_appcontext(log.note_error("c2"))

    def view():
        log.append("view")
        s.after_this_request(log.note_response("once1"))
        s.after_this_request(log.note_response("once2"))
        return "view"

    def boom():
        log.append("boom")
        raise ZeroDivisionError

    for owner in (both, group, inner):
        owner.route("/x", endpoint="x")(view)
        owner.route("/boom", endpoint="boom")(boom)
        owner.route("/nf", endpoint="nf")(lambda: s.abort(404))
    inner.into(group)
    group.into(both)
    both.after_request(log.note_response("a2"))
    both.before_request(log.note("b3"))
    return both


TARGETS = [
    f"{prefix}/{name}" for prefix in ("", "/g", "/g/i") for name in ("x", "boom", "nf", "no")
]


@pytest.mark.parametrize("wish", ["", "?wish=stop", "?wish=abort", "?wish=boom"])
@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS", "HEAD"])
def test_hooks_run_in_flasks_order(method, wish):
    log = Log()
    both = hooked(log)
    theirs, ours = FlaskClient(both.flask), Client(both.app)
    for target in TARGETS:
        expected = theirs.ask(f"{method} {target}{wish}"), log[:]
        log.clear()
        found = ours.ask(f"{method} {target}{wish}"), log[:]
        log.clear()
        assert found == expected


@pytest.mark.parametrize("handled", [None, 500, ZeroDivisionError, Exception])
def test_teardown_functions_get_errors_that_nothing_handled(handled):
    log = Log()
    both = hooked(log)
    if handled is not None:
        both.register_error_handler(handled, lambda error: ("handled", 500))
    for target in ("/boom", "/g/boom"):
        answers = []
        for client in (FlaskClient(both.flask), Client(both.app)):
            answers.append((client.ask(f"GET {target}"), log[:]))
            log.clear()
        assert answers[0] == answers[1]


def change(**attributes):
    def hook(response):
        for name, value in attributes.items():
            setattr(response, name, value)
        return response

    return hook


AFTER = {
    "status": change(status_code=202),
    "status text": change(status="202 X"),
    "data": change(data="changed é"),
    "type": change(mimetype="text/css"),
    "upper": lambda r: change(data=r.get_data().upper())(r),
    "cookie": lambda r: (r.set_cookie("a", "1"), r.delete_cookie("b"), r)[-1],
    "replaced": lambda r: s.make_response("other", 203),
    "boom": lambda r: 1 / 0,
    "abort": lambda r: s.abort(418),
    "read": lambda r: change(data=repr([
        r.status, r.status_code, r.get_data(as_text=True), r.mimetype, r.content_type,
        r.headers["content-type"], r.content_length, r.is_json, "x-none" in r.headers,
    ]))(r),
    "no content": change(status_code=204),
    "not modified": change(status_code=304),
    "json": lambda r: change(data=repr(r.get_json(silent=True)))(r),
}  # fmt: skip


@pytest.mark.parametrize("name", AFTER)
@pytest.mark.parametrize("handled", [False, True])
def test_functions_after_the_view_may_change_everything(name, handled):
    both = Both()
    both.route("/x")(lambda: "body")
    both.route("/json")(lambda: {"a": 1})
    both.route("/none")(lambda: ("", 204))
    both.route("/boom")(lambda: 1 / 0)
    both.after_request(AFTER[name])
    if handled:
        both.register_error_handler(
            500, lambda error: (f"handled {error.original_exception!r}", 500)
        )
        both.register_error_handler(418, lambda error: ("tea", 418))
    both.compare(
        *(f"{m} /{p}" for p in ("x", "json", "none", "boom", "nope") for m in ("GET", "HEAD"))
    )


def test_a_function_after_the_view_has_to_return_a_response():
    app = Application(__name__)
    app.get("/x")(lambda: "x")
    app.after_request(lambda response: None)
    assert Client(app).ask("GET /x").status == 500


def test_streamed_responses_keep_their_pieces_and_get_headers():
    app = Application(__name__)
    seen = []

    @app.get("/x")
    def view():
        return (piece for piece in ["a", "b", "c"])

    @app.get("/y")
    async def starlettes():
        return StreamingResponse(iter([b"a", b"b"]), media_type="text/csv")

    @app.after_request
    def after(response):
        seen.append(response.is_streamed)
        with pytest.raises(RuntimeError, match="sent as it comes"):
            response.get_data()
        response.headers["X-After"] = "1"
        response.status_code = 203
        return response

    client = Client(app)
    for path, body in (("/x", b"abc"), ("/y", b"ab")):
        answer = client.ask(f"GET {path}")
        assert (answer.status, answer.header("x-after"), answer.body) == (203, "1", body)
    assert seen == [True, True]


def test_a_streamed_response_can_be_replaced():
    app = Application(__name__)
    app.get("/x")(lambda: (piece for piece in ["a", "b"]))
    app.after_request(lambda response: responses.Response("other"))
    assert Client(app).ask("GET /x").body == b"other"


def test_hooks_may_take_the_request_and_may_be_coroutines():
    app = Application(__name__)
    log = []

    @app.before_request
    async def before(request: Request):
        log.append(f"before {request.path}")
        await asyncio.sleep(0)

    @app.after_request
    async def after(request, response):
        log.append(f"after {request.path} {response.status_code}")
        return response

    @app.teardown_request
    async def end(request, error):
        log.append(f"teardown {request.path} {error!r}")

    @app.teardown_appcontext
    def last(error=None):
        log.append(f"last {error!r}")

    @app.get("/x")
    async def view():
        return "x"

    assert Client(app).ask("GET /x").body == b"x"
    assert log == ["before /x", "after /x 200", "teardown /x None", "last None"]


def test_teardown_runs_before_the_client_has_the_whole_answer():
    app = Application(__name__)
    log = []
    app.get("/x")(lambda: "x")
    app.get("/stream")(lambda: iter(["a", "b"]))
    app.teardown_request(lambda error: log.append("teardown"))

    async def ask(path):
        async def receive():
            return {"type": "http.request"}

        async def send(message):
            log.append(message.get("body", message["type"]))

        scope = {"type": "http", "method": "GET", "path": path, "headers": [], "query_string": b""}
        await app(scope, receive, send)

    asyncio.run(ask("/x"))
    assert log == ["teardown", "http.response.start", b"x"]
    log.clear()
    asyncio.run(ask("/stream"))
    assert log == ["http.response.start", b"a", b"b", "teardown", b""]


def test_background_tasks_do_not_delay_the_answer():
    app = Application(__name__)
    log = []

    @app.get("/x")
    def view(tasks: BackgroundTasks):
        tasks.add_task(log.append, "task")
        return "x"

    @app.after_request
    def after(response):
        log.append("after")
        return response

    assert Client(app).ask("GET /x").body == b"x"
    assert log == ["after", "task"]


def test_value_preprocessors_may_take_values_away():
    both, group = Both(), BothGroups("g", "/<lang>")

    def take(endpoint, values):
        store = flask.g if flask.has_request_context() else g
        store.seen = [endpoint, dict(values or {})]
        store.lang = (values or {}).pop("lang", "none")

    group.url_value_preprocessor(take)
    both.url_value_preprocessor(lambda endpoint, values: None)
    group.route("/x/<int:n>")(
        lambda **values: repr([values, *(flask.g if flask.has_request_context() else g).seen])
    )
    group.into(both)
    both.compare("GET /de/x/5", "GET /de/x/y")


def test_errors_are_answered_inside_of_the_apps_middlewares():
    app = Application(__name__)
    app.get("/x")(lambda: 1 / 0)
    app.add_middleware(CORSMiddleware, allow_origins=["*"])
    log = []

    class Noting(BaseHTTPMiddleware):
        async def dispatch(self, request, call_next):
            log.append(context.request.path)
            response = await call_next(request)
            response.headers["X-Seen"] = str(response.status_code)
            return response

    app.add_middleware(Noting)
    app.after_request(lambda r: (r.headers.__setitem__("X-After", "1"), r)[1])
    for path, status in (("/x", 500), ("/nope", 404)):
        answer = Client(app).ask(Ask(f"GET {path}", {"Origin": "http://a"}))
        assert answer.status == status
        assert answer.header("access-control-allow-origin") == "*"
        assert answer.header("x-seen") == str(status)
        assert answer.header("x-after") == "1"
    assert log == ["/x", "/nope"]


def test_a_middleware_may_change_the_path():
    class WithoutPrefix:
        def __init__(self, app):
            self.app = app

        async def __call__(self, scope, receive, send):
            if scope["type"] == "http":
                scope = {**scope, "path": scope["path"].removeprefix("/v1")}
            await self.app(scope, receive, send)

    app = Application(__name__)
    app.get("/x")(lambda: f"{context.request.path} {context.request.endpoint}")
    app.before_request(lambda: None if context.request.endpoint else "no endpoint")
    app.add_middleware(WithoutPrefix)
    assert Client(app).ask("GET /v1/x").body == b"/x <lambda>"


def test_a_failing_session_is_answered_with_500_once():
    class Failing:
        def __init__(self, app):
            self.app = app

        async def __call__(self, scope, receive, send):
            failed = False

            async def failing(message):
                nonlocal failed
                if message["type"] == "http.response.start" and not failed:
                    failed = True
                    raise ValueError("cannot be saved")
                await send(message)

            await self.app(scope, receive, failing)

    app = Application(__name__)
    app.get("/x")(lambda: "x")
    app.add_middleware(Failing)
    answer = Client(app).ask("GET /x")
    assert answer.status == 500
    assert b"Internal Server Error" in answer.body


@pytest.mark.parametrize("asynchronous", [False, True])
def test_hooks_and_view_share_thread_variables_and_connections(asynchronous):
    app = Application(__name__)
    variable = ContextVar("variable", default="lost")
    local = threading.local()

    @app.before_request
    def before():
        variable.set("kept")
        local.value = "kept"
        g.db = sqlite3.connect(":memory:")

    @app.after_request
    def after(response):
        response.headers["X-Seen"] = f"{variable.get()} {local.value}"
        return response

    @app.teardown_request
    def end(error):
        g.db.close()

    if asynchronous:

        @app.get("/x")
        async def view():
            variable.set(variable.get() + " twice")
            return variable.get()

    else:

        @app.get("/x")
        def view():
            variable.set(variable.get() + " twice")
            g.db.execute("select 1")
            return f"{variable.get()}"

    answer = Client(app).ask("GET /x")
    assert answer.body == b"kept twice"
    assert answer.header("x-seen") == "kept twice kept"
    assert variable.get() == "lost"


def test_blocking_code_does_not_run_on_the_event_loop_and_coroutines_do():
    app = Application(__name__)
    used = {}
    main = threading.get_ident()

    def note(name):
        used[name] = threading.get_ident()

    app.before_request(lambda: note("before"))
    app.after_request(lambda response: (note("after"), response)[1])
    app.teardown_request(lambda error: note("teardown"))
    app.errorhandler(ValueError)(lambda error: (note("handler"), "x")[1])

    @app.get("/x")
    def view():
        note("view")
        raise ValueError

    @app.get("/y")
    async def coroutine():
        note("coroutine")
        return "y"

    client = Client(app)
    client.ask("GET /x")
    assert len(set(used.values())) == 1
    assert main not in used.values()
    client.ask("GET /y")
    assert used["coroutine"] == main


def test_requests_at_the_same_time_have_threads_and_contexts_of_their_own():
    app = Application(__name__)
    barrier = threading.Barrier(8, timeout=5)

    @app.before_request
    def before():
        g.name = context.request.args["n"]

    @app.get("/x")
    def view():
        barrier.wait()
        return f"{g.name} {context.request.args['n']}"

    async def all_at_once():
        scopes = [
            {
                "type": "http",
                "method": "GET",
                "path": "/x",
                "headers": [],
                "query_string": b"n=%d" % n,
            }
            for n in range(8)
        ]
        return await asyncio.gather(*(exchange(app, scope, b"") for scope in scopes))

    assert [answer.body for answer in asyncio.run(all_at_once())] == [
        f"{n} {n}".encode() for n in range(8)
    ]


def test_more_requests_than_threads_wait_for_each_other(monkeypatch):
    monkeypatch.setattr(threads, "MAX_THREADS", 2)
    app = Application(__name__)
    running = []
    most = []

    @app.get("/x")
    def view():
        running.append(1)
        most.append(len(running))
        threading.Event().wait(0.01)
        running.pop()
        return "x"

    async def all_at_once():
        scope = {"type": "http", "method": "GET", "path": "/x", "headers": [], "query_string": b""}
        return await asyncio.gather(*(exchange(app, dict(scope), b"") for _ in range(6)))

    assert [answer.body for answer in asyncio.run(all_at_once())] == [b"x"] * 6
    assert max(most) == 2


def test_coroutines_alone_take_no_thread(monkeypatch):
    def no_thread(*_):
        raise AssertionError

    monkeypatch.setattr(threads.RequestThread, "run", no_thread)
    app = Application(__name__)

    @app.get("/x")
    async def view():
        return "x"

    assert Client(app).ask("GET /x").body == b"x"


def test_hooks_of_a_router_registered_after_its_inclusion_count():
    app, router, inner = Application(__name__), Router("r"), Router("i")
    log = []
    app.include_router(router)
    router.include_router(inner)
    router.before_app_request(lambda: log.append("app"))
    inner.before_app_request(lambda: log.append("inner app"))
    router.before_request(lambda: log.append("own"))
    router.get("/x")(lambda: "x")
    client = Client(app)
    client.ask("GET /nope")
    assert log == ["app", "inner app"]
    client.ask("GET /x")
    assert log == ["app", "inner app", "app", "inner app", "own"]
    assert app.routers == [router, inner]


def test_a_hook_may_answer_with_a_response_of_starlette():
    app = Application(__name__)
    app.before_request(lambda: PlainTextResponse("closed", 503))
    answer = Client(app).ask("GET /x")
    assert (answer.status, answer.body) == (503, b"closed")
