"""Tokens of forms, made by Flask-WTF and checked by the copied module, and the other way round."""

from __future__ import annotations

import flask
import flask_wtf.csrf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from itsdangerous import URLSafeTimedSerializer
from wtforms import ValidationError

from unflask.runtime import csrf
from unflask.runtime.application import Application
from unflask.runtime.context import AppContext, current, current_request, g
from unflask.runtime.requests import Request
from unflask.runtime.routing import Router
from unflask.runtime.session import Session, SessionMiddleware

from .pairs import Ask, Client, FlaskClient, compare

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
NOW = 1700000000.0
KEPT = "5" * 40


class Side:
    """A framework with a session in which tokens are made and checked."""

    def __init__(self, name, settings):
        self.name, self.settings = name, settings

    def run(self, session, work):
        """Return what `work` gives or raises, and leave the session as it is then."""
        try:
            return self._run(session, work)
        except (ValidationError, RuntimeError, TypeError) as error:
            return type(error), str(error)

    def _run(self, session, work):
        if self.name == "flask":
            app = flask.Flask("a")
            app.config.update(self.settings)
            with app.test_request_context():
                flask.session.update(session)
                try:
                    return work(flask_wtf.csrf)
                finally:
                    session.update(flask.session)
        app = Application("a")
        app.config.update(self.settings)
        scope = {"type": "http", "method": "POST", "path": "/", "headers": [], "app": app}
        scope["session"] = Session(session)
        token = current.set(AppContext(app, Request.begin(scope, None)))
        try:
            return work(csrf)
        finally:
            session.update(scope["session"])
            current.reset(token)


def sides(**settings):
    settings = {"SECRET_KEY": "k", **settings}
    return Side("flask", settings), Side("ours", settings)


@pytest.fixture
def clock(monkeypatch):
    """Sets the time that tokens are signed and checked at."""

    def turn(seconds):
        monkeypatch.setattr("itsdangerous.timed.time.time", lambda: NOW + seconds)

    turn(0)
    return turn


SETTINGS = [
    {},
    {"WTF_CSRF_SECRET_KEY": "other"},
    {"WTF_CSRF_FIELD_NAME": "tok"},
    {"WTF_CSRF_SECRET_KEY": b"bytes", "WTF_CSRF_FIELD_NAME": "tok", "WTF_CSRF_TIME_LIMIT": None},
]


@pytest.mark.parametrize("settings", SETTINGS, ids=str)
def test_a_token_of_the_same_session_is_the_same_text(settings, clock):
    theirs, ours = sides(**settings)
    name = settings.get("WTF_CSRF_FIELD_NAME", "csrf_token")
    made = [side.run({name: KEPT}, lambda m: m.generate_csrf()) for side in (theirs, ours)]
    assert made[0] == made[1]
    assert isinstance(made[0], str)


@pytest.mark.parametrize("settings", SETTINGS, ids=str)
@pytest.mark.parametrize("first", [0, 1], ids=["flask", "ours"])
@pytest.mark.parametrize("later", [0, 3599, 3600, 3601, -5])
@pytest.mark.parametrize("limit", [None, 10, 7200])
def test_a_token_of_one_side_is_checked_alike_by_both(settings, first, later, limit, clock):
    both = sides(**settings)
    session: dict[str, str] = {}
    token = both[first].run(session, lambda m: m.generate_csrf())
    assert list(session) == [settings.get("WTF_CSRF_FIELD_NAME", "csrf_token")]
    clock(later)
    found = [s.run(dict(session), lambda m: m.validate_csrf(token, time_limit=limit)) for s in both]
    assert found[0] == found[1]
    if later == 0:
        assert found[0] is None


tokens = st.one_of(
    st.none(),
    st.text(),
    st.binary(max_size=5),
    st.builds(
        lambda value, key, salt: URLSafeTimedSerializer(key, salt=salt).dumps(value),
        st.one_of(st.just(KEPT), st.text(max_size=3), st.integers()),
        st.sampled_from(["k", "other"]),
        st.sampled_from(["wtf-csrf-token", "cookie-session"]),
    ),
)
kept = st.one_of(st.none(), st.just(KEPT), st.text(max_size=3), st.integers(0, 3))


@given(tokens, kept)
def test_any_token_is_checked_alike(token, value):
    session = {} if value is None else {"csrf_token": value}
    found = [s.run(dict(session), lambda m: m.validate_csrf(token)) for s in sides()]
    assert found[0] == found[1]


@pytest.mark.parametrize(
    ("settings", "arguments"),
    [
        ({"SECRET_KEY": None}, {}),
        ({"SECRET_KEY": None}, {"secret_key": "given"}),
        ({"WTF_CSRF_FIELD_NAME": None}, {}),
        ({}, {"secret_key": "given", "token_key": "own"}),
    ],
    ids=str,
)
def test_tokens_want_a_key_and_a_name(settings, arguments, clock):
    names = {"csrf_token": KEPT, "own": KEPT}
    kept_in = names if settings.get("SECRET_KEY", "k") else {}
    found = [
        s.run(dict(kept_in), lambda m: m.generate_csrf(**arguments)) for s in sides(**settings)
    ]
    # An app without a key has a session that cannot be written.
    assert found[0] == found[1] or not kept_in


def test_what_cannot_be_signed_in_the_session_is_replaced():
    for side in sides():
        session = {"csrf_token": {1, 2}}
        assert isinstance(side.run(session, lambda m: m.generate_csrf()), str)
        assert len(session["csrf_token"]) == 40


