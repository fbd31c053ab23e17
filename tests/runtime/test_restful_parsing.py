"""Arguments of requests as Flask-RESTful parses them, compared with Flask-RESTful itself."""

from __future__ import annotations

import json
from decimal import Decimal
from types import SimpleNamespace

import flask
import flask_restful.inputs
import flask_restful.reqparse
import pytest
import werkzeug.datastructures
from hypothesis import given, settings
from hypothesis import strategies as st

from unflask.runtime import restful, restful_inputs, restful_parsing
from unflask.runtime.application import Application
from unflask.runtime.context import current_request
from unflask.runtime.uploads import FileStorage

from .pairs import Ask, Client, FlaskClient
from .parsers import PARSERS, fails, needs_two

THEIRS = SimpleNamespace(
    parsing=flask_restful.reqparse,
    inputs=flask_restful.inputs,
    api=flask_restful,
    file=werkzeug.datastructures.FileStorage,
    request=lambda: flask.request,
)
OURS = SimpleNamespace(
    parsing=restful_parsing,
    inputs=restful_inputs,
    api=restful,
    file=FileStorage,
    request=current_request,
)
AS_JSON = {"Content-Type": "application/json"}
AS_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
AS_PARTS = {"Content-Type": "multipart/form-data; boundary=b"}
PARTS = "".join(
    f"--b\r\nContent-Disposition: form-data; name={name}\r\n\r\n{content}\r\n"
    for name, content in [
        ("a", " x "),
        ("b", "5"),
        ('"f"; filename="f.txt"', "one"),
        ('"f"; filename="g.txt"', "two"),
        ('"a"; filename=""', ""),
    ]
)
BODIES = [
    {}, {"a": 1}, {"a": "x", "b": 2}, {"a": " X ", "b": "5"}, {"a": None}, {"a": []}, {"a": ["x", "y"]},
    {"a": [1, None, "2"], "b": [True]}, {"a": {"c": 3, "d": {"e": "f"}}}, {"a": "", "b": ""}, {"b": -1},
    {"a": 1.5, "b": 1.5}, {"a": True, "b": False}, {"a>": 4, "a!": 5, "a=": 6}, {"c": 1, "z": 2}, None,
    [], ["a"], ["ab"], [["a", "b"]], [1], "a", "b", 7, True, {"a": "both", "z": {"a": 1}},
]  # fmt: skip
REQUESTS = [
    Ask("GET /x"),
    Ask("GET /x?a=1&a=2&b=3"),
    Ask("GET /x?a=x&b=no&c=%20C%20"),
    Ask("GET /x?a=&b="),
    Ask("GET /x?a=%20s%20&b=%205%20"),
    Ask("GET /x?a>=4&a!=5&a<=6&a%3E=7"),
    Ask("GET /x?a=X&unknown=1&other=2"),
    Ask("GET /x?a=%C3%BC&b=2.50"),
    Ask("GET /x?a=q", {"X-A": "one", "A": "h", "B": "5", "Cookie": "a=c1; b=6; a=c2", **AS_JSON}),
    Ask("GET /x", [("A", "1"), ("A", "2"), ("x-a", "3"), ("Content-Type", "text/plain")]),
    Ask("POST /x?a=q", AS_FORM, "a=f&a=g&b=8"),
    Ask("DELETE /x?b=q", AS_FORM, "a=f&b=8"),
    Ask("POST /x", AS_FORM, "b=1,2,3&a=x,y"),
    Ask("POST /x", AS_PARTS, f"{PARTS}--b--\r\n"),
    Ask("POST /x?a=q", {}, "a=f"),
    Ask("POST /x?a=q", AS_JSON, ""),
    Ask("POST /x", AS_JSON, "{"),
    Ask("POST /x?a=q", {"Content-Type": "application/vnd.api+json"}, '{"b": 2}'),
    Ask("POST /x?a=q&b=3", AS_JSON, '{"a": "j"}'),
    *(Ask("POST /x", AS_JSON, json.dumps(body)) for body in BODIES),
]


HOW = {
    "": {},
    "trimmed": {"trim": True},
    "bundled": {"bundle_errors": True},
}


def shown(value):
    """Return a value as JSON can say it."""
    if isinstance(value, (FileStorage, werkzeug.datastructures.FileStorage)):
        return [type(value).__name__, value.filename, value.read().decode()]
    if isinstance(value, list):
        return [shown(item) for item in value]
    return value if isinstance(value, (dict, str, int, type(None))) else repr(value)


def clients(made, how=None, config=None, **parsing):
    """Return a client of Flask-RESTful and one of ours, each with a resource that parses."""
    apps = flask.Flask("a", static_folder=None), Application("a", static_folder=None)
    for app, side in zip(apps, (THEIRS, OURS), strict=True):
        app.config.update(config or {})
        parser = made(side.parsing.RequestParser(**(how or {})), side)
        resource = _resource(parser, side, parsing)
        side.api.Api(app).add_resource(resource, "/<id>" if side is THEIRS else "/{id}")
    return FlaskClient(apps[0]), Client(apps[1])


def _resource(parser, side, parsing):
    class Parsed(side.api.Resource):
        def get(self, **_):
            args = parser.parse_args(**parsing)
            return {key: shown(value) for key, value in args.items()}

        post = delete = get

    return Parsed


def compare(sides, requests):
    """Assert that both answer all requests alike; return the statuses."""
    answers = []
    for ask in requests:
        theirs, ours = (side.ask(ask) for side in sides)
        assert ours == theirs, (ask.line, ask.headers, ask.body)
        answers.append(ours.status)
    return answers


