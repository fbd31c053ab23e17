# ruff: noqa: DTZ001 - times without a zone are what is tested.
from __future__ import annotations

import dataclasses
import datetime as dt
import decimal
import enum
import json
import uuid

import flask
import pytest
from fastapi.responses import HTMLResponse, RedirectResponse
from hypothesis import given
from hypothesis import strategies as st
from werkzeug import http
from werkzeug.urls import iri_to_uri

from unflask.runtime import json as own_json
from unflask.runtime import responses as own
from unflask.runtime.addresses import ascii_url
from unflask.runtime.application import Application
from unflask.runtime.cookies import dump_cookie
from unflask.runtime.responses import JSONResponse, Response, make_response, to_response

from .both import Both
from .pairs import Client


class Side:
    """The response functions of the side that runs."""

    def __getattr__(self, name):
        return getattr(flask if flask.has_request_context() else own, name)


s = Side()


def changed(response, change):
    change(response)
    return response


def mutations(**changes):
    return {
        f"change_{name}": (lambda change=change: changed(s.make_response("body"), change))
        for name, change in changes.items()
    }


def set_all(response, **attributes):
    for name, value in attributes.items():
        setattr(response, name, value)


VIEWS = {
    "text": lambda: "té",
    "empty": lambda: "",
    "bytes": lambda: b"bytes\xff",
    "bytearray": lambda: bytearray(b"x"),
    "dict": lambda: {"b": 1, "a": [1, None, "é"]},
    "list": lambda: [3, {"b": 1, "a": None}],
    "none": lambda: None,
    "int": lambda: 5,
    "set": lambda: {1},
    "status": lambda: ("x", 201),
    "status_text": lambda: ("x", "404 Custom"),
    "status_json": lambda: ({"a": 1}, "202 Custom"),
    "headers": lambda: ("x", {"X-A": "1", "Content-Type": "text/plain"}),
    "header_pairs": lambda: ({"a": 1}, 202, [("X-A", "1"), ("X-A", "2")]),
    "header_list": lambda: ("x", [("X-A", "1"), ("X-A", "2")]),
    "header_lists": lambda: ({}, {"X-A": ["1", "2"]}),
    "one": lambda: ("x",),
    "four": lambda: ("x", 200, {}, 1),
    "none_in_tuple": lambda: (None, 200),
    "response": lambda: s.Response("orig", 418, {"X-O": "o"}),
    "response_tuple": lambda: (s.Response("o", 418, {"X-A": "o"}), 201, {"X-A": "1", "X-B": "2"}),
    "generator": lambda: (c for c in ["a", "é"]),
    "iterator": lambda: iter([b"a", b"b"]),
    "stream": lambda: s.Response((c for c in ["a", "b"]), mimetype="text/csv"),
    "pieces": lambda: s.Response(["a", "b"]),
    "no_content": lambda: ("", 204),
    "no_content_body": lambda: ("body", 204),
    "no_content_json": lambda: (s.jsonify({}), 204),
    "not_modified": lambda: ("b", 304, {"ETag": '"x"', "Content-Location": "/y", "Allow": "GET"}),
    "mimetype": lambda: s.Response("x", mimetype="text/plain"),
    "content_type": lambda: s.Response("x", content_type="application/xml"),
    "xml": lambda: s.Response("<x/>", mimetype="application/xml"),
    "svg": lambda: s.Response("<x/>", mimetype="image/svg+xml"),
    "json_mimetype": lambda: s.Response("{}", mimetype="application/json"),
    "both_types": lambda: s.Response("x", mimetype="text/plain", content_type="text/css"),
    "type_in_headers": lambda: s.Response("x", headers={"Content-Type": "text/css"}),
    "status_zero": lambda: s.Response("x", status="200"),
    "empty_status": lambda: s.Response("x", status=""),
    "redirect": lambda: s.redirect("/b?x=1&y=<é 空>"),
    "redirect_301": lambda: s.redirect("http://example.com/a b", 301),
    "redirect_relative": lambda: s.redirect("rel/../p", 303),
    "redirect_idna": lambda: s.redirect("http://☃.net/é?ü#ö%FF"),
    "newline": lambda: ("x", 200, {"X-A": "a\r\nb"}),
    "latin": lambda: ("x", 200, {"X-A": "é"}),
    "jsonify": lambda: s.jsonify(*()),
    "jsonify_args": lambda: s.jsonify(1, "two"),
    "jsonify_text": lambda: s.jsonify("text"),
    "jsonify_words": lambda: s.jsonify(b=1, a=2),
    "jsonify_mixed": lambda: s.jsonify(1, a=2),
    "made": lambda: s.make_response(*()),
    "made_of_parts": lambda: s.make_response({"z": 1}, 203),
    "made_of_tuple": lambda: s.make_response(("x", 203, {"X-A": "1"})),
    "location": lambda: ("x", 201, {"Location": "/é x"}),
    **mutations(
        data=lambda r: set_all(r, data="other é"),
        bytes=lambda r: r.set_data(b"123"),
        response=lambda r: set_all(r, response=["1", "2"]),
        status=lambda r: set_all(r, status="418 Tea"),
        status_code=lambda r: set_all(r, status_code=202),
        mimetype=lambda r: set_all(r, mimetype="text/css"),
        content_type=lambda r: set_all(r, content_type="a/b"),
        location=lambda r: set_all(r, location="/x"),
        cookies=lambda r: (r.set_cookie("a", "1"), r.set_cookie("b", "ü;", httponly=True)),
        cookie=lambda r: r.set_cookie(
            "a", "1", expires=dt.datetime(2030, 1, 2), path="/p", domain="example.com",
            secure=True, samesite="lax", partitioned=True,
        ),
        bad_cookie=lambda r: r.set_cookie("a", samesite="x"),
        no_cookie=lambda r: r.delete_cookie("a", path="/p", domain="x.org"),
        added=lambda r: (r.headers.add("X-A", "1"), r.headers.add("X-A", "2", size=3, file_name='a "b\\')),
        extended=lambda r: r.headers.extend({"X-A": ["1", "2"], "X-B": 3}),
        updated=lambda r: r.headers.update({"X-A": "1", "Content-Type": "a/c"}),
        removed=lambda r: (r.headers.remove("Content-Type"), r.headers.pop("X-None", None)),
        popped=lambda r: r.headers.pop("X-None"),
        defaulted=lambda r: (r.headers.setdefault("X-A", "1"), r.headers.setdefault("X-A", "2")),
        replaced=lambda r: r.headers.setlist("Content-Type", ["a/b"]),
        cleared=lambda r: r.headers.clear(),
        cached=lambda r: (set_all(r.cache_control, max_age=60, public=True, no_store=True),
                          set_all(r.cache_control, no_store=False)),
        no_cache=lambda r: set_all(r.cache_control, no_cache=True),
        varied=lambda r: (r.vary.add("Cookie"), r.vary.add("cookie"), r.vary.update(["Origin"])),
        allowed=lambda r: r.allow.update(["GET"]),
        etag=lambda r: r.set_etag("x", weak=True),
        dates=lambda r: set_all(r, last_modified=dt.datetime(2024, 1, 2, 3, 4, 5),
                                expires=dt.datetime(2024, 1, 2, tzinfo=dt.UTC)),
        language=lambda r: set_all(r, content_language="de", content_location="/x"),
        spelled=lambda r: (
            r.headers.add("x-small", "1"), r.headers.set("X-UP", "2"), r.set_etag("e"),
            r.headers.extend({"x-Mixed": "3"}), r.headers.set("x-MIXED", "4"),
            r.headers.add("a-B", "1"), r.headers.add("A-b", "2"), r.headers.remove("x-small"),
            r.headers.add("X-Read", repr([
                list(r.headers.keys()), sorted(r.headers), dict(r.headers), list(r.headers.items()),
                len(r.headers), [name for name, _ in r.headers],
            ])),
        ),
        read=lambda r: r.headers.add("X-Read", repr([
            r.status, r.status_code, r.data, r.get_data(as_text=True), r.mimetype, r.content_type,
            r.is_json, r.content_length, r.location, r.headers.get("x-none"),
            r.headers.get("content-length", type=int), r.is_streamed, r.get_etag(), r.json,
            r.headers.getlist("content-type"), "content-type" in r.headers, r.last_modified,
        ])),
    ),
}  # fmt: skip

