from __future__ import annotations

import gc
import json
from base64 import b64encode
from typing import ClassVar

import flask
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug import datastructures, http, utils
from werkzeug.sansio.utils import get_current_url, get_host
from werkzeug.wrappers import Request as WerkzeugRequest

from unflask.runtime.addresses import public_host, request_url
from unflask.runtime.application import Application
from unflask.runtime.context import request as migrated
from unflask.runtime.forms import parse_query
from unflask.runtime.header_values import (
    Authorization,
    ETags,
    LanguageAccept,
    MIMEAccept,
    Range,
    parse_options,
)
from unflask.runtime.requests import Request
from unflask.runtime.uploads import FileStorage, secure_filename

from .both import Both
from .pairs import Ask, Client, FlaskClient, compare

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
JSON = {"Content-Type": "application/json"}
MULTIPART = {"Content-Type": "multipart/form-data; boundary=B"}


class Here:
    """The request of the side that runs, by Flask's names."""

    NAMES: ClassVar = {"form": "form_data", "url": "href", "base_url": "base_href"}

    def __getattr__(self, name):
        if flask.has_request_context():
            return getattr(flask.request, name)
        return getattr(migrated, self.NAMES.get(name, name))


r = Here()
SHOWN = {
    "need": lambda: r.args["q"],
    "int": lambda: r.args.get("n", 1, type=int),
    "float": lambda: r.args.get("n", type=float),
    "list": lambda: [r.args.getlist("x", type=int), r.args.get("x"), r.args.to_dict(flat=False)],
    "field": lambda: r.form["name"],
    "json": lambda: r.get_json(force=False),
    "silent": lambda: r.get_json(silent=True),
    "force": lambda: r.get_json(force=True),
    "item": lambda: r.get_json()["name"],
    "data": lambda: [r.data, r.get_data(as_text=True), r.mimetype, r.is_json, r.content_length],
    "raw": lambda: [r.get_data(), r.form.to_dict(), r.get_data(), r.data],
    "form": lambda: [r.form.to_dict(flat=False), sorted(r.files), r.data, r.get_data()],
    "values": lambda: [r.values.to_dict(), r.values.getlist("a")],
    "files": lambda: [
        (key, f.filename, f.name, f.content_type, f.mimetype, bool(f), f.read(), f.headers.get("content-type"))
        for key, f in r.files.items(multi=True)
    ],
    "url": lambda: [
        r.path, r.full_path, r.url, r.base_url, r.url_root, r.root_url, r.host_url, r.host,
        r.script_root, r.root_path, r.scheme, r.is_secure, r.query_string,
    ],
    "client": lambda: [r.remote_addr, list(r.access_route), r.remote_user, r.method],
    "headers": lambda: [
        r.headers.get("x-thing"), r.headers.get("X-Missing", "none"),
        r.headers.get("x-num", type=int), r.headers.get("x-num", -1, int), "x-thing" in r.headers,
        r.headers.getlist("X-Thing"), r.content_type, r.referrer, str(r.user_agent),
        r.user_agent.string, r.origin, r.mimetype_params,
    ],
    "missing": lambda: r.headers["X-Missing"],
    "cookies": lambda: [r.cookies.get("a"), r.cookies.get("n", type=int), r.cookies.getlist("a"),
                        sorted(r.cookies.items(multi=True))],
    "cookie": lambda: r.cookies["a"],
    "dates": lambda: [str(r.if_modified_since), str(r.date), "x" in r.if_none_match],
    "environ": lambda: {
        key: r.environ.get(key)
        for key in (
            "REQUEST_METHOD", "SCRIPT_NAME", "PATH_INFO", "QUERY_STRING", "SERVER_NAME",
            "SERVER_PORT", "SERVER_PROTOCOL", "REMOTE_ADDR", "wsgi.url_scheme", "CONTENT_TYPE",
            "CONTENT_LENGTH", "HTTP_HOST", "HTTP_X_THING", "HTTP_CONTENT_TYPE",
        )
    },
    "input": lambda: bytes(r.environ["wsgi.input"].read()),
    "items": lambda: sorted(
        dict(flask.request.headers).items()
        if flask.has_request_context()
        else migrated.header_items()
    ),
}  # fmt: skip

