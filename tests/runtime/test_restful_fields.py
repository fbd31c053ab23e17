"""Fields and marshalling as Flask-RESTful has them, compared with Flask-RESTful itself."""

from __future__ import annotations

import re
from collections import OrderedDict
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from types import SimpleNamespace
from typing import Any, NamedTuple

import flask_restful
import flask_restful.fields
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unflask.runtime import restful_fields

from .both import Both, BothGroups

THEIRS = SimpleNamespace(**vars(flask_restful.fields)), flask_restful
OURS = restful_fields, restful_fields
SIDES = (THEIRS, OURS)
ADDRESS = re.compile(r" at 0x[0-9a-f]+")


class Thing:
    """An object with attributes, one of which is an object."""

    def __init__(self, **values):
        self.__dict__.update(values)

    @property
    def full(self):
        return f"{self.a}!"

    def __eq__(self, other):
        return vars(self) == vars(other)

    __hash__ = None


class Pair(NamedTuple):
    a: Any
    b: Any


class Marshallable:
    def __marshallable__(self):
        return {"a": "made", "id": 7}


class Texty:
    """Something iterable that is taken for a text."""

    a = 1

    def strip(self):
        return self

    def __iter__(self):
        return iter("ab")


class Untold:
    """Its text cannot be told."""

    def __str__(self):
        raise ValueError("untold")


def outcome(action):
    """Return the result with its types, or the error; the words of our own refusals are ours."""
    try:
        return repr(action())
    except Exception as error:  # noqa: BLE001 (any error has to be the same)
        text = "" if "must be" in str(error) else ADDRESS.sub("", str(error))
        return type(error).__name__, text


def compare(action):
    """Assert that `action` does the same with the fields of both; return what."""
    theirs, ours = (outcome(lambda side=side: action(*side)) for side in SIDES)
    assert ours == theirs
    return ours


def _shouting(f):
    class Shouting(f.Raw):
        def format(self, value):
            if value == "a":
                raise f.MarshallingException("no a")
            return f"{value}!"

    return Shouting(default="nothing")


def _keyed(f):
    class Keyed(f.Raw):
        def output(self, key, obj):
            return key, f.get_value("v.a", obj), f.get_value("missing", obj, "m"), self.attribute

    return Keyed


