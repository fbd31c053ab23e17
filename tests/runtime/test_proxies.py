"""X-Forwarded-… as Werkzeug's ProxyFix reads it, compared with ProxyFix itself."""

from __future__ import annotations

import itertools

import flask
import pytest
from werkzeug.middleware.proxy_fix import ProxyFix as WerkzeugProxyFix

from unflask.runtime import context, urls
from unflask.runtime.application import Application
from unflask.runtime.proxies import ProxyFix
from unflask.runtime.responses import redirect

from .pairs import Ask, compare

NAMES = ("For", "Proto", "Host", "Port", "Prefix")
VALUES = {
    "For": ("1.2.3.4", "1.1.1.1, 2.2.2.2,3.3.3.3", '"quoted", "a\\"b"', ' , "open', ""),
    "Proto": ("https", "https, http", " "),
    "Host": ("a.com", "a.com, b.com:8080", "[::1]", "[::1]:81", "a.com:443"),
    "Port": ("443", "80, 8443", "x", "0"),
    "Prefix": ("/app", "/app/", "/a, /b/c", "/\xc3\xa9"),
}


def sides(root="", **trusted):
    theirs, ours = flask.Flask("a", static_folder=None), Application("a", static_folder=None)
    theirs.wsgi_app = WerkzeugProxyFix(theirs.wsgi_app, **trusted)
    ours.add_middleware(ProxyFix, **trusted)

    @theirs.route("/x/")
    def x():
        r = flask.request
        return {
            "client": [r.remote_addr, r.scheme, r.host, r.script_root, r.path, r.url, r.url_root],
            "urls": [flask.url_for("x"), flask.url_for("x", _external=True), r.is_secure],
            "access_route": r.access_route,
            "environ": [r.environ[k] for k in ("SERVER_NAME", "SERVER_PORT", "PATH_INFO")],
        }

    @ours.get("/x/", name="x")
    def here():
        r = context.request
        return {
            "client": [r.remote_addr, r.scheme, r.host, r.script_root, r.path, r.href, r.url_root],
            "urls": [urls.url_for("x"), urls.url_for("x", _external=True), r.is_secure],
            "access_route": r.access_route,
            "environ": [r.environ[k] for k in ("SERVER_NAME", "SERVER_PORT", "PATH_INFO")],
        }

    theirs.get("/to")(lambda: flask.redirect(flask.url_for("x")))
    ours.get("/to")(lambda: redirect(urls.url_for("x")))
    return theirs, ours


def requests():
    for name in NAMES:
        for value in VALUES[name]:
            yield from _asks({f"X-Forwarded-{name}": value})
    for first, second in itertools.combinations(NAMES, 2):
        for one, two in itertools.product(VALUES[first], VALUES[second]):
            yield from _asks({f"X-Forwarded-{first}": one, f"X-Forwarded-{second}": two})


def _asks(headers):
    for path in ("/x/", "/x", "/to", "/nothing"):
        yield Ask(f"GET {path}?q=1", headers)


@pytest.mark.parametrize(
    "trusted",
    [
        {},
        {"x_for": 2, "x_proto": 2, "x_host": 2, "x_port": 2, "x_prefix": 2},
        {"x_for": 0, "x_proto": 0, "x_host": 1, "x_port": 1, "x_prefix": 1},
        {"x_host": 1, "x_prefix": 1},
        {"x_port": 1},
    ],
    ids=str,
)
def test_what_proxies_say_is_read_as_by_werkzeug(trusted):
    compare(*sides(**trusted), requests())


def test_a_header_may_be_sent_twice():
    twice = [("X-Forwarded-For", "1.1.1.1"), ("X-Forwarded-For", "2.2.2.2")]
    compare(*sides(x_for=2), [Ask("GET /x/", twice)])