APP = Both()


@APP.route("/<what>", methods=["GET", "POST", "PUT"])
@APP.route("/<what>/<x>", methods=["GET", "POST"], endpoint="deeper")
def show(what, x=None):
    return repr(SHOWN[what]())


def multipart(*parts: tuple[str, str]) -> str:
    text = "".join(f"--B\r\n{head}\r\n\r\n{content}\r\n" for head, content in parts)
    return f"{text}--B--\r\n"


DISPOSITION = "Content-Disposition: form-data; name="
PARTS = multipart(
    (f'{DISPOSITION}"a"', "1"),
    (f'{DISPOSITION}"f"; filename="../x y.txt"\r\nContent-Type: Text/Plain; charset=utf-8', "data"),
    (f'{DISPOSITION}"a"', "2"),
    (f'{DISPOSITION}"e"; filename=""\r\nContent-Type: application/octet-stream', ""),
    (f"{DISPOSITION}\"u\"; filename*=UTF-8''%e4%bd%a0.txt", "x"),
    (f'{DISPOSITION}"q"; filename="a\\"b%22c.txt"', "x"),
    (f'{DISPOSITION}"l"\r\nContent-Type: text/plain; charset=iso-8859-1', "\udce9"),
).encode("utf-8", "surrogateescape")

QUERIES = [
    "/need",
    "/need?q=",
    "/need?q=a&q=b",
    "/need?q=a+b%2Bc",
    "/need?q=%FF",
    "/need?q=%E4%BD%A0;x",
    "/need?q=%zz",
    "/int",
    "/int?n=abc",
    "/int?n=007",
    "/int?n=%205",
    "/int?n=1_0",
    "/int?n=",
    "/int?n=-5",
    "/int?n=1.0",
    "/int?n=%D9%A3",
    "/float?n=nan",
    "/float?n=1e3",
    "/float?n=x",
    "/list?x=1&x=b&x=3&y",
    "/list?x",
    "/list?&&=&a=&a",
    "/list",
    "/missing",
    "/cookie",
    "/values?a=1&a=2",
]


def test_query_parameters_are_read_alike():
    APP.compare(*(f"GET {target}" for target in QUERIES))


JSON_BODIES = [b'{"b": 1, "a": [1, null]}', b"{bad", b"", b"null", b"NaN", b"[1]", b"5", b'"x"']
JSON_BODIES += [b'{"name": 5}', b'{"a":"\xe9"}', '{"a":"é"}'.encode("utf-16"), b'{"n": 1e999}']
JSON_TYPES = ["application/json", "application/vnd.api+json; charset=utf-8", "text/json", None]
JSON_TYPES += ["APPLICATION/JSON", "application/x-www-form-urlencoded", "text/plain"]


@pytest.mark.parametrize("content_type", JSON_TYPES)
@pytest.mark.parametrize("what", ["json", "silent", "force", "item"])
def test_json_bodies_are_read_alike(what, content_type):
    headers = {"Content-Type": content_type} if content_type else {}
    APP.compare(*(Ask(f"POST /{what}", headers, body) for body in JSON_BODIES))


