"""The same test code sees the same values through Flask's client and through ours.

One Flask application is asked twice: by Flask's client, and by ours with a WSGI adapter between.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import flask
import pytest
from a2wsgi import WSGIMiddleware

from unflask.runtime.testing_client import Client, ClientRedirectError

if TYPE_CHECKING:
    from flask.testing import FlaskClient

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")


def create_app() -> flask.Flask:
    """Make an application that answers with what it is asked."""
    app = flask.Flask(__name__)
    app.secret_key = "k"

    @app.route("/echo", methods=["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
    def echo() -> Any:
        request = flask.request
        return {
            "method": request.method,
            "url": request.url,
            "args": request.args.to_dict(flat=False),
            "form": request.form.to_dict(flat=False),
            "files": {
                k: [v.filename, v.mimetype, v.read().decode()] for k, v in request.files.items()
            },
            "json": request.get_json(silent=True),
            "body": request.get_data(as_text=True),
            "cookies": request.cookies,
            "address": request.remote_addr,
            "headers": {
                k: v for k, v in request.headers if k not in {"Content-Type", "User-Agent"}
            },
        }

    @app.route("/go/<int:code>", methods=["GET", "POST", "HEAD"])
    def go(code: int) -> Any:
        response = flask.redirect(flask.request.args["to"], code)
        response.set_cookie("step", str(code))
        return response

    @app.get("/loop")
    def loop() -> Any:
        return flask.redirect("/loop")

    @app.get("/cookie")
    def cookie() -> Any:
        response = flask.make_response("ok")
        response.set_cookie("a", 'q"; é,', httponly=True, samesite="Lax")
        response.set_cookie("b", "1", path="/deep", max_age=60, secure=True)
        response.set_cookie("c", "1", domain="localhost")
        response.delete_cookie("gone")
        return response

    @app.get("/rich")
    def rich() -> Any:
        response = flask.Response("é", status=201, mimetype="text/plain")
        response.cache_control.max_age = 60
        response.cache_control.no_cache = True
        response.cache_control.public = True
        response.set_etag("tag", weak=True)
        response.last_modified = datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC)
        response.expires = datetime(2021, 1, 2, tzinfo=UTC)
        response.vary.update(["Accept", "Cookie"])
        response.allow.update(["GET", "PUT"])
        response.headers["WWW-Authenticate"] = 'Digest realm="a b", nonce="x"'
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers.add("X-Two", "1")
        response.headers.add("X-Two", "2")
        response.retry_after = 5
        return response

    @app.get("/plain")
    def plain() -> Any:
        return "plain"

    @app.get("/bad-json")
    def bad_json() -> Any:
        return flask.Response("{", mimetype="application/problem+json")

    @app.get("/nothing")
    def nothing() -> Any:
        response = flask.Response(status=204)
        del response.headers["Content-Type"]
        return response

    @app.get("/stream")
    def stream() -> Any:
        return flask.Response(iter(["a", "b"]), mimetype="text/x")

    return app


@pytest.fixture(params=["flask", "asgi"])
def client(request: pytest.FixtureRequest) -> Any:
    """Give Flask's client and ours in turn."""
    app = create_app()
    if request.param == "flask":
        return app.test_client()
    ours = Client(WSGIMiddleware(app.wsgi_app))
    ours.environ_base = {"REMOTE_ADDR": "127.0.0.1", "HTTP_USER_AGENT": "x"}
    return ours


def pair() -> tuple[FlaskClient, Client]:
    """Return both clients on an application."""
    app = create_app()
    ours = Client(WSGIMiddleware(app.wsgi_app))
    ours.environ_base = {"REMOTE_ADDR": "127.0.0.1", "HTTP_USER_AGENT": "x"}
    return app.test_client(), ours


Action = Callable[[Any], Any]