@pytest.fixture(autouse=True)
def quiet(caplog):
    """Errors of our own making are told to nobody."""
    caplog.set_level("CRITICAL")


@pytest.mark.parametrize("how", HOW)
@pytest.mark.parametrize("made", PARSERS)
def test_every_request_is_answered_the_same(made, how):
    sides = clients(PARSERS[made], HOW[how])
    statuses = compare(sides, REQUESTS)
    assert 200 in statuses or made in {"elsewhere", "nowhere"}


@pytest.mark.parametrize("made", PARSERS)
def test_the_setting_gathers_errors(made):
    compare(clients(PARSERS[made], config={"BUNDLE_ERRORS": True}), REQUESTS)


@pytest.mark.parametrize("code", [400, 409, 422])
@pytest.mark.parametrize("how", HOW)
@pytest.mark.parametrize(
    "made", ["nothing", "plain", "required", "query", "files", "two of a name"]
)
def test_what_is_no_argument_is_refused_where_that_is_asked_for(made, how, code):
    compare(clients(PARSERS[made], HOW[how], strict=True, http_error_code=code), REQUESTS)


@pytest.mark.parametrize("strict", [False, True])
def test_parsers_look_into_what_others_have_found(strict):
    def nested(parser, side):
        parser.add_argument("a", type=dict, location="json", default={})

        class Twice:
            def parse_args(self):
                outer = parser.parse_args()
                inner = side.parsing.RequestParser()
                inner.add_argument("c", type=int, location="a", required=True)
                inner.add_argument("d", type=dict, location=("a",))
                found = inner.parse_args(req=outer)
                last = side.parsing.RequestParser().add_argument("e", location=("d",))
                assert outer.unparsed_arguments == {}
                return {**outer, **found, **last.parse_args(req=found), "c2": found.c}

        return Twice()

    assert 200 in compare(clients(nested), REQUESTS)


def test_parsers_look_into_anything_with_attributes():
    def told(parser, side):
        parser.add_argument("a", location="args").add_argument("b", location=["form", "more"])

        class Told:
            def parse_args(self):
                given = SimpleNamespace(args={"a": 1}, form={"b": [2, 3]}, more=lambda: {"b": 4})
                return parser.parse_args(given)

        return Told()

    assert set(compare(clients(told), REQUESTS)) == {200}


def test_a_parser_may_make_other_arguments_and_results():
    def own(_, side):
        class Strict(side.parsing.Argument):
            def __init__(self, *args, **kwargs):
                super().__init__(*args, **{"location": "args", **kwargs})
                self.nullable = False

        class Result(dict):
            def __init__(self):
                super().__init__(made=True)

        parser = side.parsing.RequestParser(Strict, Result, trim=True)
        return parser.add_argument("a").add_argument("b", type=int, required=True).copy()

    assert 200 in compare(clients(own), REQUESTS)


def test_the_request_knows_what_was_not_parsed():
    def left(parser, side):
        parser.add_argument("a", location="args").add_argument("b", location="args")

        class Left:
            def parse_args(self):
                try:
                    parser.parse_args(strict=True)
                except Exception:  # noqa: BLE001 - what is left is asked for
                    return dict(getattr(side.request(), "unparsed_arguments", {"no": "such"}))
                return {"all": "parsed"}

        return Left()

    compare(clients(left), REQUESTS)


def test_namespaces_are_dicts_with_attributes():
    for side in (THEIRS, OURS):
        found = side.parsing.Namespace(a=1)
        found.b = 2
        assert (found.a, found["b"], dict(found)) == (1, 2, {"a": 1, "b": 2})
        assert not hasattr(found, "c")
        with pytest.raises(AttributeError, match=r"^c$"):
            _ = found.c


def test_copies_are_changed_by_themselves():
    for side in (THEIRS, OURS):
        first = side.parsing.RequestParser(trim=True, bundle_errors=True).add_argument("a")
        second = first.copy().add_argument("b")
        second.args[0].required = True
        assert ([a.name for a in first.args], first.args[0].required) == (["a"], False)
        assert [a.name for a in second.args] == ["a", "b"]
        assert (second.trim, second.bundle_errors, second.args[1].trim) == (True, True, True)


options = st.fixed_dictionaries(
    {},
    optional={
        "default": st.sampled_from([None, 0, "d"]),
        "dest": st.sampled_from(["a", "other"]),
        "required": st.booleans(),
        "ignore": st.booleans(),
        "type": st.sampled_from([int, str, float, bool, Decimal, list, needs_two, fails]),
        "location": st.sampled_from(["args", "form", "json", "values", "headers", ("values",)])
        | st.lists(st.sampled_from(["args", "form", "json", "cookies", "headers"]), max_size=3),
        "choices": st.sampled_from([(), ("x", "1"), [1, 2], ["X"]]),
        "action": st.sampled_from(["store", "append", "split"]),
        "help": st.sampled_from(["help", "<{error_msg}>"]),
        "operators": st.sampled_from([("=",), (">=", "="), ("!=",)]),
        "case_sensitive": st.booleans(),
        "store_missing": st.booleans(),
        "trim": st.booleans(),
        "nullable": st.booleans(),
    },
)
arguments = st.lists(st.tuples(st.sampled_from(["a", "b", "A"]), options), max_size=3)


@settings(deadline=None)
@given(arguments, st.booleans(), st.booleans(), st.data())
def test_any_arguments_are_parsed_the_same(described, bundled, strict, data):
    def made(parser, _):
        for name, how in described:
            parser.add_argument(name, **how)
        return parser

    requests = data.draw(st.lists(st.sampled_from(REQUESTS), min_size=1, max_size=6))
    compare(clients(made, {"bundle_errors": bundled}, strict=strict), requests)