@pytest.mark.parametrize("what", ["field", "form", "values", "data", "raw", "files", "json"])
@pytest.mark.parametrize(
    ("headers", "body"),
    [
        (FORM, "name=a+%C3%A9&a=1&a=2"),
        (FORM, "name=1&name=2"),
        (FORM, "a=1;b=2&c&=d&e=%zz&f=%FF"),
        (FORM, b"name=\xff"),
        (FORM, "x" * 600_000),
        ({"Content-Type": "application/x-www-form-urlencoded; charset=latin-1"}, "name=%E9"),
        (FORM, ""),
        ({}, "name=1"),
        ({"Content-Type": "text/plain; charset=latin-1"}, b"\xe9x"),
        (JSON, '{"name": "x"}'),
        (MULTIPART, PARTS),
        (MULTIPART, PARTS + b"epilogue"),
        (MULTIPART, b"preamble\r\n" + PARTS),
        (MULTIPART, b"x" * 70_000 + b"\r\n" + PARTS),
        (MULTIPART, b"garbage"),
        (MULTIPART, b""),
        (MULTIPART, b"--B--\r\n"),
        (MULTIPART, multipart((f'{DISPOSITION}"name"', "x" * 600_000))),
        (MULTIPART, multipart((f'{DISPOSITION}"f"; filename="a"', "x" * 600_000))),
        (MULTIPART, multipart(*[(f'{DISPOSITION}"name"', "x")] * 1001)),
        (MULTIPART, multipart(("Content-Disposition: form-data", "no name"))),
        (MULTIPART, multipart((f'{DISPOSITION}"x"', "no\r\n--Bx end"))),
        (
            MULTIPART,
            f'--B\r\n{DISPOSITION}"name"\r\n\r\na\n--B\r\n{DISPOSITION}"b"\r\n\r\nc\r--B--',
        ),
        (
            MULTIPART,
            f'--B  \n{DISPOSITION}"name"\r\n\r\na\n\r\n--B \t\r\n{DISPOSITION}"b"\r\n\r\nc\n--B--',
        ),
        (MULTIPART, f'--B\r\n{DISPOSITION}"name"\r\n\r\nin line--B--\r\n'),
        (MULTIPART, f'--B\r\n{DISPOSITION}"name"\r\n\r\n' + "\n--B-x" * 30_000 + "\r\n--B--\r\n"),
        ({"Content-Type": "multipart/form-data"}, PARTS),
        ({"Content-Type": 'multipart/form-data; boundary="B"'}, PARTS),
        ({"Content-Type": "multipart/form-data; boundary=C"}, PARTS),
    ],
)
def test_forms_are_read_alike(what, headers, body):
    APP.compare(Ask(f"POST /{what}?a=0", headers, body), Ask(f"PUT /{what}", headers, body))


@pytest.mark.parametrize("body", [PARTS[:-9], PARTS[:100], PARTS[:300], b"--B\r\n\r\n\r\n--B--"])
def test_a_broken_form_is_empty_and_leaves_no_file_open(body):
    app = Application(__name__)

    @app.post("/x")
    def view():
        return [migrated.form_data, list(migrated.files), migrated.get_data(as_text=True)]

    assert Client(app).ask(Ask("POST /x", MULTIPART, body)).body == b'[{},[],""]\n'
    gc.collect()


def test_a_form_in_the_body_of_get_is_no_part_of_values():
    APP.compare(Ask("GET /values?a=1", FORM, "a=2"), Ask("GET /form", FORM, "a=2"))


PATHS = ["a", "a%20b", "%E4%BD%A0", "a%2Fb", "a%3Fb", "a%25b", "a;b=1,2", "%5Bx%5D", "a%00b", "%FF"]


@pytest.mark.parametrize("root_path", ["", "/app"])
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_addresses_are_spelled_alike(root_path, scheme):
    theirs = FlaskClient(APP.flask, root_path, scheme)
    ours = Client(APP.app, root_path, scheme)
    for host in [
        "localhost",
        "ex.com:8080",
        "ex.com:443",
        "EX.com:80",
        "xn--n3h.net",
        "[::1]:5000",
    ]:
        for path in PATHS:
            ask = Ask(f"GET /url/{path}?x=1&y=%20%C3%A9%2F", {"Host": host})
            assert ours.ask(ask) == theirs.ask(ask)


