"""The session's cookie and headers are Flask's, and flashed messages are kept in it."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from functools import partial
from typing import TYPE_CHECKING, Any

import flask
import pytest
from markupsafe import Markup

from unflask.runtime import session as runtime
from unflask.runtime.application import Application
from unflask.runtime.context import session as proxy
from unflask.runtime.requests import Request
from unflask.runtime.session import (
    NullSession,
    Session,
    SessionMiddleware,
    flash,
    get_flashed_messages,
)

from .sides import Sides, sides_of

if TYPE_CHECKING:
    from collections.abc import Callable

VALUES = {
    "t": (1, (2, "x")),
    "b": b"\xff\x00",
    "d": dt.datetime(2024, 1, 2, 3, 4, 5, tzinfo=dt.UTC),
    "u": uuid.UUID(int=7),
    "m": Markup("<b>"),
    "tagdict": {" t": 5},
    "l": [1, (2,)],
    "uni": "\u00e9",
    "n": None,
}


def set_permanent(session: Any) -> str:
    session.permanent = True
    session["a"] = 1
    return "p"


def fail(session: Any) -> str:
    session["z"] = 1
    raise ValueError("a failing view")


def spoil(session: Any) -> str:
    session["a"] = object()
    return "not reached by the client"


VIEWS: dict[str, Callable[[Any], str]] = {
    "none": lambda session: "x",
    "read": lambda session: repr(session.get("a")),
    "has": lambda session: repr("a" in session),
    "len": lambda session: repr(len(session)),
    "truth": lambda session: repr(bool(session)),
    "set": lambda session: session.__setitem__("a", 1) or "set",
    "all": lambda session: session.update(VALUES) or "all",
    "dump": lambda session: repr(sorted(session.items())),
    "perm": set_permanent,
    "perm2": lambda session: repr(session.permanent),
    "clear": lambda session: session.clear() or "c",
    "pop": lambda session: repr(session.pop("a", None)),
    "popkey": lambda session: repr(session.pop("a")),
    "popitem": lambda session: repr(session.popitem()),
    "del": lambda session: repr(session.__delitem__("a")),
    "default": lambda session: repr(session.setdefault("q", 5)),
    "default2": lambda session: repr(session.setdefault("a", 5)),
    "nested": lambda session: session["l"].append(2) or "n",
    "marked": lambda session: setattr(session, "modified", True) or "m",
    "new": lambda session: repr(session.new),
    "boom": fail,
    "text": lambda session: f"{session}",
    "spoil": spoil,
    "attribute": lambda session: repr(session.permanent) + repr(session.modified),
}


def make(views: dict[str, Callable[[Any], Any]] = VIEWS) -> Sides:
    theirs = flask.Flask("x")
    ours = Application("x")
    ours.add_middleware(SessionMiddleware)
    for name, view in views.items():
        theirs.add_url_rule(f"/{name}", name, lambda view=view: view(flask.session))

        ours.add_api_route(f"/{name}", partial(view, proxy), name=name)

    both = sides_of(theirs, ours)
    both.configure(SECRET_KEY="k")
    return both


@pytest.fixture(autouse=True)
def still_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """One second for both sides, since cookies hold the time."""
    monkeypatch.setattr("time.time", lambda: 1700000000.0)
    monkeypatch.setattr("itsdangerous.timed.time.time", lambda: 1700000000.0)

    class Clock(dt.datetime):
        @classmethod
        def now(cls, tz: Any = None) -> Any:
            return dt.datetime.fromtimestamp(1700000000.0, tz)

    monkeypatch.setattr("flask.sessions.datetime", Clock)
    monkeypatch.setattr(runtime, "datetime", Clock)


def cookie(config: dict[str, Any], payload: dict[str, Any], **more: Any) -> dict[str, str]:
    app = flask.Flask("x")
    app.config |= {**config, **more}
    with app.app_context():
        signed = app.session_interface.get_signing_serializer(app).dumps(payload)  # type: ignore[attr-defined]
    return {"Cookie": f"other=1; session={signed}; session=second"}


COOKIES: dict[str, dict[str, Any] | None] = {
    "no cookie": None,
    "a value": {"a": 1},
    "permanent": {"_permanent": True, "a": 1},
    "all values": VALUES,
    "empty": {},
}


@pytest.mark.parametrize("held", COOKIES)
@pytest.mark.parametrize("view", VIEWS)
def test_what_becomes_of_the_cookie(view: str, held: str) -> None:
    payload = COOKIES[held]
    headers = {} if payload is None else cookie({"SECRET_KEY": "k"}, payload)
    make({view: VIEWS[view]}).check("GET", f"/{view}", headers=headers)


@pytest.mark.parametrize(
    "settings",
    [
        {"SESSION_COOKIE_NAME": "sid"},
        {"SESSION_COOKIE_DOMAIN": "example.com"},
        {"SESSION_COOKIE_PATH": "/app"},
        {"APPLICATION_ROOT": "/root"},
        {"SESSION_COOKIE_HTTPONLY": False, "SESSION_COOKIE_SECURE": True},
        {"SESSION_COOKIE_SAMESITE": "Lax"},
        {"SESSION_COOKIE_SAMESITE": "strict"},
        {"SESSION_COOKIE_SAMESITE": "wrong"},
        {"SESSION_COOKIE_PARTITIONED": True},
        {"SESSION_REFRESH_EACH_REQUEST": False},
        {"PERMANENT_SESSION_LIFETIME": 60},
        {"PERMANENT_SESSION_LIFETIME": dt.timedelta(hours=2, microseconds=5)},
        {"SECRET_KEY": b"bytes", "SECRET_KEY_FALLBACKS": ["k"]},
        {"SECRET_KEY": "other"},
        {"SECRET_KEY": None},
        {"SECRET_KEY": ""},
    ],
    ids=str,
)
@pytest.mark.parametrize("view", ["none", "read", "set", "perm", "clear", "pop", "default"])
def test_settings(view: str, settings: dict[str, Any]) -> None:
    sides = make({view: VIEWS[view]})
    sides.configure(**settings)
    for payload in ({"a": 1}, {"a": 1, "_permanent": True}):
        sides.check("GET", f"/{view}", headers=cookie({"SECRET_KEY": "k"}, payload))
    sides.check("GET", f"/{view}")


@pytest.mark.parametrize(
    "text",
    ["session=bad", "session=", "session", "session=a.b.c", 'session="quoted"', "session=.eJ.x.y"],
)
def test_a_bad_cookie_is_no_session(text: str) -> None:
    make().check("GET", "/read", headers={"Cookie": text})


def test_an_old_cookie_is_no_session(monkeypatch: pytest.MonkeyPatch) -> None:
    headers = cookie({"SECRET_KEY": "k"}, {"a": 1})
    sides = make()
    sides.configure(PERMANENT_SESSION_LIFETIME=10)
    assert sides.check("GET", "/read", headers=headers).text == "1"
    monkeypatch.setattr("itsdangerous.timed.time.time", lambda: 1700000011.0)
    assert sides.check("GET", "/read", headers=headers).text == "None"


def test_each_side_goes_on_with_the_session_of_the_other() -> None:
    sides = make()
    written = sides.ours("GET", "/all").cookies["session"]
    assert written == sides.theirs("GET", "/all").cookies["session"]
    assert "UUID(" in sides.check("GET", "/dump", headers={"Cookie": f"session={written}"}).text


@pytest.mark.parametrize("present", ["Accept", "accept, cookie", "COOKIE", "*"])
def test_vary_is_one_header(present: str) -> None:
    def answer(session: Any, make_response: Any) -> Any:
        session.get("a")
        response = make_response("v")
        response.headers["Vary"] = present
        return response

    from unflask.runtime.responses import make_response

    theirs = flask.Flask("x")
    theirs.add_url_rule("/", "v", lambda: answer(flask.session, flask.make_response))
    ours = Application("x")
    ours.add_middleware(SessionMiddleware)

    @ours.get("/")
    def v(request: Request):
        return answer(request.session, make_response)

    both = sides_of(theirs, ours)
    both.configure(SECRET_KEY="k")
    both.check("GET", "/")


def test_the_proxy_is_the_session_of_the_request() -> None:
    app = Application("x")
    app.add_middleware(SessionMiddleware)
    app.config["SECRET_KEY"] = "k"

    @app.get("/")
    def view(request: Request):
        proxy["a"] = 1
        return {"same": request.session == {"a": 1}, "in": "a" in proxy}

    answer = sides_of(flask.Flask("y"), app).ours("GET", "/")
    assert answer.json() == {"same": True, "in": True}
    assert answer.headers["vary"] == "Cookie"


def test_writing_without_a_key_names_the_reason() -> None:
    theirs = flask.sessions.NullSession()
    ours = NullSession()
    for write in (
        lambda s: s.update(a=1),
        lambda s: s.pop("a", None),
        lambda s: s.setdefault("a"),
        lambda s: s.clear(),
        lambda s: s.popitem(),
        lambda s: setattr(s, "permanent", True),
        lambda s: s.__setitem__("a", 1),
        lambda s: s.__delitem__("a"),
    ):
        with pytest.raises(RuntimeError) as expected:
            write(theirs)
        with pytest.raises(RuntimeError, match=re.escape(str(expected.value))):
            write(ours)
    assert ours.get("a") is None


def test_a_session_is_a_dict() -> None:
    session = Session({"a": 1})
    assert not session.modified
    assert {**session} == {"a": 1}
    with pytest.raises(KeyError):
        del session["b"]
    with pytest.raises(KeyError):
        session.pop("b")
    assert not session.modified
    session |= {"c": 3}
    assert session.modified
    assert isinstance(session, Session)


def test_a_cookie_that_is_too_large_is_warned_about() -> None:
    sides = make({"large": lambda session: session.update(a="\u00e9x" * 5000, b=VALUES) or "l"})
    sides.configure(MAX_COOKIE_SIZE=100)
    with pytest.warns(UserWarning, match="cookie is too large"):
        sides.check("GET", "/large")


# Flashed messages: each view gets the functions of its side.
def flash_two(flash: Any, get: Any) -> str:
    flash("hi")
    flash("bad", "error")
    return "f"


def flash_named(flash: Any, get: Any) -> str:
    flash(message={"a": 1}, category="c")
    flash(("t",), category="d")
    return repr(get(True))


FLASHES: dict[str, Callable[[Any, Any], str]] = {
    "flash": flash_two,
    "named": flash_named,
    "show": lambda flash, get: repr(get(with_categories=True)),
    "twice": lambda flash, get: repr(get(category_filter=["error"])) + repr(get()),
    "positional": lambda flash, get: repr(get(True, ("message",))),
    "after": lambda flash, get: repr(get()) + flash_two(flash, get) + repr(get()),
    "nothing": lambda flash, get: "nothing",
}


@pytest.mark.parametrize("with_request", [True, False])
@pytest.mark.parametrize("view", FLASHES)
def test_flashed_messages(view: str, with_request: bool) -> None:
    act = FLASHES[view]
    theirs = flask.Flask("x")
    theirs.add_url_rule("/", "v", lambda: act(flask.flash, flask.get_flashed_messages))
    ours = Application("x")
    ours.add_middleware(SessionMiddleware)

    @ours.get("/")
    def v(request: Request):
        first = (request,) if with_request else ()
        return act(partial(flash, *first), partial(get_flashed_messages, *first))

    both = sides_of(theirs, ours)
    both.configure(SECRET_KEY="k")
    held = {"_flashes": [("message", "one"), ("error", "two")], "a": 1}
    both.check("GET", "/")
    both.check("GET", "/", headers=cookie({"SECRET_KEY": "k"}, held))


def test_flashing_needs_a_request() -> None:
    with pytest.raises(RuntimeError, match="Working outside of request context"):
        flash("x")