def test_a_meta_element_has_the_token(clock):
    for arguments in ({}, {"name": '"<&'}):
        found = [
            s.run({"csrf_token": KEPT}, lambda m: m.csrf_meta_tag(**arguments))  # noqa: B023
            for s in sides()
        ]
        assert found[0] == found[1]
        assert "content=" in found[0]


def protected(settings=None):
    theirs, ours = flask.Flask("a", static_folder=None), Application("a", static_folder=None)
    ours.add_middleware(SessionMiddleware)
    apps = []
    for app, module, group, session, kept_here in (
        (theirs, flask_wtf.csrf, flask.Blueprint("b", "b"), lambda: flask.session, flask.g),
        (ours, csrf, Router("b", "b"), lambda: current_request().session, g),
    ):
        app.config.update(SECRET_KEY="k", PROPAGATE_EXCEPTIONS=False, **(settings or {}))
        guard = module.CSRFProtect()
        views(app, group, guard, session, kept_here)
        guard.init_app(app)
        getattr(app, "register_blueprint", getattr(app, "include_router", None))(group)
        app.errorhandler(module.CSRFError)(lambda e: (f"{e.name}: {e.description}", 400))
        apps.append(app)
    return apps


def views(app, group, guard, session, kept_here):
    @app.get("/")
    def index():
        session()[app.config["WTF_CSRF_FIELD_NAME"]] = KEPT
        return app.jinja_env.from_string("{{ csrf_token() }} {{ csrf_meta_tag() }}").render()

    @app.post("/")
    @app.put("/")
    def send():
        return f"sent {kept_here.get('csrf_valid')}"

    @app.post("/hook")
    @guard.exempt
    def hook():
        return f"hook {kept_here.get('csrf_valid')}"

    @app.post("/asked")
    @guard.exempt
    def asked():
        guard.protect()
        return f"asked {kept_here.get('csrf_valid')}"

    @group.post("/grouped")
    def grouped():
        return "grouped"

    @app.before_request
    def first():
        kept_here.first = True

    guard.exempt(group)


def asks(token):
    for path in ("/", "/hook", "/asked", "/grouped", "/nowhere"):
        yield Ask(f"POST {path}")
        yield Ask(f"POST {path}", FORM, f"csrf_token={token}")
        yield Ask(f"POST {path}", FORM, "csrf_token=wrong")
    yield Ask("PUT /", FORM, f"csrf_token={token}")
    yield Ask("PUT /")
    yield Ask("DELETE /")
    yield Ask("POST /", FORM, f"csrf_token=&a-csrf_token=&b-csrf_token={token}")
    yield Ask("POST /", {"X-CSRFToken": token})
    yield Ask("POST /", {"X-CSRF-Token": token})
    yield Ask("POST /", {"X-CSRFToken": "", "X-CSRF-Token": token})
    yield Ask("POST /", {"X-Own": token})
    yield Ask("POST /", {"X-CSRFToken": "wrong", **FORM}, f"csrf_token={token}")


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"WTF_CSRF_ENABLED": False},
        {"WTF_CSRF_CHECK_DEFAULT": False},
        {"WTF_CSRF_METHODS": ["PUT"]},
        {"WTF_CSRF_HEADERS": ["X-Own"]},
        {"WTF_CSRF_FIELD_NAME": "b-csrf_token"},
        {"WTF_CSRF_META_NAME": "mine"},
        {"MAX_CONTENT_LENGTH": 10},
    ],
    ids=str,
)
def test_requests_are_checked_as_by_flask_wtf(settings, clock):
    theirs, ours = protected(settings)
    token = URLSafeTimedSerializer("k", salt="wtf-csrf-token").dumps(KEPT)
    compare(theirs, ours, ["POST /", "GET /", *asks(token)])


REFERRERS = (
    {}, {"Referer": "https://localhost/"}, {"Referer": "https://localhost/form?a=1"},
    {"Referer": "http://localhost/"}, {"Referer": "https://localhost:444/"},
    {"Referer": "https://example.org/"}, {"Referer": "https://localhost:many/"},
    {"Referer": "nonsense"}, {"Referer": "http://localhost:many/"},
)  # fmt: skip


@pytest.mark.parametrize("strict", [True, False])
@pytest.mark.parametrize("referrer", REFERRERS, ids=str)
def test_https_wants_a_referrer_of_the_same_host(strict, referrer, clock):
    theirs, ours = protected({"WTF_CSRF_SSL_STRICT": strict})
    token = URLSafeTimedSerializer("k", salt="wtf-csrf-token").dumps(KEPT)
    of_flask, migrated = FlaskClient(theirs, scheme="https"), Client(ours, scheme="https")
    for ask in (Ask("GET /"), Ask("POST /", {"X-CSRFToken": token, **referrer})):
        assert migrated.ask(ask) == of_flask.ask(ask)


def test_a_cookie_and_a_token_of_one_side_serve_on_the_other(clock):
    theirs, ours = protected()
    for first, second in ((FlaskClient(theirs), Client(ours)), (Client(ours), FlaskClient(theirs))):
        token = first.ask("GET /").body.split()[0].decode()
        second.cookies.update(first.cookies)
        assert second.ask(Ask("POST /", FORM, f"csrf_token={token}")).body == b"sent True"