HEADERS = [
    {},
    {"X-Thing": "v", "X-Num": "x", "Referer": "http://r/", "User-Agent": "UA/1.0", "Origin": "o"},
    {"x-num": "7", "Content-Type": 'text/Plain; Charset=UTF-8; x="a;b"'},
    [("X-Thing", "1"), ("X-Thing", "2")],
    {"X-Forwarded-For": "1.2.3.4, 5.6.7.8", "X-Forwarded-Proto": "https"},
    {"If-Modified-Since": "Tue, 14 Nov 2023 22:13:20 GMT", "If-None-Match": 'W/"y", "x"'},
    {"If-Modified-Since": "no date", "Date": "Tue, 14 Nov 2023 22:13:20 +0200"},
]


@pytest.mark.parametrize("headers", HEADERS)
@pytest.mark.parametrize("what", ["headers", "client", "dates", "environ", "items"])
def test_headers_are_read_alike(what, headers):
    APP.compare(Ask(f"GET /{what}?q=%20", headers), Ask(f"POST /{what}", headers, "body"))


@pytest.mark.parametrize(
    "cookie",
    ['a=1; n=x; a=2; q="quo\\"te"', "a=%20b; =z; bare", "a=; b", 'u="\\303\\251"', "a=1;b=2", "e=a=b",
     "n=5", "a=b c; d=1", '"', 'a="x', "ü=1".encode().decode("latin-1")],
)  # fmt: skip
def test_cookies_are_read_alike(cookie):
    APP.compare(*(Ask(f"GET /{what}", {"Cookie": cookie}) for what in ("cookies", "cookie")))


def test_the_body_can_be_read_as_wsgi_input():
    APP.compare(Ask("POST /input", {}, "some text"), "GET /input")


LIMITED = Both(MAX_CONTENT_LENGTH=60, MAX_FORM_PARTS=2, MAX_FORM_MEMORY_SIZE=40)


@LIMITED.route("/<what>", methods=["GET", "POST"])
def limited(what):
    return "ignored" if what == "nothing" else repr(SHOWN[what]())


@pytest.mark.parametrize("what", ["nothing", "data", "raw", "form", "files", "json", "silent"])
@pytest.mark.parametrize("headers", [{}, FORM, JSON, MULTIPART])
def test_limits_apply_when_the_body_is_read(what, headers):
    bodies = [b"x=1", b"x" * 11, b"x" * 60, b"x" * 61, b"x" * 200_000]
    LIMITED.compare(*(Ask(f"POST /{what}", headers, body) for body in bodies))


def test_the_size_of_chunked_bodies_is_limited_too():
    chunked = {"Transfer-Encoding": "chunked"}
    LIMITED.compare(
        Ask("POST /nothing", chunked, "x" * 100),
        Ask("POST /data", chunked, "x" * 50),
    )
    assert Client(LIMITED.app).ask(Ask("POST /data", chunked, "x" * 100)).status == 413


def test_a_view_can_set_its_own_limits():
    both = Both()

    @both.route("/<int:size>", methods=["POST"])
    def view(size):
        request = flask.request if flask.has_request_context() else migrated
        request.max_content_length = size
        return repr(request.get_data())

    both.compare(Ask("POST /3", {}, "abc"), Ask("POST /2", {}, "abc"))


def test_the_body_is_there_for_starlettes_readers_and_for_mounted_apps():
    app = Application(__name__)

    @app.post("/x")
    async def view(request: Request):
        form = await request.form()
        return [
            (await request.body()).decode(),
            form["a"],
            form.getlist("a"),
            request.form_data["a"],
            [key async for key in _keys(request)],
        ]

    async def inner(scope, receive, send):
        messages = [await receive()]
        while messages[-1]["more_body"]:
            messages.append(await receive())
        size = sum(len(message["body"]) for message in messages)
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": f"{len(messages)} {size}".encode()})

    app.mount("/in", inner)
    client = Client(app)
    answer = client.ask(Ask("POST /x", FORM, "a=1&a=2"))
    assert json.loads(answer.body) == ["a=1&a=2", "1", ["1", "2"], "1", ["a=1&a=2"]]
    assert client.ask(Ask("POST /in/x", {}, "x" * 100_000)).body == b"2 100000"


