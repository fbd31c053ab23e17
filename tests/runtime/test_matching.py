from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.exceptions import MethodNotAllowed, NotFound
from werkzeug.routing import Map, RequestRedirect, Rule

from unflask.runtime.convertors import KINDS, arguments, registered, spelled
from unflask.runtime.matching import Found, Missed, Moved, RouteTable, UrlRule, convertors_of

from .both import in_braces

SEGMENTS = [
    "a",
    "b",
    "ab",
    "<x>",
    "<int:x>",
    "<float:x>",
    "<uuid:x>",
    "<path:x>",
    "<any(a, b):x>",
    "<string(length=2):x>",
    "<string(minlength=2, maxlength=3):x>",
    "<int(fixed_digits=2):x>",
    "<int(min=2, max=9):x>",
    "<int(signed=True):x>",
    "<float(signed=True, max=2.5):x>",
    "a<int:x>",
    "<x>.b",
    "<x>-<int:y>",
    "a.b+c",
]
WORDS = ["a", "b", "ab", "abc", "1", "12", "-1", "1.5", "-1.5", "007", "a1", "x.b", "x-1", "a.b+c"]
WORDS += ["", "", "12345678-1234-5678-1234-567812345678", "é", "a b", "٣"]


def numbered(segments: list[str]) -> str:
    """Return a rule of these segments, with a different name for each parameter."""
    parts = []
    for position, segment in enumerate(segments):
        parts.append(segment.replace("x>", f"x{position}>").replace("y>", f"y{position}>"))
    return "/" + "/".join(parts)


rules = st.builds(
    lambda segments, slash: numbered(segments) + ("/" if slash and segments else ""),
    st.lists(st.sampled_from(SEGMENTS), max_size=3),
    st.booleans(),
)
declared = st.tuples(rules, st.sampled_from([("GET",), ("POST",), ("GET", "POST")]), st.booleans())
paths = st.builds(
    lambda words, slash: "/" + "/".join(words) + ("/" if slash else ""),
    st.lists(st.sampled_from(WORDS), max_size=4),
    st.booleans(),
)


def werkzeug_outcome(map_: Map, path: str, method: str) -> tuple[object, ...]:
    try:
        endpoint, values = map_.bind("localhost").match(path, method)
    except RequestRedirect as redirect:
        return "moved", redirect.new_url.removeprefix("http://localhost")
    except MethodNotAllowed as error:
        return "missed", frozenset(error.valid_methods or ())
    except NotFound:
        return "missed", frozenset()
    return "found", endpoint, values


def own_outcome(table: RouteTable, path: str, method: str) -> tuple[object, ...]:
    match table.match(path, method):
        case Found(rule, values):
            return "found", rule.endpoint, values
        case Moved(target):
            return "moved", target
        case Missed(methods):
            return "missed", methods


def both_tables(declarations: list[tuple]) -> tuple[Map, RouteTable]:
    map_, own = Map(), []
    for number, (rule, methods, strict, *rest) in enumerate(declarations):
        endpoint = rest[0] if rest else f"e{number}"
        defaults = rest[1] if len(rest) > 1 else None
        made = Rule(
            rule,
            endpoint=endpoint,
            methods=methods,
            strict_slashes=strict,
            defaults=defaults,
        )
        map_.add(made)
        path = registered(in_braces(rule))
        own.append(
            UrlRule(
                path,
                endpoint,
                frozenset(made.methods or ()),
                convertors_of(path),
                defaults or {},
                strict,
            )
        )
    return map_, RouteTable(own)


def filled(rule: str, words: list[str]) -> str:
    """Return a path of the shape of a rule."""
    found = iter(words)
    return re.sub("<[^>]*>", lambda _: next(found), rule)


@settings(max_examples=250, deadline=None)
@given(
    st.lists(declared, min_size=1, max_size=6),
    st.lists(paths, max_size=4),
    st.lists(st.sampled_from(WORDS), min_size=8, max_size=8),
)
def test_paths_match_as_werkzeugs(declarations, asked, words):
    map_, table = both_tables(declarations)
    shaped = [filled(rule, words) for rule, *_ in declarations]
    for path in [*asked, *shaped, *(f"{path}/" for path in shaped), *map(str.upper, shaped)]:
        for method in ("GET", "POST", "HEAD", "PUT"):
            expected = werkzeug_outcome(map_, path, method)
            assert own_outcome(table, path, method) == expected, (path, method)


@pytest.mark.parametrize(
    "path", ["/", "/1", "/2", "/page", "/page/", "/page/1", "/page/2/", "/u/9"]
)
def test_urls_that_spell_out_a_default_move_to_the_shorter_rule(path):
    map_, table = both_tables(
        [
            ("/", ("GET",), True, "index", {"n": 1}),
            ("/<int:n>", ("GET",), True, "index"),
            ("/page/", ("GET",), True, "page", {"n": 1}),
            ("/page/<int:n>", ("GET",), True, "page"),
            ("/u/<int:n>", ("GET",), True, "u"),
            ("/u", ("POST",), True, "u", {"n": 9}),
        ]
    )
    assert own_outcome(table, path, "GET") == werkzeug_outcome(map_, path, "GET")


def test_a_rule_shows_its_path_as_it_was_written():
    rule = "/x/<a>/<int:b>/<any(q, r):c>/<string(length=2):d>/<path:e>"
    path = registered(in_braces(rule))
    assert UrlRule(path, "e", frozenset()).rule == rule


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a, b", (["a", "b"], {})),
        ("'a, b', c", (["a, b", "c"], {})),
        ("length=2", ([], {"length": 2})),
        ("min=1.5, signed=True,", ([], {"min": 1.5, "signed": True})),
    ],
)
def test_arguments_of_convertors(text, expected):
    assert arguments(text) == expected


def test_different_arguments_get_different_names():
    first = registered("/{x:any(a-b)}")
    second = registered("/{x:any(a.b)}")
    assert first != second
    assert spelled(convertor_name(first)) == "any(a-b)"
    assert spelled(convertor_name(second)) == "any(a.b)"


def convertor_name(path: str) -> str:
    return path.partition(":")[2].rstrip("}")


def test_any_refuses_to_spell_another_value():
    with pytest.raises(ValueError, match="'c' is not one of 'a', 'b'"):
        KINDS["any"]("b", "a").to_url("c")
