"""Signing in as Flask-Login does it, compared with Flask-Login itself."""

from __future__ import annotations

import sys
from datetime import datetime, timedelta

import flask
import flask_login
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unflask.runtime import login, login_cookies
from unflask.runtime.application import Application
from unflask.runtime.context import app_context, current_request
from unflask.runtime.routing import Router
from unflask.runtime.session import SessionMiddleware, get_flashed_messages

from .pairs import Ask, Client, FlaskClient, compare

OTHER = {"User-Agent": "other"}
JSON = {"Content-Type": "application/json"}
ASKS = (
    "GET /who",
    "GET /mine?tab=1",
    "GET /flashes",
    "OPTIONS /mine",
    "GET /area/",
    "POST /in/ann",
    "GET /mine",
    "GET /fresh",
    "GET /session",
    Ask("GET /mine", OTHER),
    Ask("GET /fresh", OTHER),
    "GET /session",
    "POST /confirm",
    "GET /fresh",
    "POST /out",
    "GET /who",
    "POST /in/ann?remember=1",
    "GET /session",
    Ask("GET /fresh", {"User-Agent": "third", "X-Forwarded-For": "1.2.3.4, 5.6.7.8"}),
    "POST /in/bea?remember=1&days=2&permanent=1",
    "GET /session",
    Ask("GET /session", OTHER),
    Ask("GET /who", {"Cookie": "remember_token=1|wrong"}),
    Ask("GET /who", {"Cookie": "remember_token=nonsense"}),
    "POST /in/idle",
    "POST /in/idle?force=1",
    "GET /area/",
    "POST /out",
    "GET /session",
    Ask("GET /who", {"Authorization": "key ann"}),
)


@pytest.fixture(autouse=True)
def still_clock(monkeypatch):
    """One second for both sides, since cookies hold the time."""
    monkeypatch.setattr("itsdangerous.timed.time.time", lambda: 1700000000.0)

    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return cls(2024, 1, 2, 3, 4, 5, tzinfo=tz)

        @classmethod
        def utcnow(cls):
            return cls(2024, 1, 2, 3, 4, 5)

    monkeypatch.setattr(login_cookies, "datetime", Clock)
    monkeypatch.setattr(sys.modules["flask_login.login_manager"], "datetime", Clock)


class User:
    is_authenticated = True
    is_anonymous = False

    def __init__(self, name):
        self.name = name
        self.is_active = name != "idle"

    def get_id(self):
        return self.name


def sides(set_up, **config):
    theirs, ours = flask.Flask("a", static_folder=None), Application("a", static_folder=None)
    ours.add_middleware(SessionMiddleware)
    area, router = flask.Blueprint("area", "a", url_prefix="/area"), Router("area", prefix="/area")
    for app, made, request, group, flashes in (
        (theirs, flask_login, flask.request, area, flask.get_flashed_messages),
        (ours, login, None, router, get_flashed_messages),
    ):
        app.config.update(SECRET_KEY="k", PROPAGATE_EXCEPTIONS=False, **config)
        manager = made.LoginManager(app)
        manager.user_loader(lambda name: None if name == "nobody" else User(name))
        set_up(manager)
        views(app, made, group, flashes, request)
    theirs.register_blueprint(area)
    ours.include_router(router)
    return theirs, ours


def views(app, made, group, flashes, request):  # noqa: C901 - one after the other
    def asked():
        return current_request() if request is None else request

    def session():
        return current_request().session if request is None else flask.session

    @app.get("/who")
    def who():
        return str(getattr(made.current_user, "name", None))

    @app.get("/mine")
    @made.login_required
    def mine():
        return made.current_user.name

    @app.get("/fresh")
    @made.fresh_login_required
    def fresh():
        return made.current_user.name

    @group.get("/")
    @made.login_required
    def inside():
        return "inside"

    @app.get("/flashes")
    def shown():
        return repr(flashes(with_categories=True))

    @app.get("/session")
    def kept():
        assert made.current_user is not None
        known = made.current_user.is_authenticated
        return {
            **session(),
            "known": known,
            "remembered": made.login_remembered(),
            "fresh": made.login_fresh(),
        }

    @app.post("/in/<name>" if request is not None else "/in/{name}")
    def sign_in(name):
        args = asked().args
        session().permanent = "permanent" in args
        days = args.get("days", type=int)
        done = made.login_user(
            User(name),
            remember="remember" in args,
            duration=None if days is None else timedelta(days=days),
            force="force" in args,
        )
        return f"{done} {made.current_user.is_authenticated}"

    @app.post("/confirm")
    @made.login_required
    def confirm():
        made.confirm_login()
        return "confirmed"

    @app.post("/out")
    def out():
        return str(made.logout_user())