ACTIONS: dict[str, Action] = {
    "get": lambda c: c.get("/echo?a=1&a=2").json,
    "positional base url": lambda c: c.get("/echo", "https://q.org/").json,
    "full url": lambda c: c.get("https://q.org:99/echo?x=1").json,
    "post form": lambda c: c.post("/echo", data={"a": ["1", "2"], "b": "é"}).json,
    "post json": lambda c: c.post("/echo", json={"b": [1]}).json,
    "patch text": lambda c: c.patch("/echo", data="text", content_type="text/plain").json,
    "put": lambda c: c.put("/echo", data=b"x", headers={"Content-Type": "a/b", "X-A": "1"}).json,
    "delete json": lambda c: c.delete("/echo", json=[1]).json,
    "open": lambda c: c.open("/echo", method="PATCH", headers=[("X-A", "1"), ("X-A", "2")]).json,
    "trace": lambda c: c.trace("/echo").json["method"],
    "options": lambda c: c.options("/echo").json["method"],
    "auth": lambda c: c.get("/echo", auth=("u", "p")).json["headers"]["Authorization"],
    "address": lambda c: c.get("/echo", environ_base={"REMOTE_ADDR": "9.9.9.9"}).json["address"],
    "overrides": lambda c: c.get("/echo", environ_overrides={"wsgi.url_scheme": "https"}).json[
        "url"
    ],
    "own cookie header is dropped": lambda c: c.get("/echo", headers={"Cookie": "a=1"}).json,
    "head": lambda c: (c.head("/plain").data, c.head("/plain").headers["Content-Length"]),
    "not found": lambda c: (c.get("/none").status, c.get("/none").data),
    "not allowed": lambda c: (c.post("/plain").status, sorted(c.post("/plain").allow)),
    "no redirect by default": lambda c: (
        c.get("/go/302?to=/echo").status,
        c.get("/go/302?to=/echo").location,
    ),
    "follow": lambda c: c.get("/go/302?to=/echo?x=1", follow_redirects=True).json,
    "follow 302 of a form": lambda c: (
        c.post("/go/302?to=/echo", data={"a": "1"}, follow_redirects=True).json
    ),
    "follow 303": lambda c: c.post("/go/303?to=/echo", json={}, follow_redirects=True).json,
    "follow head": lambda c: c.head("/go/302?to=/plain", follow_redirects=True).status,
    "follow host": lambda c: c.get("/go/302?to=http://localhost/echo", follow_redirects=True).json[
        "url"
    ],
    "follow external": lambda c: c.get("/go/302?to=http://else.org/", follow_redirects=True),
    "follow subdomain": lambda c: c.get("/go/302?to=http://a.localhost/", follow_redirects=True),
    "history": lambda c: [
        (r.status_code, r.location, r.request.path)
        for r in c.get("/go/302?to=/go/307?to=/plain", follow_redirects=True).history
    ],
    "request of the last": lambda c: c.get("/go/302?to=/plain", follow_redirects=True).request.path,
    "cookie kept": lambda c: (c.get("/cookie").data, c.get("/echo").json["cookies"]),
    "deep cookie": lambda c: (c.get("/cookie").data, c.get("/deep/x").status_code),
    "cookie seen": lambda c: (
        c.get("/cookie").data,
        [
            vars(c.get_cookie("a"))[name]
            for name in ("value", "decoded_value", "http_only", "same_site")
        ],
        c.get_cookie("b", path="/deep").max_age,
        c.get_cookie("c").origin_only,
        c.get_cookie("gone"),
    ),
    "set cookie": lambda c: (c.set_cookie("k", 'v "1'), c.get("/echo").json["cookies"]),
    "set cookie elsewhere": lambda c: (
        c.set_cookie("k", "v", domain="else.org"),
        c.get("/echo").json["cookies"],
        c.get("/echo", base_url="http://else.org").json["cookies"],
    ),
    "set cookie below": lambda c: (
        c.set_cookie("k", "v", path="/x"),
        c.get("/echo").json["cookies"],
    ),
    "delete cookie": lambda c: (
        c.set_cookie("k", "v"),
        c.delete_cookie("k"),
        c.get("/echo").json["cookies"],
    ),
    "expired cookie": lambda c: (
        c.set_cookie("k", "v"),
        c.set_cookie("k", max_age=0),
        c.get_cookie("k"),
    ),
    "text": lambda c: (c.get("/rich").text, c.get("/rich").get_data(as_text=True)),
    "types": lambda c: [
        getattr(c.get("/rich"), name)
        for name in (
            "status",
            "status_code",
            "mimetype",
            "content_type",
            "content_length",
            "mimetype_params",
            "is_json",
            "json",
            "last_modified",
            "expires",
            "location",
        )
    ],
    "cache control": lambda c: [
        getattr(c.get("/rich").cache_control, name)
        for name in (
            "max_age",
            "no_cache",
            "public",
            "private",
            "no_store",
            "s_maxage",
            "immutable",
        )
    ],
    "etag": lambda c: (c.get("/rich").get_etag(), c.get("/plain").get_etag()),
    "sets": lambda c: (
        sorted(c.get("/rich").allow),
        "cookie" in c.get("/rich").vary,
        c.get("/rich").vary.as_set(),
    ),
    "challenge": lambda c: (
        c.get("/rich").www_authenticate.type,
        c.get("/rich").www_authenticate.realm,
        c.get("/rich").www_authenticate["nonce"],
        c.get("/plain").www_authenticate.type,
    ),
    "cors": lambda c: (
        c.get("/rich").access_control_allow_origin,
        c.get("/rich").access_control_allow_methods,
        c.get("/rich").access_control_allow_credentials,
    ),
    "headers": lambda c: (
        c.get("/rich").headers.getlist("x-two"),
        c.get("/rich").headers.get("X-TWO", type=int),
        c.get("/rich").headers.get("none", "d"),
        "etag" in c.get("/rich").headers,
        dict(c.get("/plain").headers),
        list(c.get("/plain").headers.keys()),
        len(c.get("/plain").headers),
    ),
    "missing header": lambda c: c.get("/plain").headers["None"],
    "bad json": lambda c: (c.get("/bad-json").is_json, c.get("/bad-json").get_json(silent=True)),
    "bad json raises": lambda c: c.get("/bad-json").json,
    "forced json": lambda c: c.get("/plain").get_json(force=True),
    "nothing": lambda c: [
        getattr(c.get("/nothing"), n) for n in ("data", "mimetype", "content_type", "json")
    ],
    "stream": lambda c: (
        c.get("/stream").is_streamed,
        c.get("/stream").data,
        c.get("/stream").content_length,
    ),
    "loop": lambda c: c.get("/loop", follow_redirects=True),
    "query twice": lambda c: c.get("/echo?a=1", query_string={"b": 1}),
    "retry after": lambda c: c.get("/rich").retry_after is not None,
}


