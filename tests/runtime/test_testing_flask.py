"""The same test on a Flask application and on a migrated one observes the same."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import click
import flask
import pytest

from unflask.runtime import context, templating, testing
from unflask.runtime.application import Application
from unflask.runtime.session import SessionMiddleware

SIGNALS = (
    "template_rendered",
    "request_started",
    "request_finished",
    "request_tearing_down",
    "got_request_exception",
    "appcontext_pushed",
    "appcontext_popped",
    "appcontext_tearing_down",
)

OURS = SimpleNamespace(
    **{name: getattr(testing, name) for name in testing.__all__},
    after=context.after_this_request,
    render=templating.render_template_string,
)
FLASK = SimpleNamespace(
    **{name: getattr(flask, name) for name in (*SIGNALS, "g", "session", "request", "url_for")},
    current_app=flask.current_app,
    has_request_context=flask.has_request_context,
    has_app_context=flask.has_app_context,
    after=flask.after_this_request,
    render=flask.render_template_string,
)


def define(app: Any, api: Any) -> None:
    """Give an application its views and hooks."""
    app.config["SECRET_KEY"] = "k"
    app.log = []

    @app.before_request
    def before() -> None:
        api.g.user = "ann"
        app.log.append("before")

    @app.teardown_request
    def teardown_request(error: Any) -> None:
        app.log.append(f"teardown {type(error).__name__}")

    @app.teardown_appcontext
    def teardown_app(error: Any) -> None:
        app.log.append(f"close {api.g.pop('resource', None)}")

    @app.get("/")
    def index() -> Any:
        api.session["count"] = api.session.get("count", 0) + 1
        api.g.resource = "db"
        return {"count": api.session["count"], "seen": api.g.get("given")}

    @app.get("/page/{name}" if api is OURS else "/page/<name>")
    def page(name: str) -> Any:
        return api.render("Hi {{ name }}", name=name)

    @app.get("/fail")
    def fail() -> Any:
        raise ZeroDivisionError("no")

    @app.get("/move")
    def move() -> Any:
        return ("", 302, {"Location": "/page/moved"})

    @app.cli.command("hello")
    @click.argument("name")
    def hello(name: str) -> None:
        click.echo(f"Hello {name} of {api.current_app.name}")


@pytest.fixture(params=["flask", "ours"])
def world(request: pytest.FixtureRequest) -> Any:
    """Give application and names of each side in turn."""
    api = FLASK if request.param == "flask" else OURS
    app: Any
    if api is FLASK:
        app = flask.Flask("shop")
    else:
        app = Application("shop")
        app.add_middleware(SessionMiddleware)
    define(app, api)
    return SimpleNamespace(app=app, api=api, client=app.test_client())


def test_a_session_lasts_from_request_to_request(world: Any) -> None:
    assert [world.client.get("/").json["count"] for _ in range(3)] == [1, 2, 3]
    assert world.app.test_client().get("/").json["count"] == 1


def test_the_context_of_a_request_is_readable_in_the_block(world: Any) -> None:
    api = world.api
    with world.client as client:
        client.get("/?a=1")
        assert api.request.path == "/"
        assert api.request.args["a"] == "1"
        assert api.request.endpoint == "index"
        assert api.g.user == "ann"
        assert api.session["count"] == 1
        assert api.current_app.name == "shop"
        assert api.url_for("page", name="x") == "/page/x"
        client.get("/page/you")
        assert api.request.view_args == {"name": "you"}
    assert not api.has_request_context()
    assert not api.has_app_context()


def test_without_a_block_nothing_is_kept(world: Any) -> None:
    world.client.get("/")
    assert not world.api.has_request_context()
    with pytest.raises(RuntimeError):
        str(world.api.g.user)


def test_following_a_redirect_keeps_the_last_request(world: Any) -> None:
    with world.client as client:
        response = client.get("/move", follow_redirects=True)
        assert world.api.request.path == "/page/moved"
    assert response.request.path == "/page/moved"


def test_client_blocks_do_not_nest(world: Any) -> None:
    with world.client as client, pytest.raises(RuntimeError, match="nest"), client:
        pass


def test_teardown_runs_after_each_request(world: Any) -> None:
    world.client.get("/")
    assert world.app.log == ["before", "teardown NoneType", "close db"]


def test_teardown_runs_again_at_the_end_of_the_block(world: Any) -> None:
    with world.client as client:
        client.get("/")
        world.api.g.resource = "of the test"
    assert world.app.log == [
        "before",
        "teardown NoneType",
        "close db",
        "teardown NoneType",
        "close of the test",
    ]


def test_a_session_can_be_prepared_and_looked_at(world: Any) -> None:
    with world.client.session_transaction() as session:
        session["count"] = 41
    assert world.client.get("/").json["count"] == 42
    with world.client.session_transaction() as session:
        assert session["count"] == 42
        session.clear()
    assert world.client.get("/").json["count"] == 1


def test_a_session_needs_a_key_and_cookies(world: Any) -> None:
    with pytest.raises(TypeError, match="Cookies are disabled"):
        world.app.test_client(use_cookies=False).session_transaction().__enter__()
    world.app.config["SECRET_KEY"] = None
    with pytest.raises(RuntimeError, match="Session backend"):
        world.client.session_transaction().__enter__()


def test_an_app_context_has_its_own_g(world: Any) -> None:
    api = world.api
    with world.app.app_context():
        api.g.resource = 1
        assert api.current_app.name == "shop"
        assert not api.has_request_context()
        with world.app.app_context():
            assert "resource" not in api.g
    assert world.app.log == ["close None", "close 1"]


def test_a_request_inside_an_app_context_shares_its_g(world: Any) -> None:
    api = world.api
    with world.app.app_context():
        api.g.given = "by the test"
        assert world.client.get("/").json["seen"] == "by the test"
        assert api.g.resource == "db"
        assert api.g.user == "ann"
        assert world.app.log == ["before", "teardown NoneType"]
    assert world.app.log[-1] == "close db"


def test_a_request_context_without_a_client(world: Any) -> None:
    api = world.api
    with world.app.test_request_context("/page/x?a=1", method="POST", json={"b": 2}) as context:
        assert api.request.path == "/page/x"
        assert api.request.method == "POST"
        assert api.request.args["a"] == "1"
        assert api.request.get_json() == {"b": 2}
        assert api.url_for("index") == "/"
        assert api.url_for("index", _external=True) == "http://localhost/"
        api.session["x"] = 1
        api.g.resource = "held"
        assert api.session["x"] == 1
        assert context.request.path == "/page/x"
        assert "user" not in api.g
    assert world.app.log == ["teardown NoneType", "close held"]


def test_a_request_context_knows_its_view(world: Any) -> None:
    with world.app.test_request_context("/page/x"):
        assert world.api.request.endpoint == "page"
        assert world.api.request.view_args == {"name": "x"}
    with world.app.test_request_context("/none"):
        assert world.api.request.endpoint is None


def test_a_request_context_can_be_pushed_and_popped(world: Any) -> None:
    context = world.app.test_request_context("/?a=1", base_url="https://shop.org")
    context.push()
    assert world.api.request.host == "shop.org"
    assert world.api.request.is_secure
    context.pop()
    assert not world.api.has_request_context()


def test_a_request_context_reads_forms(world: Any) -> None:
    with world.app.test_request_context(data={"a": "1"}, headers={"X-A": "h"}, method="POST"):
        form = getattr(world.api.request, "form_data", None) or world.api.request.form
        assert form["a"] == "1"
        assert world.api.request.headers["X-A"] == "h"


def test_an_app_context_can_be_pushed_and_popped(world: Any) -> None:
    context = world.app.app_context()
    context.push()
    world.api.g.resource = 1
    assert context.app is world.app
    context.pop()
    assert world.app.log == ["close 1"]


def test_errors_are_raised_when_testing(world: Any) -> None:
    assert world.client.get("/fail").status_code == 500
    world.app.config["PROPAGATE_EXCEPTIONS"] = True
    with pytest.raises(ZeroDivisionError, match="no"):
        world.client.get("/fail")
    world.app.config["PROPAGATE_EXCEPTIONS"] = None
    world.app.testing = True
    with pytest.raises(ZeroDivisionError):
        world.client.get("/fail")


@pytest.mark.parametrize("path", ["/", "/page/x", "/fail", "/none"])
def test_signals_tell_what_happened(world: Any, path: str) -> None:
    seen: list[Any] = []
    receivers = []

    def record(name: str) -> Any:
        def receive(sender: Any, **values: Any) -> None:
            assert sender is world.app
            details = {
                "template_rendered": lambda: values["context"]["name"],
                "request_finished": lambda: values["response"].status_code,
                "got_request_exception": lambda: type(values["exception"]),
            }
            seen.append((name, details[name]() if name in details else None))

        receivers.append(receive)
        return receive

    for name in SIGNALS:
        getattr(world.api, name).connect(record(name), world.app)
    world.client.get(path)
    expected = {
        "/": [("request_finished", 200)],
        "/page/x": [("template_rendered", "x"), ("request_finished", 200)],
        "/fail": [("got_request_exception", ZeroDivisionError), ("request_finished", 500)],
        "/none": [("request_finished", 404)],
    }[path]
    assert seen == [
        ("appcontext_pushed", None),
        ("request_started", None),
        *expected,
        ("request_tearing_down", None),
        ("appcontext_tearing_down", None),
        ("appcontext_popped", None),
    ]


def test_a_signal_is_connected_for_a_block(world: Any) -> None:
    seen: list[str] = []

    def receive(sender: Any, template: Any, context: Any, **extra: Any) -> None:
        seen.append(context["name"])

    with world.api.template_rendered.connected_to(receive, world.app):
        world.client.get("/page/in")
    world.client.get("/page/out")
    assert seen == ["in"]


def test_a_test_sets_g_when_a_context_is_pushed(world: Any) -> None:
    """The recipe of Flask's documentation for faking a resource."""

    def receive(sender: Any, **extra: Any) -> None:
        world.api.g.given = "faked"

    with world.api.appcontext_pushed.connected_to(receive, world.app):
        assert world.client.get("/").json["seen"] == "faked"