def _nothing(manager):
    pass


def _pages(manager):
    manager.login_view = "who"
    manager.refresh_view = "shown"
    manager.login_message_category = "warning"


def _by_blueprint(manager):
    manager.login_view = "/elsewhere?a=1"
    manager.blueprint_login_views = {"area": "https://login.example/in"}
    manager.login_message = ""


def _strong(manager):
    manager.login_view = "http://localhost/who"
    manager.session_protection = "strong"


def _answers(manager):
    manager.unauthorized_handler(lambda: ("nobody", 403))
    manager.needs_refresh_handler(lambda: ("stale", 403))
    manager.request_loader(
        lambda request: User("ann") if request.headers.get("Authorization") else None
    )
    manager.session_protection = None


@pytest.mark.parametrize("set_up", [_nothing, _pages, _by_blueprint, _strong, _answers])
@pytest.mark.parametrize(
    "config",
    [
        {},
        {"USE_SESSION_FOR_NEXT": True, "REMEMBER_COOKIE_SAMESITE": "Lax"},
        {"REMEMBER_COOKIE_REFRESH_EACH_REQUEST": True, "REMEMBER_COOKIE_DURATION": 3600},
        {"LOGIN_DISABLED": True, "REMEMBER_COOKIE_NAME": "me", "REMEMBER_COOKIE_PATH": "/in"},
        {"FORCE_HOST_FOR_REDIRECTS": "forced.example", "REMEMBER_COOKIE_SECURE": True},
    ],
)
def test_both_answer_alike(set_up, config):
    theirs, ours = sides(set_up, **config)
    compare(theirs, ours, ASKS)


def test_a_login_counts_on_the_other_side():
    theirs, ours = sides(_pages)
    of_flask, migrated = FlaskClient(theirs), Client(ours)
    of_flask.ask("POST /in/ann?remember=1")
    migrated.cookies.update(of_flask.cookies)
    assert migrated.ask("GET /fresh").body == b"ann"
    del migrated.cookies["session"]
    assert migrated.ask("GET /mine").body == b"ann"
    of_flask.cookies.clear()
    of_flask.cookies.update(migrated.cookies)
    assert of_flask.ask("GET /mine").body == b"ann"
    assert of_flask.ask("GET /fresh").status == 302


@settings(max_examples=200)
@given(st.text(), st.text(min_size=1, alphabet=st.characters(max_codepoint=255)))
def test_cookies_are_signed_alike(payload, key):
    cookie = login.encode_cookie(payload, key)
    assert cookie == flask_login.encode_cookie(payload, key)
    assert flask_login.decode_cookie(cookie, key) == payload
    assert login.decode_cookie(cookie, key) == payload
    assert login.decode_cookie(cookie[:-1], key) is None


URLS = st.builds(
    "{}{}{}".format,
    st.sampled_from(["", "http://a.org", "https://a.org", "//a.org", "http://b.org:80"]),
    st.sampled_from(["/", "/in", "/a%20b/c"]),
    st.sampled_from(["", "?", "?a=1", "?next=%2Fx&a=&b=1&b=2", "?q=ä", "#x"]),
)


@settings(max_examples=300)
@given(URLS, URLS, st.sampled_from(["next", "to"]))
def test_addresses_are_made_alike(page, here, field):
    theirs, ours = flask.Flask("a"), Application("a")
    assert login.make_next_param(page, here) == flask_login.make_next_param(page, here)
    if page.startswith("//"):
        return
    with theirs.app_context(), app_context(ours):
        ours.config["SECRET_KEY"] = "k"
        assert login.login_url(page, here, field) == flask_login.login_url(page, here, field)
