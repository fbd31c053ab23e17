"""What a load consists of: from a file, from one route, from what was recorded."""

import pytest

from unflask.bench.profile import one_route, read_profile, recorded
from unflask.model.bench import LoadRequest
from unflask.model.errors import UserError
from unflask.model.exchange import Exchange, Request, Response

GOOD = """
[[request]]
path = "/items?page=2"
weight = 5

[[request]]
name = "make"
method = "post"
path = "/items"
headers = { Authorization = "Bearer x" }
json = { name = "é" }
status = 201

[[request]]
method = "PUT"
path = "/raw"
weight = 0.5
body = "a=1"
"""


@pytest.fixture
def write(tmp_path):
    def write(text):
        path = tmp_path / "load.toml"
        path.write_bytes(text.encode("utf-8", "surrogateescape"))
        return path

    return write


def test_a_file_is_a_profile_named_after_it(write):
    found = read_profile(write(GOOD))
    assert found.name == "load"
    assert found.requests == (
        LoadRequest("GET /items", "GET", "/items?page=2", 5),
        LoadRequest(
            "make", "POST", "/items", 1,
            (("Content-Type", "application/json"), ("Authorization", "Bearer x")),
            '{"name": "\\u00e9"}', 201,
        ),
        LoadRequest("PUT /raw", "PUT", "/raw", 0.5, (), "a=1"),
    )  # fmt: skip


def test_a_media_type_of_its_own_stands_above_that_of_json(write):
    text = '[[request]]\npath = "/"\njson = {}\nheaders = { "content-type" = "application/x+json" }'
    (request,) = read_profile(write(text)).requests
    assert request.headers == (("content-type", "application/x+json"),)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "has no [[request]]"),
        ("[[requests]]\npath = '/'", "has no [[request]]"),
        ("[request]\npath = '/'", "has no [[request]]"),
        ("request = []", "has no [[request]]"),
        ("request = 7", "has no [[request]]"),
        ("[[request]", "is not valid TOML"),
        ("path = '\udcff'", "is not valid TOML"),
        ("request = ['/']", "needs a path"),
        ("[[request]]\nmethod = 'GET'", "needs a path"),
        ("[[request]]\npath = 7", "needs a path"),
        ("[[request]]\npath = 'items'", "path"),
        ("[[request]]\npath = 'http://elsewhere/items'", "path"),
        ("[[request]]\npath = '/'\nwieght = 1", "no wieght"),
        ("[[request]]\npath = '/'\nweight = 0", "must be a number above 0"),
        ("[[request]]\npath = '/'\nweight = -1", "must be a number above 0"),
        ("[[request]]\npath = '/'\nweight = true", "must be a number above 0"),
        ("[[request]]\npath = '/'\nweight = '1'", "must be a number above 0"),
        ("[[request]]\npath = '/'\nweight = inf", "must be a number above 0"),
        ("[[request]]\npath = '/'\nweight = nan", "must be a number above 0"),
        ("[[request]]\npath = '/'\nheaders = ['a']", "headers"),
        ("[[request]]\npath = '/'\nheaders = 'a: b'", "headers"),
        ("[[request]]\npath = '/'\nstatus = '200'", "status"),
        ("[[request]]\npath = '/'\nstatus = true", "status"),
        ("[[request]]\npath = '/'\njson = 2020-01-01", "json"),
    ],
)
def test_a_file_that_is_none_is_told_in_a_sentence_that_names_it(write, text, told):
    path = write(text)
    with pytest.raises(UserError) as caught:
        read_profile(path)
    said = str(caught.value)
    assert said.startswith(str(path))
    assert told in said.removeprefix(str(path))
    assert said.endswith(".")
    assert "\n" not in said


def test_a_file_that_cannot_be_read_is_told(tmp_path):
    with pytest.raises(UserError, match=r"none\.toml does not exist"):
        read_profile(tmp_path / "none.toml")
    with pytest.raises(UserError, match=str(tmp_path)):
        read_profile(tmp_path)


@pytest.mark.parametrize(
    ("text", "name", "method", "path"),
    [
        ("GET /items", "GET /items", "GET", "/items"),
        ("/items", "GET /items", "GET", "/items"),
        ("  post   /items ", "POST /items", "POST", "/items"),
        ("GET /items?page=2&x=%20", "GET /items", "GET", "/items?page=2&x=%20"),
        ("/", "GET /", "GET", "/"),
    ],
)
def test_the_ways_to_name_one_route(text, name, method, path):
    assert one_route(text).requests == (LoadRequest(name, method, path),)


@pytest.mark.parametrize("text", ["", "GET", "items", "GET items", "GET /a b", "http://x/items"])
def test_what_names_no_path_is_refused(text):
    with pytest.raises(UserError, match="names no path"):
        one_route(text)


def exchange(target="/a?b=1", headers=(), body=b"", status=200, route=None, method="GET"):
    response = None if status is None else Response(status)
    return Exchange(Request(method, target, tuple(headers), body), response, route)


def test_headers_that_a_client_sets_by_itself_are_left_out():
    sent = [
        ("Host", "x"), ("connection", "close"), ("Content-Length", "1"), ("Authorization", "Bearer"),
        ("Transfer-Encoding", "chunked"), ("Accept-Encoding", "br"), ("X-A", "é"),
    ]  # fmt: skip
    (request,) = recorded("r", [exchange(headers=sent)]).requests
    assert request.headers == (("Authorization", "Bearer"), ("X-A", "é"))


def test_a_request_is_sent_as_often_as_it_was_recorded():
    found = recorded("r", [exchange("/a"), exchange("/b"), exchange("/a")]).requests
    every = sum(request.weight for request in found)
    shares = {path: sum(r.weight for r in found if r.path == path) / every for path in ("/a", "/b")}
    assert shares == pytest.approx({"/a": 2 / 3, "/b": 1 / 3})


def test_what_was_recorded_says_what_is_sent_and_what_a_good_answer_is():
    (request,) = recorded("r", [exchange("/a?b=1", body=b"x", status=404, method="PUT")]).requests
    assert request == LoadRequest("PUT /a", "PUT", "/a?b=1", 1, (), "x", 404)


def test_a_request_that_was_not_answered_then_may_be_answered_well_now():
    assert recorded("r", [exchange(status=None)]).requests[0].status is None


def test_requests_of_one_route_are_measured_together():
    found = recorded(
        "r", [exchange("/a/1", route="GET /a/<id>"), exchange("/a/2", route="GET /a/<id>")]
    )
    assert {request.name for request in found.requests} == {"GET /a/<id>"}


def test_nothing_recorded_is_nothing_to_send():
    with pytest.raises(UserError, match=r"a\.http holds no requests"):
        recorded("a.http", [])


def test_a_recorded_body_that_is_no_text_is_refused():
    upload = Exchange(Request("POST", "/files", (), b"\xff\xd8"))
    with pytest.raises(UserError, match="the body of POST /files is no text"):
        recorded("traffic.har", [upload])
