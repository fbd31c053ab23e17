"""Turns `severity__gte=3&actor=ann` into checks; `request.values` lets forms filter too."""

import operator

from flask import request

OPERATORS = {"eq": operator.eq, "gte": operator.ge, "lte": operator.le, "ne": operator.ne}
COLUMNS = {"id": int, "severity": int, "actor": str}
RESERVED = {"verbose", "fields"}


class FilterError(Exception):
    def __init__(self, message, parameter):
        super().__init__(message)
        self.parameter = parameter


def build_filters():
    return [_check(key, value) for key, value in request.values.items() if key not in RESERVED]


def describe():
    return sorted(f"{key}={value}" for key, value in request.values.items(multi=True))


def _check(key, value):
    column, _, name = key.partition("__")
    if column not in COLUMNS:
        raise FilterError(f"unknown column {column}", key)
    compare = OPERATORS.get(name or "eq")
    if compare is None:
        raise FilterError(f"unknown operator {name}", key)
    try:
        wanted = COLUMNS[column](value)
    except ValueError as error:
        raise FilterError("not a number", key) from error
    return lambda event: compare(event[column], wanted)
