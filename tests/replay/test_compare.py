"""Which answers are the same for a client, and which are not."""

import json
import re

import pytest
from itsdangerous import URLSafeTimedSerializer

from unflask.model.exchange import Exchange, Request, Response
from unflask.replay.causes import CAUSES, CODES
from unflask.replay.compare import compare

PAGE = b"<!doctype html>\n<html lang=en>\n<title>404 Not Found</title>\n<h1>Not Found</h1>\n<p>%s</p>\n"
DEFAULT = PAGE % b"The requested URL was not found on the server."
REDIRECT = (
    b"<!doctype html>\n<html lang=en>\n<title>Redirecting...</title>\n<h1>Redirecting...</h1>"
)
HTML = ("Content-Type", "text/html; charset=utf-8")
JSON = ("Content-Type", "application/json")


def answer(status=200, *headers, body=b"", method="GET"):
    return Exchange(Request(method, "/"), Response(status, headers, body))


def aspects(old, new, fidelity="wire"):
    return [(d.aspect, d.where) for d in compare(old, new, fidelity=fidelity)]


def session(value, salt="cookie-session"):
    options = {"key_derivation": "hmac"}

    class Compact:
        dumps = staticmethod(lambda data: json.dumps(data, separators=(",", ":")))
        loads = staticmethod(json.loads)

    made = URLSafeTimedSerializer("k", salt, serializer=Compact, signer_kwargs=options)
    return "Set-Cookie", f"session={made.dumps(value)}; Path=/"


SAME = {
    "headers of the server": (
        answer(200, ("Date", "a"), ("Server", "b"), ("Content-Length", "0")),
        answer(200, ("Server", "c"), ("Connection", "close"), ("Transfer-Encoding", "chunked")),
    ),
    "order of Allow": (
        answer(405, ("Allow", "GET, HEAD")), answer(405, ("Allow", "HEAD,GET")),
    ),
    "order of Vary": (answer(200, ("Vary", "Cookie, A")), answer(200, ("vary", "a"), ("Vary", "cookie"))),
    "quotes": (
        answer(200, ("Content-Disposition", "attachment; filename=a.txt")),
        answer(200, ("Content-Disposition", 'attachment; filename="a.txt"')),
    ),
    "own hosts": (
        answer(308, ("Location", "http://localhost/a")),
        answer(308, ("Location", "http://127.0.0.1:81/a")),
    ),
    "order of keys and white space": (
        answer(200, JSON, body=b'{"a": 1, "b": [NaN]}'), answer(200, JSON, body=b'{"b":[NaN],"a":1}'),
    ),
    "default error page": (
        answer(404, HTML, body=DEFAULT),
        answer(404, HTML, body=b"Not Found"),
    ),
    "words of the app in another page": (
        answer(404, HTML, body=PAGE % b"No &#39;x&#39; here."),
        answer(404, HTML, body=b"<h2>No 'x' here.</h2>"),
    ),
    "body of a redirect": (
        answer(302, HTML, ("Location", "/a"), body=REDIRECT), answer(302, ("Location", "/a")),
    ),
    "type of no content": (answer(204, HTML), answer(204)),
    "body of HEAD": (answer(200, HTML, method="HEAD"), answer(200, HTML, body=b"a", method="HEAD")),
    "session of another second": (answer(200, session({"a": 1})), answer(200, session({"a": 1}, "s"))),
    "two ways to delete": (
        answer(200, ("Set-Cookie", "a=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Path=/")),
        answer(200, ("Set-Cookie", 'a=""; Max-Age=0; Path=/')),
    ),
    "moment of expiry": (
        answer(200, ("Date", "Sat, 21 Nov 2026 03:59:00 GMT"), ("Set-Cookie", "a=1; Expires=Sat, 21 Nov 2026 04:59:00 GMT")),
        answer(200, ("Date", "Sat, 21 Nov 2026 03:59:09 GMT"), ("Set-Cookie", "a=1; Expires=Sat, 21 Nov 2026 04:59:10 GMT")),
    ),
    "charset unsaid, text plain": (answer(200, HTML, body=b"a"), answer(200, ("Content-Type", "text/html"), body=b"a")),
}  # fmt: skip