APP = Both()


@APP.route("/<what>", methods=["GET", "POST"])
def view(what):
    return VIEWS[what]()


@pytest.mark.parametrize("what", VIEWS)
def test_results_of_views_are_answered_alike(what):
    APP.compare(f"GET /{what}", f"HEAD /{what}")


@dataclasses.dataclass
class Point:
    y: int
    x: int


class Html:
    def __html__(self):
        return "<b>"


class Colour(enum.Enum):
    RED = 1


VALUES = {
    "datetime": dt.datetime(2024, 1, 2, 3, 4, 5, 678),
    "aware": dt.datetime(2024, 1, 2, 3, 4, 5, tzinfo=dt.timezone(dt.timedelta(hours=2))),
    "date": dt.date(2024, 1, 2),
    "time": dt.time(1, 2),
    "delta": dt.timedelta(1),
    "uuid": uuid.UUID(int=5),
    "decimal": decimal.Decimal("1.50"),
    "dataclass": Point(1, 2),
    "html": Html(),
    "enum": Colour.RED,
    "unicode": "é你</script>",
    "nan": float("nan"),
    "inf": float("inf"),
    "set": {1},
    "bytes": b"x",
    "tuple": (1, 2),
    "floats": [1e16, 1e-7, 1.0, -0.0, 0.1 + 0.2, 2**70],
    "int_keys": {2: "b", 1: "a", 10: "c"},
    "mixed_keys": {1: "a", "b": 2},
    "class": Point,
}


