"""`url_for` gives Flask's addresses, inside of a request and outside of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import flask
import pytest

from unflask.runtime.application import Application
from unflask.runtime.context import app_context
from unflask.runtime.legacy import Fallback
from unflask.runtime.requests import Request
from unflask.runtime.routing import Router
from unflask.runtime.urls import BuildError, url_for

from .sides import Sides, sides_of

if TYPE_CHECKING:
    from collections.abc import Callable

CALLS: list[tuple[str, dict[str, Any]]] = [
    ("index", {}),
    ("index", {"_external": True}),
    ("index", {"_external": True, "_scheme": "https"}),
    ("index", {"_scheme": "https"}),
    ("index", {"_scheme": "https", "_external": False}),
    ("index", {"none": None, "empty": "", "t": True, "z": 1.5}),
    ("index", {"uni": "\u00e9/&?", "r": ["1", "2"], "_anchor": "top \u00e9"}),
    ("index", {"_anchor": ""}),
    ("static", {"filename": "a b/c.css"}),
    ("parent.child.show", {"n": 2, "q": "a b"}),
    (".show", {"n": 3}),
    (".index", {}),
    (".missing", {}),
    ("parent.child.show", {}),
    ("parent.child.show", {"n": None}),
    ("missing.endpoint", {"a": 1}),
    ("other.show", {"n": 5}),
    ("save", {}),
    ("save", {"_method": "POST"}),
    ("save", {"_method": "PATCH"}),
    ("both", {}),
]


def build(url_for: Callable[..., str], endpoint: str, values: dict[str, Any]) -> str:
    try:
        return url_for(endpoint, **values)
    except (LookupError, ValueError, RuntimeError) as error:
        return f"{type(error).__name__}: {error}"


def make() -> Sides:
    """The same endpoints on both sides; each answers all calls."""

    def everything(url_for: Callable[..., str]) -> str:
        return "\n".join(build(url_for, *call) for call in CALLS)

    theirs = flask.Flask("x")
    child = flask.Blueprint("child", "x", url_prefix="/c")
    child.add_url_rule("/x/<int:n>", "show", lambda n: everything(flask.url_for))
    parent = flask.Blueprint("parent", "x", url_prefix="/p")
    parent.register_blueprint(child)
    theirs.register_blueprint(parent, url_prefix="/api")
    theirs.register_blueprint(child, name="other", url_prefix="/o")
    theirs.add_url_rule("/", "index", lambda: everything(flask.url_for))
    theirs.add_url_rule("/save", "save", str, methods=["PUT"])
    theirs.add_url_rule("/save/post", "save", str, methods=["POST"])
    theirs.add_url_rule("/both", "both", lambda: everything(flask.url_for), methods=["POST"])

    ours = Application("x")
    ours_child = Router("child", prefix="/c")

    def show(n: int) -> str:
        return everything(url_for)

    ours_child.add_api_route("/x/{n:int}", show, name="show")
    ours_parent = Router("parent")
    ours_parent.include_router(ours_child)
    ours.include_router(ours_parent, prefix="/api")
    other = Router("other", prefix="/o")
    other.add_api_route("/x/{n:int}", show, name="show")
    ours.include_router(other)
    ours.add_api_route("/", lambda: everything(url_for), name="index")
    ours.add_api_route("/save", lambda: "", name="save", methods=["PUT"])
    ours.add_api_route("/save/post", lambda: "", name="save", methods=["POST"])
    ours.add_api_route("/both", lambda: everything(url_for), name="both", methods=["POST"])
    return sides_of(theirs, ours)


@pytest.fixture(scope="module")
def sides() -> Sides:
    """Both applications, without a SERVER_NAME."""
    return make()


@pytest.mark.parametrize("path", ["/", "/api/c/x/1", "/o/x/1"])
@pytest.mark.parametrize("host", ["localhost", "Example.com:8080", "h.org:80"])
def test_in_a_request(sides: Sides, path: str, host: str) -> None:
    sides.check("GET", path, headers={"Host": host})


def test_the_method_of_the_request_goes_first(sides: Sides) -> None:
    sides.check("POST", "/both")


@pytest.mark.parametrize("name", ["site.org", "Site.org:80", "site.org:8080"])
def test_the_server_name_is_the_host(name: str) -> None:
    both = make()
    both.configure(SERVER_NAME=name, PREFERRED_URL_SCHEME="https", APPLICATION_ROOT="/r")
    assert "site.org" in both.check("GET", "/").text


@pytest.mark.parametrize("root", ["/", "/root", "/root/"])
@pytest.mark.parametrize("name", ["site.org", "Site.org:80", None])
@pytest.mark.parametrize("call", CALLS, ids=str)
def test_outside_of_a_request(
    call: tuple[str, dict[str, Any]], name: str | None, root: str
) -> None:
    both = make()
    both.configure(SERVER_NAME=name, PREFERRED_URL_SCHEME="https", APPLICATION_ROOT=root)
    with both.flask.app_context():
        theirs = build(flask.url_for, *call)
    with app_context(both.app):
        ours = build(url_for, *call)
    assert ours == theirs


def test_defaults_are_added_to_the_values() -> None:
    def language(endpoint: str, values: dict[str, Any]) -> None:
        values.setdefault("lang", "de")

    def nested(endpoint: str, values: dict[str, Any]) -> None:
        values["seen"] = values["lang"]

    both = make()
    both.configure(SERVER_NAME="h")
    theirs = flask.Blueprint("lang", "x", url_prefix="/<lang>")
    theirs.add_url_rule("/a", "a", lambda lang: flask.url_for(".a"))
    theirs.url_defaults(nested)
    theirs.app_url_defaults(language)
    both.flask.register_blueprint(theirs)
    router = Router("lang", prefix="/{lang}")
    router.add_api_route("/a", lambda lang: url_for(".a"), name="a")
    router.url_defaults(nested)
    router.app_url_defaults(language)
    both.app.include_router(router)
    for call in (("lang.a", {}), ("lang.a", {"lang": "en"}), ("index", {}), ("index", {"lang": 1})):
        with both.flask.app_context(), app_context(both.app):
            assert build(url_for, *call) == build(flask.url_for, *call)
    assert both.check("GET", "/fr/a").text == "/de/a?seen=de"


def test_endpoints_that_are_left_on_flask_have_their_addresses() -> None:
    original = flask.Flask("x")
    original.add_url_rule("/left/<int:n>", "left", lambda n: "")
    app = Application("x")
    app.fallback = Fallback(lambda: original)

    @app.get("/")
    def index():
        return [build(url_for, *call) for call in (("left", {"n": 1, "q": 2}), ("none", {}))] + [
            url_for("left", n=1, _external=True, _anchor="a"),
            url_for("index"),
        ]

    assert sides_of(original, app).ours("GET", "/").json() == [
        "/left/1?q=2",
        "BuildError: Could not build url for endpoint 'none'. Did you mean 'left' instead?",
        "http://localhost/left/1#a",
        "/",
    ]


def test_the_root_path_comes_first() -> None:
    app = Application("x", root_path=".")

    @app.get("/a", name="a")
    def a(request: Request):
        return [url_for("a"), url_for("a", _external=True)]

    both = sides_of(flask.Flask("x"), app)
    both.root = "/mounted"
    assert both.ours("GET", "/a").json() == ["/mounted/a", "http://localhost/mounted/a"]


def test_a_route_that_is_added_later_is_found() -> None:
    app = Application("x")
    app.config["SERVER_NAME"] = "h"
    with app_context(app):
        with pytest.raises(BuildError):
            url_for("late")
        app.add_api_route("/late", lambda: "", name="late")
        assert url_for("late") == "http://h/late"


def test_without_an_application_there_are_no_addresses() -> None:
    with pytest.raises(RuntimeError, match="Working outside of application context"):
        url_for("index")