@pytest.mark.parametrize("case", SAME)
def test_what_a_client_does_not_notice_is_equal(case):
    assert aspects(*SAME[case]) == []


OTHER = {
    "status": (answer(200), answer(201), "status", ""),
    "integer and float": (
        answer(200, JSON, body=b'{"a": 1}'), answer(200, JSON, body=b'{"a": 1.0}'), "body", "$.a",
    ),
    "number and text": (
        answer(200, JSON, body=b"[1]"), answer(200, JSON, body=b'["1"]'), "body", "$[0]",
    ),
    "true and one": (answer(200, JSON, body=b"true"), answer(200, JSON, body=b"1"), "body", "$"),
    "null and nothing": (
        answer(200, JSON, body=b'{"a-b": null}'), answer(200, JSON, body=b"{}"), "body", '$["a-b"]',
    ),
    "a longer list": (
        answer(200, JSON, body=b"[1]"), answer(200, JSON, body=b"[1, 2]"), "body", "$.length",
    ),
    "broken JSON": (answer(200, JSON, body=b"[1]"), answer(200, JSON, body=b"["), "body", ""),
    "text": (answer(200, HTML, body=b"<p>a"), answer(200, HTML, body=b"<p>b"), "body", ""),
    "words of the app lost": (
        answer(404, HTML, body=PAGE % b"No post 7."), answer(404, HTML, body=DEFAULT), "body", "",
    ),
    "a page of the app where Flask has none": (
        answer(404, HTML, body=DEFAULT), answer(404, HTML, body=b"<h1>My own page</h1>"), "body", "",
    ),
    "another host": (
        answer(302, ("Location", "http://localhost/a")),
        answer(302, ("Location", "http://other/a")),
        "header:location",
        "",
    ),
    "relative for absolute": (
        answer(302, ("Location", "/a")),
        answer(302, ("Location", "http://localhost/a")),
        "header:location",
        "",
    ),
    "a header of the app": (answer(200, ("X-A", "1")), answer(200), "header:x-a", ""),
    "media type": (
        answer(200, HTML, body=b"a"), answer(200, JSON, body=b"a"), "header:content-type", "",
    ),
    "charset": (
        answer(200, HTML), answer(200, ("Content-Type", "text/html; charset=latin-1")),
        "header:content-type", "",
    ),
    "charset to be guessed": (
        answer(200, HTML, body="é".encode()),
        answer(200, ("Content-Type", "text/html"), body="é".encode()),
        "header:content-type", "",
    ),
    "session": (answer(200, session({"a": 1})), answer(200, session({"a": 2})), "cookie:session", "$.a"),
    "a flag": (
        answer(200, ("Set-Cookie", "a=1; Path=/; HttpOnly")),
        answer(200, ("Set-Cookie", "a=1; Path=/")),
        "cookie:a",
        "httponly",
    ),
    "deleted for set": (
        answer(200, ("Set-Cookie", "a=1")), answer(200, ("Set-Cookie", "a=; Max-Age=0")),
        "cookie:a", "",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", OTHER)
def test_what_a_client_notices_is_found(case):
    old, new, aspect, where = OTHER[case]
    assert aspects(old, new) == [(aspect, where)]


def test_at_bytes_the_body_is_compared_whole():
    old, new, *_ = SAME["order of keys and white space"]
    assert aspects(old, new, "bytes") == [("body", "")]
    old, new, *_ = SAME["default error page"]
    assert aspects(old, new, "bytes") == [("body", "")]


def test_every_cause_has_a_code_of_its_own_and_a_sentence():
    assert len(CODES) == len(CAUSES) + 2
    for code, text in CODES.items():
        assert re.fullmatch(r"UV1\d\d", code)
        assert text.endswith(".")


def test_no_answer_on_one_side_is_an_error():
    silent = Exchange(Request("GET", "/"), error="no answer within 1 s")
    (difference,) = compare(answer(200), silent)
    assert (difference.aspect, difference.got) == ("error", "no answer within 1 s")
    assert compare(silent, silent) == ()