def outcome(action: Action, client: Any) -> Any:
    """Return what an action gives or the kind of error it raises."""
    try:
        return action(client)
    except Exception as error:  # noqa: BLE001 (its kind is what is compared)
        kinds = (KeyError, ValueError, TypeError, RuntimeError)
        return next((kind for kind in kinds if isinstance(error, kind)), type(error).__name__)


@pytest.mark.parametrize("action", ACTIONS.values(), ids=ACTIONS)
def test_both_clients_see_the_same(action: Action) -> None:
    """Values and errors are equal."""
    theirs, ours = pair()
    assert outcome(action, ours) == outcome(action, theirs)


def test_redirects_307_and_308_keep_method_and_body(client: Any) -> None:
    """The request is repeated as it was."""
    for code in (307, 308):
        response = client.post(f"/go/{code}?to=/echo", data={"a": "1"}, follow_redirects=True)
        assert response.json["method"] == "POST"
        assert len(response.history) == 1


def test_our_307_keeps_a_body_that_was_read() -> None:
    """The body is sent again whatever the first view did with it."""
    _, ours = pair()
    response = ours.post("/go/307?to=/echo", data={"a": "1"}, follow_redirects=True)
    assert response.json["form"] == {"a": ["1"]}


def test_a_loop_of_redirects_is_an_error() -> None:
    """The client gives up when a redirect comes again."""
    with pytest.raises(ClientRedirectError):
        pair()[1].get("/loop", follow_redirects=True)


def test_older_cookie_signatures_work() -> None:
    """Werkzeug before 2.3 took the server name first."""
    _, ours = pair()
    ours.set_cookie("localhost", "k", "v")
    assert ours.get("/echo").json["cookies"] == {"k": "v"}
    ours.delete_cookie("localhost", "k")
    assert ours.get("/echo").json["cookies"] == {}


def test_without_cookies_a_header_is_sent_as_given() -> None:
    """`use_cookies=False` leaves the Cookie header to the test."""
    ours = Client(WSGIMiddleware(create_app().wsgi_app), use_cookies=False)
    assert ours.get("/echo", headers={"Cookie": "a=1"}).json["cookies"] == {"a": "1"}
    with pytest.raises(TypeError, match="Cookies are disabled"):
        ours.set_cookie("k", "v")
