"""Addresses are built as Werkzeug builds them."""

from __future__ import annotations

import string
import uuid
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from starlette.routing import compile_path
from werkzeug.routing import BuildError as WerkzeugBuildError
from werkzeug.routing import Map, MapAdapter
from werkzeug.routing import Rule as WerkzeugRule

from unflask.runtime.convertors import registered
from unflask.runtime.rules import BuildError, Location, Rule, RuleSet

KEY = uuid.UUID(int=7)
# endpoint, rule, path, methods, defaults
ROUTES: list[tuple[str, str, str, list[str] | None, dict[str, Any]]] = [
    ("static", "/static/<path:filename>", "/static/{filename:path}", ["GET"], {}),
    ("index", "/", "/", ["GET"], {}),
    ("page", "/page/<int:n>", "/page/{n:int}", ["GET"], {}),
    ("page", "/page/", "/page/", ["GET"], {"n": 1}),
    ("post", "/post/<name>", "/post/{name}", ["GET"], {}),
    ("post", "/post/<name>/<int:n>", "/post/{name}/{n:int}", ["GET"], {}),
    ("post", "/post", "/post", ["POST"], {}),
    ("odd", "/é ü/<float:x>;v/<uuid:u>", "/é ü/{x:float};v/{u:uuid}", None, {}),
    ("lang", "/<any(de, 'a b'):lang>/x", "/{lang:any(de, 'a b')}/x", ["GET"], {}),
    ("zip", "/z/<int(fixed_digits=5):n>", "/z/{n:int(fixed_digits=5)}", ["GET"], {}),
]


def with_automatic_methods(methods: list[str] | None) -> frozenset[str] | None:
    if methods is None:
        return None
    return frozenset([*methods, *(["HEAD"] if "GET" in methods else [])])


def our_rule(endpoint: str, path: str, methods: list[str] | None, defaults: dict[str, Any]) -> Rule:
    path = registered(path)
    _, _, convertors = compile_path(path)
    return Rule(endpoint, path, with_automatic_methods(methods), convertors, defaults)


OURS = RuleSet(our_rule(name, path, methods, more) for name, _, path, methods, more in ROUTES)
THEIRS = Map(
    [
        WerkzeugRule(rule, endpoint=name, methods=methods, defaults=more or None)
        for name, rule, _, methods, more in ROUTES
    ]
)


def adapter(**how: Any) -> MapAdapter:
    return THEIRS.bind("h.org", **how)


texts = st.text(string.printable + "é/&?#%你\x00", max_size=6)
values = st.one_of(
    st.none(),
    texts,
    st.integers(0, 10**6),
    st.floats(0, 1e20),
    st.booleans(),
    st.lists(st.one_of(st.none(), texts, st.integers()), max_size=3),
)
given_values = st.dictionaries(st.sampled_from(["n", "name", "q", "r", "x"]), values)


def built(build: Any) -> str:
    """The address, or the error's kind and text."""
    try:
        return str(build())
    except (BuildError, WerkzeugBuildError) as error:
        return f"BuildError: {error}"
    except (ValueError, TypeError) as error:
        return f"{type(error).__name__}: {error}"


@given(
    st.sampled_from([*dict.fromkeys(route[0] for route in ROUTES), "pagee", "nothing.like"]),
    given_values,
    st.sampled_from([None, "GET", "POST", "PUT"]),
    st.sampled_from(["GET", "HEAD", "POST", "PUT"]),
)
@example("page", {"n": 1}, None, "GET")
@example("page", {}, None, "POST")
@example("page", {"n": "x"}, None, "GET")
@example("post", {}, None, "GET")
@example("post", {"name": "a/b c", "q": "é/&?"}, None, "GET")
@example("post", {"name": "a"}, "POST", "GET")
@example("post", {"n": 1}, "GET", "GET")
@example("page", {}, "PUT", "GET")
def test_any_values(
    endpoint: str, values: dict[str, Any], method: str | None, request_method: str
) -> None:
    ours = built(lambda: OURS.build(endpoint, values, method, request_method))
    theirs = built(
        lambda: adapter(default_method=request_method).build(endpoint, values, method=method)
    )
    assert ours == theirs


@pytest.mark.parametrize(
    ("endpoint", "values"),
    [
        ("static", {"filename": "a b/ü.css", "v": 1}),
        ("odd", {"x": 1.5, "u": KEY}),
        ("odd", {"x": 1e30, "u": str(KEY), "e": ["a", None, "b"], "f": ("c",)}),
        ("lang", {"lang": "de"}),
        ("lang", {"lang": "a b"}),
        ("lang", {"lang": "fr"}),
        ("zip", {"n": 7}),
        ("index", {"q": "", "t": True, "z": 1.5, "none": None, "s": {"only"}}),
    ],
)
def test_convertors_spell_their_values(endpoint: str, values: dict[str, Any]) -> None:
    ours = built(lambda: OURS.build(endpoint, values, None, "GET"))
    assert ours == built(lambda: adapter().build(endpoint, values))


@pytest.mark.parametrize("root", ["", "/", "/app", "/app/"])
@pytest.mark.parametrize("scheme", [None, "https", "http", "wss", ""])
@pytest.mark.parametrize("own_scheme", ["http", "https"])
def test_locations(root: str, scheme: str | None, own_scheme: str) -> None:
    place = Location("h.org", own_scheme, root)
    theirs = adapter(script_name=root or None, url_scheme=own_scheme)
    assert place.relative("/page/3") == theirs.build("page", {"n": 3})
    assert place.absolute("/page/3", scheme) == theirs.build(
        "page", {"n": 3}, force_external=True, url_scheme=scheme
    )


def test_a_build_error_is_a_lookup_error() -> None:
    with pytest.raises(LookupError):
        RuleSet([]).build("none", {}, None, "GET")
    assert str(BuildError("none", {}, None)) == "Could not build url for endpoint 'none'."