VALUES = [
    None, "", "a", "5", "-7", "1.5", "nan", "inf", " 3 ", "ünï", b"b", 0, 1, -3, 10**30, 1.5, 2.675,
    float("nan"), float("inf"), 1e-9, True, False, Decimal("1.23456789"), Decimal("sNaN"),
    Decimal("1E+40"), Decimal(0), [], [1, "2", None], (3, 4), {5}, {}, {"a": 1}, {"b": {"a": 2}},
    [{"a": 1}, {"a": None}, {}], [Thing(a=1), Thing(b=2)], Thing(a=1), Thing(a={"a": 9}, b=[1]),
    Pair(1, 2), Marshallable(), Texty(), Untold(), object(), range(3), 1j,
    datetime(2024, 2, 29, 12, 30, 15, 7, tzinfo=UTC), datetime(1969, 1, 1),  # noqa: DTZ001
    datetime(2024, 1, 1, tzinfo=timezone(timedelta(hours=5, minutes=30))), date(2024, 1, 1),
]  # fmt: skip
KINDS = {
    "raw": lambda f: f.Raw,
    "raw instance": lambda f: f.Raw(),
    "default": lambda f: f.Raw(default="d"),
    "attribute": lambda f: f.Raw(attribute="a"),
    "dotted attribute": lambda f: f.Raw(attribute="b.a", default=0),
    "callable attribute": lambda f: f.String(attribute=lambda obj: obj["v"]),
    "property": lambda f: f.Raw(attribute="v.full"),
    "index": lambda f: f.Raw(attribute=0),
    "string": lambda f: f.String,
    "string default": lambda f: f.String(default="d", attribute="a"),
    "integer": lambda f: f.Integer,
    "integer default": lambda f: f.Integer(default=None),
    "integer default by position": lambda f: f.Integer(9),
    "float": lambda f: f.Float(default=1),
    "boolean": lambda f: f.Boolean,
    "arbitrary": lambda f: f.Arbitrary,
    "fixed": lambda f: f.Fixed,
    "no decimals": lambda f: f.Fixed(decimals=0),
    "price": lambda f: f.Price(decimals=2, attribute="v"),
    "twenty decimals": lambda f: f.Fixed(20),
    "date": lambda f: f.DateTime,
    "iso date": lambda f: f.DateTime(dt_format="iso8601"),
    "unknown date": lambda f: f.DateTime(dt_format="rfc3339"),
    "nested": lambda f: f.Nested({"a": f.Raw}),
    "nested null": lambda f: f.Nested({"a": f.Raw}, allow_null=True),
    "nested default": lambda f: f.Nested({"a": f.Raw}, default={}),
    "nested default none": lambda f: f.Nested({"a": f.Raw}, default=None, attribute="a"),
    "nested twice": lambda f: f.Nested({"b": f.Nested({"a": f.Integer}), "c": {"a": f.Raw}}),
    "list": lambda f: f.List(f.Raw),
    "list of strings": lambda f: f.List(f.String),
    "list of numbers": lambda f: f.List(f.Integer, default=[]),
    "list by attribute": lambda f: f.List(f.Integer(attribute="a")),
    "list by function": lambda f: f.List(f.Integer(attribute=len)),
    "raw list by attribute": lambda f: f.List(f.Raw(attribute="a")),
    "list of nested": lambda f: f.List(f.Nested({"a": f.Integer})),
    "list of nested null": lambda f: f.List(f.Nested({"a": f.Integer}, allow_null=True)),
    "list of lists": lambda f: f.List(f.List(f.Raw)),
    "list of no field": lambda f: f.List(str),
    "list of no instance": lambda f: f.List("x"),
    "dict": lambda f: {"a": f.Raw, "more": {"a": f.String}},
    "text": lambda f: f.FormattedString("<{v}>"),
    "text of no text": lambda f: f.FormattedString(5),
    "text of a position": lambda f: f.FormattedString("{}"),
    "text of a missing name": lambda f: f.FormattedString("{missing}"),
    "no field": lambda f: "x",
    "own format": _shouting,
    "own output": _keyed,
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_field_gives_the_same_of_every_value(kind):
    for value in VALUES:
        compare(lambda f, r, v=value: r.marshal({"v": v}, {"v": KINDS[kind](f)}))
        compare(lambda f, r, v=value: r.marshal(v, {"a": KINDS[kind](f)}))
        compare(lambda f, r, v=value: r.marshal(Thing(v=v, a=v), {"v": KINDS[kind](f)}, "envelope"))
        compare(lambda f, r, v=value: r.marshal_with_field(KINDS[kind](f))(lambda: v)())


def test_the_order_of_the_fields_is_kept_in_ordered_dicts():
    fields = {"b": restful_fields.Raw, "a": restful_fields.Raw}
    made = restful_fields.marshal([{"a": 1, "b": 2}], fields, "all")
    assert made == OrderedDict(all=[OrderedDict([("b", 2), ("a", 1)])])
    assert type(made["all"][0]) is OrderedDict


@pytest.mark.parametrize("envelope", [None, "", "data"])
@pytest.mark.parametrize(
    "result",
    [
        {"a": 1}, [{"a": 1}], ({"a": 1}, 201), ({"a": 1}, 201, {"X-A": "1"}), ({"a": 1},), (),
        ({"a": 1}, {"a": 2}, {"a": 3}, {"a": 4}), None, Pair({"a": 1}, 404), "text",
    ],
    ids=str,
)  # fmt: skip
def test_a_decorated_view_keeps_its_status_and_headers(result, envelope):
    compare(lambda f, r: r.marshal_with({"a": f.Raw}, envelope)(lambda: result)())
    compare(lambda f, r: r.marshal_with({"a": f.Raw}, envelope=envelope)(lambda: result)())
    compare(lambda f, r: r.marshal_with_field(f.Raw)(lambda: result)())
    compare(lambda f, r: r.marshal_with_field(f.Nested({"a": f.Raw}))(lambda: result)())


def test_a_decorated_view_keeps_its_name_and_arguments():
    @restful_fields.marshal_with({"a": restful_fields.Raw})
    def view(number, *, named):
        return {"a": (number, named)}

    assert view.__name__ == "view"
    assert view(1, named=2) == {"a": (1, 2)}


def test_fields_can_be_asked_for_what_they_were_made_with():
    for f, _ in SIDES:
        nested = {"a": f.Raw}
        assert f.Nested(nested, default=3).nested is nested
        assert f.Fixed(3).precision == Decimal("0.001")
        assert f.List(f.String).container.default is None
        assert f.Url("x", True, "https", attribute="a").attribute == "a"
        assert f.Price is f.Fixed


leaves = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
data = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from("abc"), inner, max_size=3)
        | st.dictionaries(st.sampled_from("abc"), inner).map(lambda values: Thing(**values))
        | st.lists(inner, max_size=3).map(tuple)
    ),
    max_leaves=12,
)
options = st.fixed_dictionaries(
    {},
    optional={
        "default": leaves,
        "attribute": st.sampled_from(["a", "b", "a.b", "a.b.c", "b.a", 0, ""]),
    },
)
plain = st.sampled_from(["Raw", "String", "Integer", "Float", "Boolean", "DateTime", "Arbitrary"])
specs = st.recursive(
    st.tuples(plain, options),
    lambda inner: (
        st.dictionaries(st.sampled_from("abc"), inner, max_size=3)
        | st.tuples(st.just("List"), inner, options)
        | st.tuples(
            st.just("Nested"),
            st.dictionaries(st.sampled_from("abc"), inner, max_size=2),
            st.booleans(),
            options,
        )
    ),
    max_leaves=6,
)