def test_commands_run_in_an_app_context(world: Any) -> None:
    result = world.app.test_cli_runner().invoke(args=["hello", "you"])
    assert (result.output, result.exit_code, result.exception) == ("Hello you of shop\n", 0, None)
    command = world.app.cli.commands["hello"]
    assert world.app.test_cli_runner().invoke(command, ["me"]).output == "Hello me of shop\n"
    assert world.app.test_cli_runner().invoke(args=["none"]).exit_code == 2


def test_the_class_of_clients_can_be_set(world: Any) -> None:
    class Own(type(world.client)):  # type: ignore[misc]
        def open(self, *args: Any, **kwargs: Any) -> Any:
            kwargs.setdefault("headers", {"X-Own": self.mark})
            return super().open(*args, **kwargs)

        def __init__(self, *args: Any, **kwargs: Any) -> None:
            self.mark = kwargs.pop("mark")
            super().__init__(*args, **kwargs)

    world.app.test_client_class = Own
    client = world.app.test_client(mark="m")
    with client:
        client.get("/")
        assert world.api.request.headers["X-Own"] == "m"
    assert client.application is world.app


def test_the_host_comes_from_the_settings(world: Any) -> None:
    world.app.config.update(PREFERRED_URL_SCHEME="https")
    with world.client as client:
        client.get("/")
        assert world.api.request.url_root == "https://localhost/"
        client.get("/", subdomain="a", url_scheme="http")
        assert world.api.request.host == "a.localhost"