@pytest.mark.parametrize("debug", [False, True])
@pytest.mark.parametrize("name", VALUES)
def test_values_are_written_in_json_alike(name, debug):
    both = Both(DEBUG=debug, PROPAGATE_EXCEPTIONS=False)
    both.route("/x")(lambda: {"v": VALUES[name], "a": 1})
    both.route("/y")(lambda: s.jsonify([VALUES[name]]))
    both.compare("GET /x", "GET /y")


@pytest.mark.parametrize(
    "settings",
    [{"sort_keys": False}, {"ensure_ascii": False}, {"compact": False}, {"mimetype": "a/b"},
     {"default": lambda value: "?"}],
)  # fmt: skip
def test_the_application_decides_how_json_is_written(settings):
    both = Both()
    for app in (both.flask, both.app):
        set_all(app.json, **settings)
    both.route("/x")(lambda: {"b": "é", "a": [1]})
    both.route("/y")(lambda: {"b": {1}})
    both.route("/z")(
        lambda: (flask.json if flask.has_request_context() else own_json).dumps({"b": 1, "a": "é"})
    )
    both.compare("GET /x", "GET /y", "GET /z")


plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates()
    | st.datetimes(timezones=st.none() | st.just(dt.UTC)) | st.decimals() | st.uuids(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner) | st.tuples(inner),
)  # fmt: skip


@given(plain)
def test_json_is_that_of_flask(value):
    app = flask.Flask("x")
    with app.app_context():
        expected = app.json.response(value).get_data(as_text=True)
        assert own_json.dumps(value) == flask.json.dumps(value)
    assert own_json.body_of(value) == expected
    assert JSONResponse(value).get_data(as_text=True) == expected


def test_json_files_can_be_written_and_read(tmp_path):
    with (tmp_path / "x").open("w") as file:
        own_json.dump({"b": 1, "a": dt.date(2024, 1, 2)}, file)
    with (tmp_path / "x").open() as file:
        assert own_json.load(file) == {"a": "Tue, 02 Jan 2024 00:00:00 GMT", "b": 1}