async def _keys(request):
    async for chunk in request.stream():
        if chunk:
            yield chunk.decode()


def test_attributes_that_a_hook_sets_on_the_request_reach_the_view():
    app = Application(__name__)

    @app.before_request
    def load(request):
        request.user = "ada"

    @app.get("/x")
    def view(request: Request):
        return f"{request.user} {migrated.user}"

    assert Client(app).ask("GET /x").body == b"ada ada"


@given(st.binary())
def test_query_strings_are_parsed_as_werkzeugs(query):
    theirs = WerkzeugRequest({"QUERY_STRING": query.decode("latin-1"), "REQUEST_METHOD": "GET"})
    try:
        expected = list(theirs.args.items(multi=True))
    except UnicodeDecodeError:
        return
    assert sorted(parse_query(query)) == sorted(expected)


@settings(deadline=None)
@given(st.text(), st.text(), st.text(st.characters(max_codepoint=255)))
def test_urls_are_spelled_as_werkzeugs(root, path, query):
    raw = query.encode("latin-1")
    expected = get_current_url("http", "localhost", f"/{root}", path, raw)
    assert request_url("http", "localhost", f"/{root}", path, raw) == expected


@given(
    st.sampled_from(["http", "https"]),
    st.none() | st.text(st.sampled_from("ab.:1489[]-"), max_size=9) | st.text(max_size=5),
    st.none() | st.tuples(st.sampled_from(["h", "::1", "/s"]), st.none() | st.integers(1, 999)),
)
def test_hosts_are_those_of_werkzeug(scheme, host, server):
    assert public_host(scheme, host, server) == get_host(scheme, host, server)


TEXT = st.text(st.sampled_from("ab;=\"\\ *,%'/+2q.0"), max_size=20) | st.text(max_size=10)


@given(TEXT)
def test_options_are_parsed_as_werkzeugs(value):
    assert parse_options(value) == http.parse_options_header(value)


AUTHORIZATIONS = ["", "Basic !!!", "Bearer abc.def==", "bearer  x y", 'Token k=v, z="q"', "nospace"]
AUTHORIZATIONS += ["Basic " + b64encode("ü:p:q".encode()).decode(), "Basic eA==", "Digest a=1,b"]


@pytest.mark.parametrize("value", AUTHORIZATIONS)
def test_authorization_is_parsed_as_werkzeugs(value):
    theirs, ours = datastructures.Authorization.from_header(value), Authorization.parse(value)
    if theirs is None:
        assert ours is None
        return
    assert ours is not None
    names = ("type", "token", "parameters", "username", "password", "k")
    assert [getattr(ours, n) for n in names] == [getattr(theirs, n) for n in names]
    assert (ours["k"], ours.get("z", 1), "k" in ours) == (
        theirs["k"], theirs.get("z", 1), "k" in theirs,
    )  # fmt: skip


ACCEPTS = ["", "*", "*/*", "text/html;q=0.5,application/json;q=0.9", "text/*;q=0.5, text/html"]
ACCEPTS += ["text/html;level=1, text/html;q=0.3", "a/b;q=2, c/d;q=x, e/f;q=0", "bad, text/html"]
ACCEPTS += ["application/xml;q=0.9, application/json", "*/*;q=0.1, text/plain"]
OFFERS = [["application/json", "text/html"], ["text/html"], ["e/f"], ["text/html;level=1"], []]


