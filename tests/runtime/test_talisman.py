"""Security headers as Flask-Talisman sends them, compared with Flask-Talisman itself."""

from __future__ import annotations

import flask
import flask_talisman
import pytest

from unflask.runtime import talisman
from unflask.runtime.application import Application
from unflask.runtime.context import current_request
from unflask.runtime.errors import abort
from unflask.runtime.session import SessionMiddleware

from .pairs import Ask, compare

PROTOCOLS = ({}, {"X-Forwarded-Proto": "https"}, {"X-Forwarded-Proto": "http"})
TARGETS = ("/", "/own", "/gone", "/boom", "/nowhere", "/a%20b?q=1&r=%2F", "/sign-in")


def requests():
    for target in TARGETS:
        for headers in PROTOCOLS:
            yield Ask(f"GET {target}", headers)
    yield Ask("POST /", {})
    yield Ask("OPTIONS /own", PROTOCOLS[1])
    yield Ask("GET /signed-in", PROTOCOLS[1])


@pytest.fixture(autouse=True)
def still_clock(monkeypatch):
    """One second for both sides, since cookies hold the time."""
    monkeypatch.setattr("itsdangerous.timed.time.time", lambda: 1700000000.0)


def sides(options, *, debug=False):
    theirs, ours = flask.Flask("a", static_folder=None), Application("a", static_folder=None)
    ours.add_middleware(SessionMiddleware)
    for app, made, stop, session in (
        (theirs, flask_talisman, flask.abort, lambda: flask.session),
        (ours, talisman, abort, lambda: current_request().session),
    ):
        app.config.update(SECRET_KEY="k", DEBUG=debug, PROPAGATE_EXCEPTIONS=False)
        made.Talisman(app, **options)
        views(app, stop, session)
    return theirs, ours


def views(app, stop, session):
    @app.get("/")
    def index():
        return "index"

    @app.get("/own")
    def own():
        return "own", 200, {"X-Frame-Options": "ALLOWALL", "Referrer-Policy": "origin"}

    @app.get("/gone")
    def gone():
        stop(410)

    @app.get("/boom")
    def boom():
        raise ZeroDivisionError

    @app.get("/sign-in")
    def sign_in():
        session()["user"] = 1
        return "in"

    @app.get("/signed-in")
    def signed_in():
        return str(session().get("user"))


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"force_https": False},
        {"force_https_permanent": True},
        {
            "force_https": False,
            "session_cookie_secure": False,
            "content_security_policy": {
                "default-src": ["'self'"],
                "script-src": ["'self'", "'unsafe-inline'"],
                "object-src": "'none'",
            },
        },
        {"content_security_policy": "default-src 'self'  x; object-src 'none';"},
        {"content_security_policy": None, "referrer_policy": "no-referrer"},
        {"content_security_policy": {}, "frame_options": None, "x_content_type_options": False},
        {"frame_options": "ALLOW-FROM", "frame_options_allow_from": "https://a.org"},
        {"frame_options": "DENY", "force_file_save": True, "x_xss_protection": True},
        {
            "content_security_policy_report_uri": "/reports",
            "content_security_policy_report_only": True,
        },
        {
            "content_security_policy": "default-src *; report-uri /own",
            "content_security_policy_report_uri": "/reports",
        },
        {
            "strict_transport_security_preload": True,
            "strict_transport_security_max_age": 60,
            "strict_transport_security_include_subdomains": False,
        },
        {"strict_transport_security": False, "session_cookie_samesite": "Strict"},
        {"session_cookie_http_only": False, "session_cookie_samesite": None},
        {
            "feature_policy": {"geolocation": "'none'", "camera": ["'self'", "https://a.org"]},
            "permissions_policy": {"geolocation": "()", "camera": "(self)"},
            "document_policy": {"oversized-images": "2.0"},
        },
        {
            "feature_policy": "geolocation 'none'",
            "permissions_policy": "camera=()",
            "document_policy": "x",
        },
        {"permissions_policy": None},
    ],
    ids=str,
)
@pytest.mark.parametrize("debug", [False, True])
def test_headers_are_those_of_flask_talisman(options, debug):
    compare(*sides(options, debug=debug), requests())


def test_a_nonce_is_in_the_headers_and_the_page(monkeypatch):
    for module in (talisman.secrets, flask_talisman.talisman.secrets):
        monkeypatch.setattr(module, "token_urlsafe", lambda length: "n" * 50)
    options = {
        "force_https": False,
        "content_security_policy": {"script-src": "'self'", "style-src": ["'self'"]},
        "content_security_policy_nonce_in": ["script-src"],
    }
    theirs, ours = sides(options)
    template = "<script nonce={{ csp_nonce() }}>"

    @theirs.get("/page")
    def page():
        return theirs.jinja_env.from_string(template).render()

    @ours.get("/page")
    def same_page():
        return ours.jinja_env.from_string(template).render()

    compare(theirs, ours, [*requests(), "GET /page"])


def test_reports_without_an_address_are_refused():
    with pytest.raises(ValueError, match="report_uri"):
        talisman.Policy(content_security_policy_report_only=True)
