"""The attributes of responses, set and read on both sides."""

from __future__ import annotations

import contextlib
import contextvars
import datetime as dt

import flask
import pytest
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import NotFound

from unflask.runtime import errors
from unflask.runtime import responses as own
from unflask.runtime.context import current_request

from .both import Both
from .pairs import Ask
from .sides import Sides
from .test_responses import set_all

VARIABLE = contextvars.ContextVar("VARIABLE")


def read(response, *names):
    """Add a header with what some attributes are."""
    found = [str(getattr(response, name)) for name in names]
    response.headers["X-Read"] = repr(found)


def also(*changes):
    def change(response):
        for one in changes:
            one(response)

    return change


CHANGES = {
    "retry_after": lambda r: set_all(r, retry_after=90),
    "retry_after_date": lambda r: set_all(r, retry_after=dt.datetime(2030, 1, 2, tzinfo=dt.UTC)),
    "retry_after_read": lambda r: (
        set_all(r, retry_after="Wed, 02 Jan 2030 00:00:00 GMT"), read(r, "retry_after"),
    ),
    "retry_after_none": lambda r: (set_all(r, retry_after=90), set_all(r, retry_after=None)),
    "age": lambda r: (set_all(r, age=30), read(r, "age")),
    "age_delta": lambda r: set_all(r, age=dt.timedelta(minutes=1, milliseconds=1)),
    "age_negative": lambda r: set_all(r, age=-1),
    "age_broken": lambda r: (r.headers.set("Age", "x"), read(r, "age")),
    "md5": lambda r: (set_all(r, content_md5="abc"), read(r, "content_md5")),
    "challenge": lambda r: set_all(r, www_authenticate=WWWAuthenticate("basic", {"realm": "a b"})),
    "challenges": lambda r: set_all(
        r, www_authenticate=[WWWAuthenticate("basic", {"realm": "a"}), WWWAuthenticate("bearer")]
    ),
    "no_challenge": lambda r: (r.headers.set("WWW-Authenticate", "x"), set_all(r, www_authenticate=None)),
    "cors": lambda r: (
        set_all(r, access_control_max_age=60, access_control_allow_origin="*",
                access_control_allow_credentials=True, access_control_allow_headers=["A", "b c"],
                access_control_allow_methods=("GET", "PUT"), access_control_expose_headers=["X"]),
        read(r, "access_control_max_age", "access_control_allow_credentials",
             "access_control_allow_headers", "access_control_expose_headers"),
    ),
    "cors_missing": lambda r: read(
        r, "access_control_max_age", "access_control_allow_credentials",
        "access_control_allow_headers",
    ),
    "cors_text": lambda r: set_all(r, access_control_allow_methods="GET"),
    "cors_no_credentials": lambda r: (
        set_all(r, access_control_allow_credentials=True), set_all(r, access_control_allow_credentials=False),
    ),
    "params": lambda r: r.headers.set("X-Read", repr(dict(r.mimetype_params))),
    "vary": lambda r: (set_all(r, vary="Cookie, Origin"), r.vary.discard("origin"), read(r, "vary")),
    "vary_list": lambda r: (set_all(r, vary=["A", "B"]), r.vary.remove("a")),
    "vary_none": lambda r: (set_all(r, vary=["A", "B"]), set_all(r, vary=None)),
    "vary_emptied": lambda r: (r.vary.add("a"), r.vary.discard("a")),
    "vary_missing": lambda r: r.vary.remove("a"),
    "vary_read": lambda r: (
        r.vary.update(["A", "B"]),
        r.headers.set("X-Read", repr([r.vary.find("b"), r.vary.index("A"), r.vary[1], "a" in r.vary,
                                      sorted(r.vary.as_set()), r.vary.to_header(), bool(r.allow)])),
    ),
    "allow": lambda r: (set_all(r, allow=["GET"]), r.allow.add("PUT"), r.allow.add("get")),
    "language": lambda r: (r.content_language.add("de"), r.content_language.add("en")),
    "language_missing": lambda r: read(r, "content_language"),
    "cache_item": lambda r: (
        set_all(r.cache_control, max_age=300),
        r.cache_control.__setitem__("stale-while-revalidate", 30),
        r.cache_control.__setitem__("x", "a b"),
        r.headers.set("X-Read", repr([
            r.cache_control.get("x"), r.cache_control["max-age"], "no-store" in r.cache_control,
            r.cache_control.stale_while_revalidate, r.cache_control.no_cache, r.cache_control.private,
            r.cache_control.public, r.cache_control.must_understand, list(r.cache_control),
        ])),
    ),
    "cache_texts": lambda r: (
        set_all(r.cache_control, private="Set-Cookie", no_cache=True, max_age="5", public=1),
        r.headers.set("X-Read", repr([r.cache_control.private, r.cache_control.no_cache,
                                      r.cache_control.to_header()])),
    ),
    "cache_cleared": lambda r: (set_all(r.cache_control, public=True), r.cache_control.clear()),
    "cache_deleted": lambda r: (
        set_all(r.cache_control, public=True, max_age=0), r.cache_control.__delattr__("public"),
    ),
    "cache_broken": lambda r: (
        r.headers.set("Cache-Control", "max-age=x"),
        r.headers.set("X-Read", repr(r.cache_control.max_age)),
    ),
    "csp": lambda r: (
        set_all(r.content_security_policy, default_src="'self'", img_src="*"),
        set_all(r.content_security_policy, img_src=None),
        r.content_security_policy.__setitem__("script-src", "'none'"),
        r.headers.set("X-Read", repr([r.content_security_policy.default_src, r.content_security_policy.font_src])),
    ),
    "csp_text": lambda r: (
        set_all(r, content_security_policy="default-src 'self';  img-src *"),
        set_all(r.content_security_policy, font_src="x"), read(r, "content_security_policy"),
    ),
    "csp_none": lambda r: (
        set_all(r, content_security_policy="a b"), set_all(r, content_security_policy=None),
    ),
    "csp_report": lambda r: set_all(r.content_security_policy_report_only, default_src="x"),
    "add_etag": lambda r: (r.add_etag(), r.add_etag(weak=True)),
    "add_etag_again": lambda r: (r.set_etag("x"), r.add_etag(overwrite=True, weak=True)),
    "bad_etag": lambda r: r.set_etag('a"b'),
    "freeze": lambda r: r.freeze(),
    "freeze_pieces": lambda r: (set_all(r, response=(c for c in "ab")), r.freeze(), read(r, "content_length", "is_sequence")),
    "pieces": lambda r: (
        set_all(r, response=(c for c in "aé")),
        r.headers.set("X-Read", repr([r.is_sequence, r.calculate_content_length(), r.is_sequence,
                                      list(r.iter_encoded()), r.get_data()])),
    ),
    "sequence": lambda r: (
        set_all(r, response=iter(["a", "é"])), r.make_sequence(), read(r, "response", "is_streamed"),
    ),
    "set_parameters": lambda r: (
        r.headers.set("Content-Disposition", "attachment", filename="a b.csv", some_name="x", none=None),
        r.headers.add("X-A", "1", name="n", value="v", key=None),
    ),
    "parameters_of_a_number": lambda r: r.headers.set("X-A", 1, a="b"),
    "encoded_parameter": lambda r: r.headers.set("X-A", "v", **{"filename*": "UTF-8''%20"}),
    "setlistdefault": lambda r: (
        r.headers.setlistdefault("X-A", [1, "b"]), r.headers.setlistdefault("X-A", ["c"]),
        r.headers.setlistdefault("x-a", []).append("d"),
    ),
    "setdefault": lambda r: r.headers.set("X-Read", r.headers.setdefault("X-A", 9) * 2),
    "set_numbers": lambda r: (r.headers.set("X-A", 5), r.headers.__setitem__("X-B", None)),
    "newline_in_parameter": lambda r: r.headers.set("X-A", "v", a="b\nc"),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_attributes_of_responses_do_what_those_of_werkzeug_do(name):
    both = Both(PROPAGATE_EXCEPTIONS=False)

    @both.route("/x")
    def view():
        side = flask if flask.has_request_context() else own
        response = side.make_response("body")
        CHANGES[name](response)
        return response

    both.compare("GET /x", "HEAD /x")


RESULTS = {
    "number": lambda: ("x", 200, {"X-A": 5}),
    "numbers": lambda: ({"a": 1}, 200, [("X-A", 5), ("X-A", 6)]),
    "none": lambda: ("x", {"X-A": None}),
    "list": lambda: ("", 204, {"Link": ["a", 2]}),
    "list_of_json": lambda: ([1], 200, {"Link": ("a", "b")}),
    "empty_list": lambda: ("x", 200, {"Link": []}),
    "redirect": lambda: ("", 302, {"Location": "/é"}),
}


@pytest.mark.parametrize("name", RESULTS)
def test_header_values_that_are_no_text_become_one(name):
    both = Both(PROPAGATE_EXCEPTIONS=False)
    both.route("/x")(RESULTS[name])
    both.compare("GET /x")


@pytest.mark.parametrize(
    "headers", [{"Content-Type": "a/b"}, {"X-A": ["1", 2], "X-B": 3}, {"X-A": []}]
)
def test_headers_of_a_json_response_count_like_those_of_a_result(headers):
    both = Both()

    @both.route("/x")
    def view():
        if flask.has_request_context():
            return {"a": 1}, 201, headers
        return own.JSONResponse({"a": 1}, 201, headers)

    both.compare("GET /x")


def leaving_its_context():
    with flask.current_app.app_context() if flask.has_app_context() else own_context():
        yield "a"
        yield "b"


@contextlib.contextmanager
def own_context():
    token = VARIABLE.set("x")
    yield
    VARIABLE.reset(token)


def failing():
    yield from ()
    raise ValueError("before the first piece")


BODIES = {
    "generator": lambda s: s.Response(c for c in "ab"),
    "list": lambda s: s.Response(["a", "é"]),
    "tuple": lambda s: s.Response(("a", b"b")),
    "empty_list": lambda s: s.Response([]),
    "empty_generator": lambda s: s.Response(iter(())),
    "text": lambda s: s.Response("a"),
    "no_content": lambda s: s.Response(iter("ab"), 204),
    "error": lambda s: flask.abort(404) if s is flask else errors.abort(404),
    "returned_error": lambda s: (NotFound if s is flask else errors.NotFound)(),
    "page_of_an_error": lambda s: (NotFound if s is flask else errors.NotFound)().get_response(),
    "failure": lambda s: 1 / 0,
    "context": lambda s: s.Response(leaving_its_context()),
}


@pytest.mark.parametrize("name", BODIES)
def test_functions_after_the_request_know_whether_a_response_is_streamed(name):
    both = Both(PROPAGATE_EXCEPTIONS=False)

    @both.route("/x")
    def view():
        return BODIES[name](flask if flask.has_request_context() else own)

    @both.flask.after_request
    def tell(response):
        response.headers["X-Streamed"] = str(response.is_streamed)
        if response.status_code >= 400:
            response.get_data()
            response.headers["X-Then"] = str(response.is_streamed)
            response.set_data("replaced")
        return response

    @both.app.after_request
    def tell_too(request, response):
        return tell(response)

    both.compare("GET /x", "HEAD /x", "GET /nothing", "POST /x")


def test_a_body_that_fails_before_its_first_piece_is_an_error_of_the_server():
    both = Both()
    both.route("/x")(lambda: (flask if flask.has_request_context() else own).Response(failing()))
    both.errorhandler(ValueError)(lambda error: ("handled", 400))
    with pytest.raises(ValueError, match="before the first piece"):
        both.flask.test_client().get("/x")
    assert Sides(both.flask, both.app).ours("GET", "/x").status_code == 500


CONDITIONS = [
    {}, {"If-None-Match": '"e"'}, {"If-None-Match": 'W/"e", "f"'}, {"If-Match": '"f"'},
    {"If-Match": '"e"'}, {"If-Modified-Since": "Tue, 02 Jan 2024 00:00:00 GMT"},
    {"If-Modified-Since": "Sun, 02 Jan 2022 00:00:00 GMT"}, {"Range": "bytes=1-2"},
    {"Range": "bytes=9-"}, {"Range": "bytes=-2", "If-Range": '"f"'}, {"Range": "bytes=-2", "If-Range": '"e"'},
]  # fmt: skip


@pytest.mark.parametrize("wsgi", [False, True])
@pytest.mark.parametrize("options", [{}, {"accept_ranges": True, "complete_length": 4}])
@pytest.mark.parametrize("headers", CONDITIONS, ids=str)
def test_responses_are_made_conditional_alike(headers, options, wsgi):
    both = Both()

    @both.route("/x", methods=["GET", "POST"])
    def view():
        side = flask if flask.has_request_context() else own
        request = flask.request if side is flask else current_request()
        response = side.make_response("body")
        response.set_etag("e")
        response.last_modified = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
        return response.make_conditional(request.environ if wsgi else request, **options)

    both.compare(*(Ask(f"{method} /x", headers) for method in ("GET", "HEAD", "POST")))