def test_hooks_before_requests_can_be_run_by_hand(world: Any) -> None:
    with world.app.test_request_context("/"):
        assert world.app.preprocess_request() is None
        assert world.api.g.user == "ann"
        assert world.app.log == ["before"]


def test_a_request_can_be_dispatched_by_hand(world: Any) -> None:
    with world.app.test_request_context("/page/x"):
        response = world.app.full_dispatch_request()
        assert (response.status_code, response.data) == (200, b"Hi x")
        assert world.api.g.user == "ann"


def test_values_of_the_session_of_a_page_are_seen_in_the_block(world: Any) -> None:
    with world.client as client:
        with client.session_transaction() as session:
            session["count"] = 5
        client.get("/")
        assert world.api.session["count"] == 6
        with client.session_transaction() as session:
            session["count"] = 0
        assert client.get("/").json["count"] == 1


def test_posted_values_are_readable_in_the_block(world: Any) -> None:
    with world.client as client:
        client.post("/", json={"a": 1})
        assert world.api.request.method == "POST"
        assert world.api.request.get_json() == {"a": 1}
        assert world.api.request.endpoint is None


def test_the_answer_has_its_request(world: Any) -> None:
    request = world.client.get("/page/x?a=1", headers={"X-A": "1"}).request
    assert (request.path, request.method, request.args["a"]) == ("/page/x", "GET", "1")
    assert request.headers["X-A"] == "1"


def test_names_of_other_modules_are_found() -> None:
    assert testing.flash is not None
    assert testing.render_template is templating.render_template
    with pytest.raises(AttributeError, match="nonsense"):
        _ = testing.nonsense


def test_what_the_server_knows_is_passed_on(world: Any) -> None:
    known = {"REMOTE_USER": "ann", "REMOTE_ADDR": "9.9.9.9", "own.key": 1}
    with world.client as client:
        client.get("/", environ_base=known)
        assert world.api.request.remote_user == "ann"
        assert world.api.request.remote_addr == "9.9.9.9"
        assert world.api.request.environ["own.key"] == 1