def built(f, spec):
    """Return the field, or the dict of fields, that a spec describes."""
    match spec:
        case ("List", inner, how):
            return f.List(built(f, inner), **how)
        case ("Nested", inner, allow_null, how):
            return f.Nested(built(f, inner), allow_null, **how)
        case (name, how):
            return getattr(f, name)(**how)
    return {key: built(f, inner) for key, inner in spec.items()}


@given(data, st.dictionaries(st.sampled_from("abc"), specs, max_size=3))
def test_any_data_is_marshalled_the_same(value, spec):
    compare(lambda f, r: r.marshal(value, built(f, spec)))


URLS = {
    "the request's own": lambda f: f.Url(),
    "by name": lambda f: f.Url("item"),
    "absolute": lambda f: f.Url("item", absolute=True),
    "with a scheme": lambda f: f.Url("item", absolute=True, scheme="ftp"),
    "with no scheme": lambda f: f.Url("item", absolute=True, scheme=""),
    "a scheme alone": lambda f: f.Url("item", scheme="https"),
    "in a group": lambda f: f.Url("group.inside"),
    "beside it": lambda f: f.Url(".inside"),
}
OBJECTS = [
    {"id": 5}, {"id": "a b/ü"}, {"id": "x;y"}, {"id": 5, "q": "1", "r": None}, Thing(id=3),
    Marshallable(), None, [("id", 1)], 7, {"id": 1, "endpoint": "x"},
]  # fmt: skip


@pytest.mark.parametrize("kind", URLS)
@pytest.mark.parametrize("settings", [{}, {"SERVER_NAME": "localhost"}], ids=str)
def test_addresses_are_those_of_the_same_endpoints(kind, settings):
    both = Both(**settings)
    both.app.extensions["side"], both.flask.extensions["side"] = OURS, THEIRS
    group = BothGroups("group", "/g")

    def view(**values):
        import flask

        f, r = THEIRS if flask.has_request_context() else OURS

        def made(obj):
            return outcome(lambda: dict(r.marshal({"v": obj}, {"v": _of_value(f, URLS[kind](f))})))

        texts = [made(obj) for obj in OBJECTS]
        return "\n".join(_without_owner(str(text)) for text in texts)

    both.route("/<id>", endpoint="item")(view)
    group.route("/<id>", endpoint="inside")(view)
    group.into(both)
    both.compare("GET /1", "GET /g/2")


def _of_value(f, field):
    """A field that gives what another makes of the value itself."""

    class OfValue(f.Raw):
        def output(self, key, obj):
            return field.output(key, obj[key])

    return OfValue


def _without_owner(text):
    """Take out what says of which function an error speaks, and what else could have been meant."""
    text = text.replace("flask.helpers.url_for", "url_for").replace("unflask.runtime.urls.", "")
    return re.sub(r"(Could not build url for endpoint '[^']*').*", r"\1", text)
