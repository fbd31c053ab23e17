"""Reading requests from `.http` and HAR files."""

import json
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unflask.model.exchange import KEEP, NONE, Exchange, Request
from unflask.replay.httpfile import MalformedRequestsError, read_http, write_http
from unflask.replay.requests import read_requests

STEPS = """# a comment
GET /first

### second
// another comment
# @no-cookies
POST http://shop.test/a?b=c HTTP/1.1
Content-Type: application/json
X-A:  b

{"a": 1}


### third
GET /third
### only a title
"""


def test_steps_have_names_headers_bodies_and_one_client():
    first, second, third = read_http(STEPS, "a.http")
    assert (first.name, first.request) == ("step 1", Request("GET", "/first"))
    assert second.request.method == "POST"
    assert second.request.target == "/a?b=c"
    assert second.request.headers == (
        ("Host", "shop.test"), ("Content-Type", "application/json"), ("X-A", "b"),
    )  # fmt: skip
    assert second.request.body == b'{"a": 1}'
    assert (first.cookies, second.cookies) == (KEEP, NONE)
    assert {first.client, second.client, third.client} == {"a.http"}


def test_a_multipart_body_has_the_line_ends_of_the_wire():
    text = "POST /\nContent-Type: multipart/form-data; boundary=x\n\n--x\nA: b\n\n1\n--x--\n"
    (exchange,) = read_http(text, "a.http")
    assert exchange.request.body == b"--x\r\nA: b\r\n\r\n1\r\n--x--\r\n"


@pytest.mark.parametrize(
    ("text", "where"),
    [("\nget /", "a.http:2"), ("GET /\nno header here", "a.http:2"), ("### a\nGET", "a.http:2")],
)
def test_what_cannot_be_read_is_named_with_its_line(text, where):
    with pytest.raises(MalformedRequestsError, match=where):
        read_http(text, "a.http")


words = st.text(string.ascii_letters + string.digits + "-", min_size=1, max_size=8)
steps = st.builds(
    Exchange,
    st.builds(
        Request,
        st.sampled_from(["GET", "POST", "DELETE"]),
        words.map(lambda word: f"/{word}?q={word}"),
        st.lists(st.tuples(words, words), max_size=3).map(tuple),
        st.lists(words, max_size=3).map(lambda lines: "\n".join(lines).encode()),
    ),
    name=words,
    client=st.just("a.http"),
    source=st.just("a.http"),
    cookies=st.sampled_from([KEEP, NONE]),
)


@given(st.lists(steps, max_size=4).map(tuple))
def test_what_is_written_is_read_back(exchanges):
    assert read_http(write_http(exchanges), "a.http") == exchanges


def entry(method, url, cookie=None, set_cookie=None, **post):
    headers = [{"name": ":path", "value": "/"}, {"name": "Connection", "value": "close"}]
    if cookie:
        headers.append({"name": "Cookie", "value": cookie})
    answer = [{"name": "Set-Cookie", "value": set_cookie}] if set_cookie else []
    request = {"method": method, "url": url, "headers": headers}
    if post:
        request["postData"] = post
    return {
        "request": request,
        "response": {
            "status": 200,
            "headers": answer,
            "content": {"text": "aGk=", "encoding": "base64"},
        },
    }


def test_a_har_file_leaves_cookies_that_it_sets_to_the_jar(tmp_path):
    entries = [
        entry("GET", "https://shop.test/a?b=c#d", cookie="old=1", set_cookie="session=x; Path=/"),
        entry("post", "https://shop.test/f", cookie="old=1; session=x", text="a=1"),
        entry("POST", "https://shop.test/p", params=[{"name": "a", "value": "b c"}]),
    ]
    (tmp_path / "a.har").write_text(json.dumps({"log": {"entries": entries}}))
    first, second, third = read_requests(tmp_path)
    assert first.request == Request("GET", "/a?b=c", (("Cookie", "old=1"),))
    assert first.response.body == b"hi"
    assert second.request == Request("POST", "/f", (("Cookie", "old=1"),), b"a=1")
    assert third.request.body == b"a=b+c"


@pytest.mark.parametrize("name", ["a.har", "a.txt", "none.http"])
def test_no_file_of_requests_gets_a_sentence(tmp_path, name):
    (tmp_path / "a.har").write_text("[]")
    with pytest.raises(MalformedRequestsError, match=name.replace(".", r"\.")):
        read_requests(tmp_path / name)


def test_a_folder_is_read_in_order(tmp_path):
    (tmp_path / "b.http").write_text("GET /b")
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "a.http").write_text("GET /a")
    assert [e.client for e in read_requests(tmp_path)] == ["a/a.http", "b.http"]
