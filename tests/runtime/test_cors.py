"""CORS headers as Flask-CORS adds them, compared with Flask-CORS itself."""

from __future__ import annotations

import itertools
import re
from datetime import timedelta

import flask
import flask_cors
import pytest

from unflask.runtime import cors
from unflask.runtime.application import Application
from unflask.runtime.context import current_request
from unflask.runtime.errors import abort
from unflask.runtime.routing import Router

from .pairs import Ask, compare

PATHS = ("/", "/api/x", "/api/nope", "/api/slash", "/boom", "/one", "/raises", "/grouped/x")
ORIGINS = (None, "http://a.com", "HTTP://A.com", "http://z.b.com", "http://evil.com", "null")
PREFLIGHTS = (
    {},
    {"Access-Control-Request-Method": "put"},
    {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "X-B, x-a ,Other"},
    {"Access-Control-Request-Method": "P", "Access-Control-Request-Private-Network": "true"},
)


def requests():
    for path, origin, more in itertools.product(PATHS, ORIGINS, PREFLIGHTS):
        headers = {**more, **({"Origin": origin} if origin else {})}
        yield Ask(f"OPTIONS {path}", headers)
        if len(more) < 2:
            yield Ask(f"GET {path}", headers)
    yield Ask("POST /one", {"Origin": "http://a.com"})
    yield Ask("DELETE /", {"Origin": "http://a.com"})


def views(app, group, cross_origin, stop, options):
    """Give an application or its twin the same views."""

    @app.route("/") if isinstance(app, flask.Flask) else app.get("/")
    def index():
        return "index"

    def register(owner, path, view, methods=None):
        owner.add_url_rule(path, view.__name__, view, methods=methods or ["GET"])

    def x():
        return {"x": 1}

    def slash():
        return "slash"

    def boom():
        raise ZeroDivisionError

    @cross_origin(**options)
    def one():
        return "one", 201

    @cross_origin(**options)
    def raises():
        stop(418)

    register(app, "/api/x", x)
    register(app, "/api/slash/", slash)
    register(app, "/boom", boom)
    register(app, "/one", one, ["POST", "OPTIONS"])
    register(app, "/raises", raises)
    register(group, "/x", x)


def sides(app_options, view_options, group_options=None, settings=None, hook=False):
    theirs, ours = flask.Flask("a", static_folder=None), Application("a", static_folder=None)
    there, here = flask.Blueprint("g", "a", url_prefix="/grouped"), Router("g", prefix="/grouped")
    for app, group, module, stop in (
        (theirs, there, flask_cors, flask.abort),
        (ours, here, cors, abort),
    ):
        app.config.update(settings or {})
        if group_options is not None:
            module.CORS(group, **group_options)
        if app_options is not None:
            extension = module.CORS(**app_options)
            extension.init_app(app)
        views(app, group, module.cross_origin, stop, view_options)
        if hook:

            @app.after_request
            def add(response):
                response.headers.add("Access-Control-Allow-Origin", "*")
                return response

    theirs.register_blueprint(there)
    ours.include_router(here)
    return theirs, ours


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"origins": "http://a.com"},
        {"origins": ["http://a.com", "http://c.com"], "expose_headers": ["X-Z", "X-E"]},
        {"origins": {"http://a.com"}, "vary_header": False},
        {"origins": r"http://.*\.b\.com", "supports_credentials": True, "max_age": 600},
        {
            "origins": ["http://a.com", re.compile("http://.*b.com")],
            "max_age": timedelta(minutes=2),
        },
        {"origins": [], "max_age": 0},
        {"send_wildcard": True, "expose_headers": "X-E", "max_age": "60"},
        {"supports_credentials": True},
        {"always_send": False, "methods": ["put", "GET"]},
        {"methods": "POST", "allow_headers": ["X-A", "x-b"]},
        {"allow_headers": r"X-.*", "allow_private_network": True},
        {"resources": r"/api/*"},
        {"resources": [r"/api/.*", "/boom"], "origins": "http://a.com"},
        {"resources": "/api/x"},
        {
            "resources": {
                r"/api/*": {"origins": "http://a.com"},
                "/api/x": {"origins": ["http://z.b.com", "http://c.com"]},
                re.compile("/bo+m"): {"supports_credentials": True},
                "*": {"max_age": 5, "send_wildcard": True},
            }
        },
        {"intercept_exceptions": False, "origins": "http://a.com"},
    ],
    ids=str,
)
@pytest.mark.parametrize("hook", [False, True])
def test_headers_are_those_of_flask_cors(options, hook):
    view_options = {
        k: v for k, v in options.items() if k not in ("resources", "intercept_exceptions")
    }
    compare(*sides(options, {}, hook=hook), requests())
    compare(*sides(None, view_options, hook=hook), requests())
    compare(*sides({"origins": "http://c.com"}, view_options, view_options), requests())


def test_settings_count_where_no_option_is_given():
    settings = {
        "CORS_ORIGINS": ["http://a.com", "http://z.b.com"],
        "CORS_METHODS": "GET",
        "CORS_ALLOW_HEADERS": "X-A",
        "CORS_EXPOSE_HEADERS": ["X-E"],
        "CORS_SUPPORTS_CREDENTIALS": True,
        "CORS_MAX_AGE": 9,
        "CORS_VARY_HEADER": None,
        "CORS_RESOURCES": {"/api/*": {"max_age": 10}},
    }
    compare(*sides({"max_age": 11}, {"methods": "POST"}, {}, settings), requests())


def test_no_view_is_asked_for_the_automatic_answer():
    asked = []
    app = Application("a", static_folder=None)

    @app.post("/x")
    @cors.cross_origin()
    def x(number: int):
        asked.append(current_request().method)
        return str(number)

    theirs = flask.Flask("a", static_folder=None)
    theirs.post("/x")(flask_cors.cross_origin()(lambda: ""))
    compare(theirs, app, [Ask("OPTIONS /x", {"Access-Control-Request-Method": "POST"})])
    assert not asked


def test_asynchronous_views_can_have_headers_of_their_own():
    theirs, ours = flask.Flask("a", static_folder=None), Application("a", static_folder=None)

    @theirs.get("/x")
    @flask_cors.cross_origin(origins="http://a.com")
    def there():
        return "x"

    @ours.get("/x")
    @cors.cross_origin(origins="http://a.com")
    async def here():
        return "x"

    compare(theirs, ours, [Ask("GET /x", {"Origin": o}) for o in ("http://a.com", "http://b.com")])


@pytest.mark.parametrize(
    "options",
    [{"supports_credentials": True, "send_wildcard": True}, {"origins": "("}],
)
def test_what_cannot_be_meant_is_refused(options):
    for module, app in ((flask_cors, flask.Flask("a")), (cors, Application("a"))):
        with pytest.raises(ValueError):
            module.CORS(app, **options)


def test_an_answer_to_a_failing_hook_has_the_headers():
    theirs, ours = sides({}, {})
    for app in (theirs, ours):

        @app.after_request
        def fail(response):
            raise LookupError

    compare(theirs, ours, [Ask("GET /", {"Origin": "http://a.com"})])
