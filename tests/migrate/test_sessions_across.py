"""Flask and FastAPI side by side: a browser that goes to and fro between them notices nothing."""

import uuid
from datetime import UTC, datetime

import httpx
import pytest

from unflask.analysis.files import read_project
from unflask.migrate import Options, migrate
from unflask.migrate.write import write
from unflask.replay.side import Side, Subject

FORUM = """
import datetime
import uuid
from functools import wraps

from flask import Flask, flash, get_flashed_messages, g, jsonify, redirect, request, session
from markupsafe import Markup

app = Flask(__name__)
app.config.update(
    SECRET_KEY="the new key",
    SECRET_KEY_FALLBACKS=["the old key"],
    PERMANENT_SESSION_LIFETIME=3600,
    SESSION_COOKIE_NAME="forum",
)


def login_required(view):
    @wraps(view)
    def inner(*args, **kwargs):
        g.user = session.get("user")
        if g.user is None:
            return jsonify(error="log in"), 401
        return view(*args, **kwargs)

    return inner


@app.post("/login")
def login():
    session.permanent = True
    session["user"] = request.form["name"]
    flash("Welcome", "success")
    return redirect("/me")


@app.post("/logout")
@login_required
def logout():
    session.pop("user")
    flash("Come back")
    return "", 204


@app.get("/me")
@login_required
def me():
    return jsonify(user=g.user, permanent=session.permanent, keys=sorted(session))


@app.get("/messages")
def messages():
    return jsonify(get_flashed_messages(with_categories=True))


@app.post("/note")
@login_required
def note():
    session.setdefault("notes", []).append(request.form["text"])
    session.modified = True
    return jsonify(session["notes"])


@app.post("/types")
def types():
    session["types"] = {
        "tuple": (1, "ä"),
        "bytes": b"\\x00\\xff",
        "moment": datetime.datetime(2024, 2, 29, 12, 30, tzinfo=datetime.timezone.utc),
        "uuid": uuid.UUID(int=7),
        "markup": Markup("<b>"),
    }
    return "", 204


@app.get("/types")
def show_types():
    return jsonify({name: repr(value) for name, value in session["types"].items()})
"""


@pytest.fixture(scope="module")
def sides(tmp_path_factory):
    place = tmp_path_factory.mktemp("forum")
    before, after = place / "before", place / "after"
    before.mkdir()
    (before / "app.py").write_text(FORUM)
    migration = migrate(read_project(before), Options())
    assert {route.state for route in migration.result.routes} == {"converted"}
    write(migration, after, force=False)
    works = [place / "a", place / "b"]
    for work in works:
        work.mkdir()
    with (
        Side(Subject("wsgi", before, "app"), works[0]) as flask,
        Side(Subject("asgi", after, migration.result.asgi), works[1]) as fastapi,
    ):
        yield {"Flask": flask.base, "FastAPI": fastapi.base}


@pytest.fixture(params=["Flask", "FastAPI"])
def browser(sides, request):
    """One cookie jar; each request goes to the other side than the one before."""
    first = request.param
    second = next(name for name in sides if name != first)
    with httpx.Client(trust_env=False) as client:

        def ask(method, path, **data):
            nonlocal first, second
            answer = client.request(method, sides[first] + path, data=data or None)
            first, second = second, first
            return answer

        ask.client = client
        yield ask


def test_a_login_and_its_messages_go_to_and_fro(browser):
    assert browser("GET", "/me").status_code == 401
    assert browser("POST", "/login", name="ann").headers["location"] == "/me"
    assert browser("GET", "/me").json() == {
        "user": "ann", "permanent": True, "keys": ["_flashes", "_permanent", "user"],
    }  # fmt: skip
    assert browser("GET", "/messages").json() == [["success", "Welcome"]]
    assert browser("GET", "/messages").json() == []
    assert browser("POST", "/logout").status_code == 204
    assert browser("GET", "/me").status_code == 401
    assert browser("GET", "/messages").json() == [["message", "Come back"]]


def test_what_one_side_changes_the_other_goes_on_with(browser):
    browser("POST", "/login", name="ann")
    assert browser("POST", "/note", text="one").json() == ["one"]
    assert browser("POST", "/note", text="two").json() == ["one", "two"]
    assert browser("POST", "/note", text="three").json() == ["one", "two", "three"]
    assert browser("GET", "/me").json()["keys"] == ["_flashes", "_permanent", "notes", "user"]


def test_values_of_every_type_come_back_as_they_were(browser):
    moment = datetime(2024, 2, 29, 12, 30, tzinfo=UTC)
    expected = {
        "tuple": repr((1, "ä")),
        "bytes": repr(b"\x00\xff"),
        "moment": repr(moment),
        "uuid": repr(uuid.UUID(int=7)),
        "markup": "Markup('<b>')",
    }
    for _ in range(2):
        assert browser("POST", "/types").status_code == 204
        shown = browser("GET", "/types").json()
        assert shown | {"moment": expected["moment"]} == expected
        assert "2024, 2, 29, 12, 30" in shown["moment"]
        browser("GET", "/messages")


def test_a_session_signed_with_the_key_before_is_read_and_signed_anew(browser):
    from itsdangerous import URLSafeTimedSerializer

    old = URLSafeTimedSerializer(
        "the old key", "cookie-session", signer_kwargs={"key_derivation": "hmac"}
    ).dumps({"user": "bob"})
    browser.client.cookies.set("forum", old, domain="127.0.0.1", path="/")
    assert browser("GET", "/me").json()["user"] == "bob"
    assert browser("POST", "/note", text="one").json() == ["one"]
    assert browser("GET", "/me").json()["keys"] == ["notes", "user"]


def test_a_cookie_that_nobody_signed_is_no_session(browser):
    browser.client.cookies.set("forum", "eyJ1c2VyIjoiYW5uIn0.x.y", domain="127.0.0.1", path="/")
    assert browser("GET", "/me").status_code == 401
    assert browser("GET", "/me").status_code == 401
