from __future__ import annotations

import threading

import pytest

from unflask.runtime import context
from unflask.runtime.application import Application
from unflask.runtime.calls import is_async, required_parameters
from unflask.runtime.context import (
    after_this_request,
    app_context,
    copy_current_request_context,
    current_app,
    current_app_object,
    current_context,
    current_request,
    g,
    has_app_context,
    has_request_context,
    request,
    session,
)
from unflask.runtime.proxy import Proxy
from unflask.runtime.requests import Request

from .pairs import Client


@pytest.mark.parametrize("use", [lambda: request.path, lambda: session["a"], current_request,
                                 lambda: after_this_request(print), lambda: repr(request.args),
                                 lambda: copy_current_request_context(print)])  # fmt: skip
def test_a_request_is_needed_for_its_values(use):
    with pytest.raises(RuntimeError, match="Working outside of request context"):
        use()
    with (
        app_context(Application(__name__)),
        pytest.raises(RuntimeError, match="of request context"),
    ):
        use()


@pytest.mark.parametrize("use", [lambda: g.x, lambda: current_app.name, current_app_object,
                                 current_context, lambda: setattr(g, "x", 1)])  # fmt: skip
def test_an_application_is_needed_for_its_values(use):
    with pytest.raises(RuntimeError, match="Working outside of application context"):
        use()


def test_proxies_stand_for_the_objects_of_the_request():
    app = Application(__name__)
    seen = []

    class Session:
        def __init__(self, app):
            self.app = app

        async def __call__(self, scope, receive, send):
            scope["session"] = {"a": 1}
            await self.app(scope, receive, send)

    app.add_middleware(Session)

    @app.get("/x")
    def view(asked: Request):
        seen.append(
            [
                request == asked, isinstance(request, Request), session == {"a": 1},
                "a" in session, len(session), list(session), bool(session), str(session),
                current_app == app, isinstance(current_app, Application), hash(current_app),
                current_app_object() is app, current_request() is asked, has_request_context(),
                has_app_context(), asked.state.__class__ is type(current_context().g),
                asked.app is app,
            ]
        )  # fmt: skip
        session["b"] = 2
        del session["a"]
        return dict(session)

    answer = Client(app).ask("GET /x")
    assert answer.body == b'{"b":2}\n'
    expected = [True] * 4 + [1, ["a"], True, "{'a': 1}", True, True, hash(app)] + [True] * 6
    assert seen == [expected]
    assert not has_request_context()
    assert not has_app_context()


def test_g_and_the_state_of_the_request_are_one():
    app = Application(__name__)

    @app.before_request
    def before(asked):
        asked.state.user = "ada"
        g.number = 1

    @app.get("/x")
    def view(asked: Request):
        found = [
            g.user, asked.state.number, g.get("none"), g.get("none", 2), g.pop("number"),
            g.pop("number", None), "user" in g, "number" in g, sorted(g), g.setdefault("x", 5),
            g.setdefault("x", 6), hasattr(g, "y"),
        ]  # fmt: skip
        del g.x
        with pytest.raises(KeyError):
            g.pop("x")
        with pytest.raises(AttributeError):
            del g.x
        with pytest.raises(AttributeError):
            _ = g.x
        return repr(found)

    expected = ["ada", 1, None, 2, 1, None, True, False, ["user"], 5, 5, False]
    client = Client(app)
    for _ in range(2):
        assert client.ask("GET /x").body == repr(expected).encode()


def test_an_app_context_has_its_own_g_and_runs_the_teardown_functions():
    app = Application(__name__)
    log = []
    app.teardown_appcontext(lambda error: log.append(("first", repr(error))))
    app.teardown_appcontext(lambda error: log.append(("second", g.x)))
    with app.app_context() as outer:
        g.x = 1
        with app.app_context() as inner:
            assert inner is not outer
            assert not hasattr(g, "x")
            g.x = 2
        assert g.x == 1
        assert current_app.name == app.name
    assert log == [("second", 2), ("first", "None"), ("second", 1), ("first", "None")]
    log.clear()

    def fail():
        with app.app_context():
            g.x = 3
            raise ValueError("failed")

    with pytest.raises(ValueError, match="failed"):
        fail()
    assert log == [("second", 3), ("first", "ValueError('failed')")]


def test_a_request_stays_reachable_in_an_app_context_of_its_app():
    app, other = Application(__name__), Application("other")

    @app.get("/x")
    def view():
        g.x = "outer"
        with app.app_context():
            inner = [request.path, hasattr(g, "x")]
        with other.app_context():
            inner.append(has_request_context())
        return [*inner, g.x]

    assert Client(app).ask("GET /x").body == b'["/x",false,false,"outer"]\n'


def test_a_function_can_be_bound_to_the_request_for_another_thread():
    app = Application(__name__)
    found = []

    @app.get("/x")
    def view():
        g.user = "ada"

        @copy_current_request_context
        def work(word):
            found.append(f"{word} {request.path} {g.get('user')}")

        for target in (work, lambda word: found.append(has_request_context())):
            thread = threading.Thread(target=target, args=("bound",))
            thread.start()
            thread.join()
        return "x"

    Client(app).ask("GET /x")
    assert found == ["bound /x None", False]


def test_a_proxy_without_an_object_can_be_looked_at():
    assert repr(request) == "<Proxy, unbound>"
    assert not request
    assert isinstance(context.session, Proxy)


def test_a_proxy_forwards_all_uses():
    items = {"a": 1}
    proxy = Proxy(lambda: items)
    proxy["b"] = 2
    del proxy["a"]
    assert (proxy["b"], list(proxy), len(proxy), proxy == {"b": 2}, "b" in proxy) == (
        2, ["b"], 1, True, True,
    )  # fmt: skip
    assert Proxy(lambda: len)([1, 2]) == 2

    class Thing:
        pass

    thing = Thing()
    proxy = Proxy(lambda: thing)
    proxy.x = 1
    assert thing.x == 1
    del proxy.x
    assert not hasattr(thing, "x")
    assert proxy._get_current_object() is thing


def test_coroutine_functions_and_needed_parameters_are_recognized():
    async def coroutine(a, b=1): ...

    class Callable:
        async def __call__(self, a): ...

    assert is_async(coroutine)
    assert is_async(Callable())
    assert not is_async(print)
    assert required_parameters(coroutine) == 1
    assert required_parameters(Callable()) == 1
    assert required_parameters(lambda *args, c, **kwargs: None) == 0
    assert required_parameters(dict) == 0
