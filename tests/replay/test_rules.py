"""The matcher of rules, held against Werkzeug's own."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.exceptions import MethodNotAllowed, NotFound
from werkzeug.routing import Map, RequestRedirect, Rule

from unflask.replay.rules import Matcher, Route

SEGMENTS = [
    "a", "b", "ab", "<x>", "<int:x>", "<float:x>", "<path:x>", "<any(a,b):x>", "a<x>", "<x>.b",
    "<string(length=2):x>", "<string(minlength=2):x>", "<int:x>b", "<uuid:x>",
]  # fmt: skip
TEXTS = ["a", "b", "ab", "1", "12", "1.5", "xyz", "", "1b", "b.b", "a%20b"]


def numbered(parts):
    return [part.replace("x>", f"v{at}>") for at, part in enumerate(parts)]


rules = st.builds(
    lambda parts, slash, strict, methods: (
        "/" + "/".join(numbered(parts)) + ("/" if slash and parts else ""), strict, methods
    ),
    st.lists(st.sampled_from(SEGMENTS), max_size=3),
    st.booleans(),
    st.booleans(),
    st.sampled_from([("GET",), ("POST",), ("GET", "POST")]),
)  # fmt: skip
paths = st.lists(st.sampled_from(TEXTS), max_size=4).map(lambda parts: "/" + "/".join(parts))


def werkzeug_says(rows, path, method):
    url_map = Map(
        [
            Rule(rule, methods=list(methods), endpoint=str(at), strict_slashes=strict)
            for at, (rule, strict, methods) in enumerate(rows)
        ]
    )
    try:
        return "own", url_map.bind("h").match(path.replace("%20", " "), method)[0]
    except RequestRedirect:
        return "slash", None
    except MethodNotAllowed:
        return "method", None
    except NotFound:
        return None


@settings(max_examples=400, deadline=None)
@given(
    st.lists(rules, min_size=1, max_size=6), paths, st.sampled_from(["GET", "POST", "HEAD", "PUT"])
)
def test_it_chooses_as_werkzeug_does(rows, path, method):
    path = "/" + path.lstrip("/")
    routes = [
        Route(rule, methods, str(at), strict_slashes=strict)
        for at, (rule, strict, methods) in enumerate(rows)
    ]
    match = Matcher(routes).match(method, path)
    own = match is not None and match.how == "own"
    got = None if match is None else (match.how, match.route.endpoint if own else None)
    assert got == werkzeug_says(rows, path, method)


@pytest.mark.parametrize(
    ("method", "path", "expected"),
    [
        ("HEAD", "/a/1", "own"),
        ("OPTIONS", "/a/1", "method"),
        ("DELETE", "/a/1", "method"),
        ("GET", "/b", "slash"),
        ("GET", "//b/", "own"),
        ("GET", "/c", None),
    ],
)
def test_how_a_request_belongs_to_a_route(method, path, expected):
    methods = ("GET", "HEAD", "OPTIONS")
    match = Matcher([Route("/a/<int:n>", methods), Route("/b/", methods)]).match(method, path)
    assert (match and match.how) == expected


def test_the_id_leaves_out_the_methods_that_flask_adds():
    assert Route("/a", ("HEAD", "POST", "GET", "OPTIONS")).id == "GET,POST /a"
    assert Route("/a", ("OPTIONS",)).id == "OPTIONS /a"