@pytest.mark.parametrize("value", ACCEPTS)
def test_media_types_are_chosen_as_werkzeug_does(value):
    theirs = http.parse_accept_header(value, datastructures.MIMEAccept)
    ours = MIMEAccept.parse(value)
    assert list(ours.values()) == list(theirs.values())
    assert [ours.best, ours.accept_json, ours.accept_html, ours.accept_xhtml] == [
        theirs.best, theirs.accept_json, theirs.accept_html, theirs.accept_xhtml,
    ]  # fmt: skip
    for offer in OFFERS:
        assert ours.best_match(offer, "none") == theirs.best_match(offer, "none")
        assert [ours.quality(o) for o in offer] == [theirs.quality(o) for o in offer]
        assert [o in ours for o in offer] == [o in theirs for o in offer]


LANGUAGES = ["", "*", "en-US,de;q=0.5", "de, en;q=0.8", "zh-Hant-TW", "en_GB;q=0.5, fr"]


@pytest.mark.parametrize("value", LANGUAGES)
def test_languages_are_chosen_as_werkzeug_does(value):
    theirs = http.parse_accept_header(value, datastructures.LanguageAccept)
    ours = LanguageAccept.parse(value)
    for offer in (["de", "en"], ["en"], ["en-US", "fr"], ["zh"], ["zh-Hant", "zh-CN"], []):
        assert ours.best_match(offer) == theirs.best_match(offer)
        assert ours.best_match(offer, "xx") == theirs.best_match(offer, "xx")


@pytest.mark.parametrize(
    "value",
    [
        "",
        "bytes=0-4",
        "bytes=-4",
        "bytes=5-",
        "bytes=0-1,3-4",
        "bytes",
        "bytes=",
        "bytes=x",
        "bytes=4-2",
    ],
)
def test_ranges_are_parsed_as_werkzeugs(value):
    theirs, ours = http.parse_range_header(value), Range.parse(value)
    assert (ours and (ours.units, list(ours.ranges))) == (
        theirs and (theirs.units, list(theirs.ranges))
    )


@pytest.mark.parametrize("value", ["", "*", '"a", W/"b"', "a, w/b", '"a,b"', '"x'])
def test_entity_tags_are_parsed_as_werkzeugs(value):
    theirs, ours = http.parse_etags(value), ETags.parse(value)
    for tag in ("a", "b", "a,b", "x", ""):
        assert (tag in ours, ours.contains_weak(tag)) == (tag in theirs, theirs.contains_weak(tag))
    assert bool(ours) == bool(theirs)


@given(st.text(st.sampled_from("aÜ./\\ _-:你"), max_size=12))
def test_file_names_are_made_safe_as_werkzeugs(name):
    assert secure_filename(name) == utils.secure_filename(name)


def test_an_uploaded_file_can_be_saved(tmp_path):
    app = Application(__name__)

    @app.post("/up")
    def up(request: Request):
        file = request.files["f"]
        file.save(tmp_path / "a")
        file.seek(0)
        with (tmp_path / "b").open("wb") as other:
            file.save(other)
        return repr(file)

    answer = Client(app).ask(Ask("POST /up", MULTIPART, PARTS))
    assert answer.body == b"<FileStorage: '../x y.txt' ('Text/Plain; charset=utf-8')>"
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes() == b"data"


def test_an_empty_file_storage_is_false_and_readable():
    file = FileStorage()
    assert not file
    assert (file.read(), list(file), file.content_length, file.mimetype) == (b"", [], 0, "")


def test_forms_are_limited_where_nothing_is_configured():
    plain, app = flask.Flask(__name__), Application(__name__)

    @plain.post("/form")
    def on_flask():
        return {"fields": len(flask.request.form)}

    @app.post("/form")
    def on_fastapi(request: Request):
        return {"fields": len(request.form_data)}

    fields = [b"a=" + b"x" * 500_001, b"&".join([b"a=1"] * 1_001), b"a=1"]
    parts = b"".join(
        b'--B\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n' for _ in range(1_001)
    )
    bodies = [*((FORM, body) for body in fields), (MULTIPART, parts + b"--B--\r\n")]
    compare(plain, app, [Ask("POST /form", headers, body) for headers, body in bodies])
    assert "config" not in app.__dict__
