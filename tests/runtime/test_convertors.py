"""Convertors of the application's own, and the arguments of all."""

from __future__ import annotations

import pytest
from werkzeug.routing.rules import parse_converter_args

from unflask.runtime.convertors import (
    PathConvertor,
    ValidationError,
    arguments,
    register_convertors,
    registered,
)
from unflask.runtime.matching import Failed, Found, Missed, RouteTable, UrlRule, convertors_of


def table(*paths: str) -> RouteTable:
    """Return a table of routes named by their paths."""
    return RouteTable(
        UrlRule(path, path, frozenset({"GET"}), convertors_of(path))
        for path in map(registered, paths)
    )


@pytest.mark.parametrize(
    "text", ["1, 02", "a, b", "'a, b', x=1.5", r'"\d+\b"', "None, True", "x='it', y=\"a\"", "01"]
)
def test_arguments_are_read_as_werkzeug_reads_them(text: str) -> None:
    positional, named = arguments(text)
    assert (tuple(positional), named) == parse_converter_args(text)


def test_a_convertor_may_be_registered_after_its_routes() -> None:
    paths = [registered("/{x:late}"), registered("/by/{x:late(3)}")]

    class Late(PathConvertor):
        def __init__(self, length: int = 2) -> None:
            self.regex = f"[a-z]{{{length}}}"  # type: ignore[misc]

    register_convertors(late=Late)
    late = table(*paths)
    assert isinstance(late.match("/ab", "GET"), Found)
    assert isinstance(late.match("/abc", "GET"), Missed)
    assert isinstance(late.match("/by/abc", "GET"), Found)


def test_a_convertor_that_is_never_registered_is_named_as_missing() -> None:
    with pytest.raises(LookupError, match="not registered"):
        table("/{x:nowhere}")


def test_only_a_validation_error_says_that_a_route_does_not_fit() -> None:
    class Odd(PathConvertor):
        def convert(self, value: str) -> int:
            if value == "two":
                raise ValidationError
            return int(value)

    register_convertors(odd=Odd)
    odd = table("/{x:odd}")
    assert isinstance(odd.match("/two", "GET"), Missed)
    assert isinstance(odd.match("/three", "GET"), Failed)


def test_an_expression_with_a_slash_crosses_slashes() -> None:
    class Dated(PathConvertor):
        regex = r"\d+/\d+"

    register_convertors(dated=Dated)
    assert isinstance(table("/{x:dated}/log").match("/1/2/log", "GET"), Found)
