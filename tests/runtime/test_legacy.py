"""Routes that are left on Flask are served by the original application."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import flask
import pytest

from unflask.runtime.legacy import Fallback
from unflask.runtime.rules import BuildError, Location

from .sides import Sides


def make_app() -> flask.Flask:
    """An application with a session, a body, an error page, and addresses of its own."""
    app = flask.Flask("x")
    app.secret_key = "k"

    @app.route("/echo/<path:rest>", methods=["GET", "POST"])
    def echo(rest: str):
        return {
            "rest": rest,
            "args": flask.request.args.to_dict(flat=False),
            "form": flask.request.form.to_dict(flat=False),
            "data": flask.request.get_data(as_text=True),
            "url": flask.request.url,
            "root": flask.request.script_root,
            "cookies": flask.request.cookies,
            "address": flask.url_for("echo", rest="a b", _external=True),
        }

    @app.get("/count")
    def count():
        flask.session["n"] = flask.session.get("n", 0) + 1
        return str(flask.session["n"])

    @app.get("/stream")
    def stream():
        return flask.Response((f"{n}\n" for n in range(3)), mimetype="text/plain")

    @app.get("/fail")
    def fail():
        raise ValueError("in the original")

    @app.url_defaults
    def language(endpoint: str, values: dict[str, Any]) -> None:
        values.setdefault("lang", "de")

    return app


@pytest.fixture(scope="module")
def sides() -> Sides:
    """The original, and the same behind the fallback."""
    return Sides(make_app(), Fallback(make_app))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("method", "path", "how"),
    [
        ("GET", "/echo/a/b%20c?q=1&q=2", {}),
        ("GET", "/echo/\u00e9?q=\u00e9", {}),
        ("GET", "/echo/x", {"headers": {"Cookie": "a=1; b=2", "Host": "h.org:8080"}}),
        ("POST", "/echo/x", {"data": {"a": ["1", "2"], "b": "\u00e9"}}),
        ("POST", "/echo/x", {"content": b"a" * 300_000}),
        ("HEAD", "/echo/x", {}),
        ("OPTIONS", "/echo/x", {}),
        ("PUT", "/echo/x", {}),
        ("GET", "/stream", {}),
        ("GET", "/fail", {}),
        ("GET", "/none", {}),
    ],
)
def test_answers_are_those_of_the_original(
    sides: Sides, method: str, path: str, how: dict[str, Any]
) -> None:
    sides.check(method, path, **how)


def test_the_session_goes_on(sides: Sides) -> None:
    cookie = sides.ours("GET", "/count").headers["set-cookie"].partition(";")[0]
    assert sides.ours("GET", "/count", headers={"Cookie": cookie}).text == "2"
    assert sides.theirs("GET", "/count", headers={"Cookie": cookie}).text == "2"


def test_it_is_built_once_and_when_it_is_needed() -> None:
    built = []

    def slow() -> flask.Flask:
        built.append(threading.current_thread())
        time.sleep(0.05)
        return make_app()

    fallback = Fallback(slow)
    assert not built
    with ThreadPoolExecutor(4) as pool:
        apps = list(pool.map(lambda _: fallback.app, range(4)))
    assert len(built) == 1
    assert all(app is apps[0] for app in apps)
    Sides(make_app(), fallback).ours("GET", "/count")  # type: ignore[arg-type]
    assert len(built) == 1


def test_building_does_not_block_the_event_loop() -> None:
    threads = []

    def make() -> flask.Flask:
        threads.append(threading.current_thread())
        return make_app()

    Sides(make_app(), Fallback(make)).ours("GET", "/count")  # type: ignore[arg-type]
    assert threads
    assert threads[0] is not threading.main_thread()


def test_an_original_that_cannot_be_built_is_tried_again() -> None:
    attempts = []

    def fail_once() -> flask.Flask:
        attempts.append(1)
        if len(attempts) == 1:
            raise RuntimeError("not yet")
        return make_app()

    fallback = Fallback(fail_once)
    with pytest.raises(RuntimeError, match="not yet"):
        _ = fallback.app
    assert fallback.app.name == "x"


@pytest.mark.parametrize("root", ["", "/root"])
def test_addresses(root: str) -> None:
    fallback = Fallback(make_app)
    place = Location("h.org", "https", root)
    assert fallback.url_for("echo", {"rest": "a"}, place) == f"{root}/echo/a"
    assert (
        fallback.url_for("count", {"lang": None}, place, external=True)
        == f"https://h.org{root}/count"
    )
    with pytest.raises(BuildError):
        fallback.url_for("none", {}, place)


def test_a_mounted_original_sees_its_root() -> None:
    sides = Sides(make_app(), Fallback(make_app), root="/root")  # type: ignore[arg-type]
    answer = sides.ours("GET", "/root/echo/x").json()
    assert (answer["root"], answer["url"]) == ("/root", "http://localhost/root/echo/x")
    assert answer["address"] == "http://localhost/root/echo/a%20b?lang=de"