@given(
    st.text(min_size=1),
    st.text(),
    st.none() | st.integers(0, 10**6) | st.timedeltas(dt.timedelta(0), dt.timedelta(10**4)),
    st.none() | st.just("x") | st.floats(0, 10**9) | st.datetimes(dt.datetime(1971, 1, 1)),
    st.none() | st.text(),
    st.none() | st.sampled_from(["example.com", ".x.org", "h:80", "☃.net", ""]),
    st.none() | st.sampled_from(["lax", "STRICT", "None"]),
    st.booleans(),
    st.booleans(),
)
def test_cookies_are_written_as_werkzeugs(
    key, value, max_age, expires, path, domain, samesite, secure, partitioned
):
    attributes = {
        "path": path,
        "domain": domain,
        "samesite": samesite,
        "secure": secure,
        "partitioned": partitioned,
    }
    if expires is not None:
        attributes |= {"max_age": max_age, "expires": expires}
    expected = http.dump_cookie(key, value, max_size=0, **attributes)
    assert dump_cookie(key, value, max_size=0, **attributes) == expected


def test_a_cookie_that_is_too_large_is_warned_of():
    with pytest.warns(UserWarning, match="'a' cookie is too large"):
        dump_cookie("a", "x" * 5000)


@given(st.text(st.sampled_from("/?#:@[]%é☃ ab&=+"), max_size=12))
def test_locations_are_written_as_werkzeugs(path):
    assert ascii_url(f"http://h/{path}") == iri_to_uri(f"http://h/{path}")


def test_starlettes_responses_are_answers_too():
    app = Application(__name__)
    app.get("/r")(lambda: RedirectResponse("/é", status_code=302))
    app.get("/t")(lambda: (HTMLResponse("x"), 201, {"X-A": "1"}))

    @app.get("/m")
    def made():
        response = make_response(RedirectResponse("/x", status_code=302))
        response.set_cookie("a", "1")
        return response

    client = Client(app)
    assert client.ask("GET /r").header("location") == "/%C3%A9"
    answer = client.ask("GET /t")
    assert (answer.status, answer.header("x-a"), answer.body) == (201, "1", b"x")
    answer = client.ask("GET /m")
    assert (answer.status, answer.header("location")) == (302, "/x")
    assert answer.header("set-cookie") == "a=1; Path=/"


def test_functions_are_called_when_a_response_is_closed():
    closed = []

    class Pieces:
        def __iter__(self):
            return iter(["a", "b"])

        def close(self):
            closed.append("pieces")

    app = Application(__name__)

    @app.get("/x")
    def view():
        response = Response(Pieces())
        response.call_on_close(lambda: closed.append("function"))
        return response

    assert Client(app).ask("GET /x").body == b"ab"
    assert closed == ["function", "pieces"]


def test_asynchronous_pieces_are_sent():
    app = Application(__name__)

    async def pieces():
        yield "a"
        yield b"b"

    app.get("/x")(pieces)
    app.get("/y")(lambda: Response(pieces(), mimetype="text/csv"))
    client = Client(app)
    assert client.ask("GET /x").body == b"ab"
    assert client.ask("GET /y").header("content-type") == "text/csv; charset=utf-8"


def test_headers_can_be_replaced_as_a_whole():
    response = Response("x", headers={"X-A": "1"})
    response.headers = {"X-B": "2"}
    assert response.raw_headers == [(b"x-b", b"2")]
    assert response.headers["x-b"] == "2"


def test_json_of_a_response_is_read():
    assert to_response({"a": 1}).get_json() == {"a": 1}
    assert Response("{bad", mimetype="application/json").get_json(silent=True) is None
    assert Response("5").get_json() is None
    assert Response("5").get_json(force=True) == 5
    with pytest.raises(json.JSONDecodeError):
        Response("{bad", mimetype="application/json").get_json()
