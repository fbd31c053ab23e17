"""Parsers of Flask-RESTful, each made from an empty one, of either side."""

from __future__ import annotations

from decimal import Decimal


def fails(_value):
    raise RuntimeError("it fails")


def needs_two(value, name):
    return [value, name]


def needs_three(value, name, operator):
    return [value, name, operator]


def _fussy(value):
    raise TypeError(f"no {value}")


def _own(side):
    class Own(side.parsing.Argument):
        def convert(self, value, op):
            return [super().convert(value, op), self.name, op]

        def handle_validation_error(self, error, bundle_errors):
            return super().handle_validation_error(ValueError(f"Own: {error}"), bundle_errors)

    return Own


PARSERS = {
    "nothing": lambda p, s: p,
    "plain": lambda p, s: p.add_argument("a").add_argument("b", type=int),
    "optional": lambda p, s: p.add_argument("a", store_missing=False).add_argument("b", default=7),
    "default function": lambda p, s: p.add_argument("b", type=int, default=lambda: [3]),
    "required": lambda p, s: p.add_argument("a", required=True).add_argument("b", required=True),
    "named otherwise": lambda p, s: p.add_argument("a", dest="c").add_argument("b", dest=""),
    "appended": lambda p, s: p.add_argument("a", action="append").add_argument(
        "b", action="append"
    ),
    "appended numbers": lambda p, s: p.add_argument(
        "a", type=int, action="append", location="args"
    ),
    "appended json": lambda p, s: p.add_argument("a", type=str, action="append", location="json"),
    "appended whole": lambda p, s: p.add_argument(
        "a", type=str, action="append", location="json", required=True, choices=("x", "1")
    ),
    "split": lambda p, s: p.add_argument("a", action="split", location="values"),
    "split json": lambda p, s: p.add_argument("a", action="split", type=dict, location=["json"]),
    "choices": lambda p, s: p.add_argument("a", choices=("x", "y"), help="Not it: {error_msg}"),
    "choices in a text": lambda p, s: p.add_argument("a", choices="xyz", location="args"),
    "choices of numbers": lambda p, s: p.add_argument("b", choices=[1, 2], type=int),
    "any case": lambda p, s: p.add_argument(
        "a", choices=("X", "Y"), case_sensitive=False, trim=True
    ).add_argument("c", case_sensitive=False),
    "numbers in any case": lambda p, s: p.add_argument(
        "b", choices=(1, 5), case_sensitive=False, type=int
    ),
    "ignored": lambda p, s: p.add_argument("a", type=int, ignore=True).add_argument(
        "b", type=fails
    ),
    "ignored but required": lambda p, s: p.add_argument("a", type=int, ignore=True, required=True),
    "help": lambda p, s: p.add_argument("b", type=int, help="A number, please").add_argument(
        "a", type=fails, help="{error_msg}!"
    ),
    "bad help": lambda p, s: p.add_argument("a", type=int, help="{nothing}"),
    "not null": lambda p, s: p.add_argument("a", nullable=False, location="json"),
    "operators": lambda p, s: p.add_argument(
        "a", operators=(">=", "<=", "!=", "="), type=needs_three, action="append", location="args"
    ),
    "operators in json": lambda p, s: p.add_argument("a", operators=[">", "=="], location="json"),
    "one of operators": lambda p, s: p.add_argument("a", operators=(">=", "!="), location="args"),
    "types of two": lambda p, s: p.add_argument("a", type=needs_two),
    "types of one": lambda p, s: p.add_argument("a", type=_fussy),
    "types": lambda p, s: (
        p.add_argument("a", type=str, dest="text", location="values")
        .add_argument("b", type=Decimal, dest="decimal", ignore=True, location=["values"])
        .add_argument("b", type=float, dest="float", ignore=True, location=("args", "form"))
        .add_argument("b", type=bool, dest="bool", location="values")
        .add_argument("a", type=list, dest="list", location="values")
    ),
    "types of one, not stored": lambda p, s: p.add_argument("a", type=_fussy, store_missing=False),
    "not trimmed": lambda p, s: p.add_argument("a", trim=False, location="args"),
    "decimals": lambda p, s: p.add_argument("b", type=Decimal),
    "dicts": lambda p, s: p.add_argument("a", type=dict, location="json"),
    "inputs": lambda p, s: (
        p.add_argument("a", type=s.inputs.boolean, ignore=True, dest="yes", location="values")
        .add_argument("b", type=s.inputs.natural, location="values")
        .add_argument("b", type=s.inputs.int_range(1, 5, "b"), dest="range", location="values")
        .add_argument("a", type=s.inputs.regex("^x"), location="values")
    ),
    "booleans of json": lambda p, s: p.add_argument("a", type=s.inputs.boolean, location="json"),
    "query": lambda p, s: p.add_argument("a", location="args", required=True),
    "form": lambda p, s: p.add_argument("a", location="form", required=True),
    "values": lambda p, s: p.add_argument("a", location="values", required=True),
    "json": lambda p, s: p.add_argument("a", location="json", required=True),
    "cookies": lambda p, s: p.add_argument("a", location="cookies", required=True),
    "headers": lambda p, s: p.add_argument("X-A", location="headers", required=True),
    "headers in small letters": lambda p, s: p.add_argument("x-a", location="headers"),
    "headers with underscores": lambda p, s: p.add_argument("x_a", location="headers"),
    "headers among others": lambda p, s: (
        p.add_argument("A", location=["headers", "args"])
        .add_argument("a", location=["headers", "args"])
        .add_argument("X-A", location=["headers"])
        .add_argument("x-a", location=("headers",))
        .add_argument("Content-Type", location=["cookies", "headers"])
    ),
    "several headers": lambda p, s: p.add_argument("a", location="headers", action="append"),
    "view": lambda p, s: p.add_argument("id", location="view_args").add_argument(
        "a", location=["view_args", "args"]
    ),
    "elsewhere": lambda p, s: p.add_argument("a", location="nowhere", required=True).add_argument(
        "b"
    ),
    "elsewhere too": lambda p, s: p.add_argument("a", location=["nowhere", "args"], required=True),
    "methods": lambda p, s: p.add_argument("a", location="get_json"),
    "nowhere": lambda p, s: p.add_argument("a", location=[], required=True),
    "everywhere": lambda p, s: p.add_argument(
        "a", location=["cookies", "files", "form", "args"], action="append", required=True
    ),
    "files": lambda p, s: p.add_argument("f", type=s.file, location="files", required=True),
    "all files": lambda p, s: p.add_argument("f", type=s.file, location="files", action="append"),
    "files among others": lambda p, s: p.add_argument(
        "a", type=s.file, location=["files", "form"], action="append"
    ),
    "files as text": lambda p, s: p.add_argument("f", location="files"),
    "two of a name": lambda p, s: p.add_argument("a", location="args").add_argument("a", type=int),
    "an argument": lambda p, s: p.add_argument(s.parsing.Argument("a", required=True)),
    "a kind of its own": lambda p, s: p.add_argument(_own(s)("a", location="values")),
    "changed": lambda p, s: (
        p.add_argument("a", required=True)
        .add_argument("b")
        .replace_argument("a", location="args", trim=True)
        .replace_argument("x", required=True)
        .remove_argument("b")
        .remove_argument("y")
    ),
    "a copy": lambda p, s: (
        p.add_argument("b", type=s.inputs.regex("^[0-9]$"), location="values")
        .copy()
        .add_argument("a", location="args")
    ),
}
