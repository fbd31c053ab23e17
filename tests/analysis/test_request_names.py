"""The names that a request has already, held against the installed libraries."""

import flask

from unflask.facts.request_names import KNOWN, TAKEN
from unflask.runtime.requests import Request


def _names(thing: object) -> set[str]:
    return {name for name in dir(thing) if not name.startswith("_")}


def test_every_name_of_a_request_is_known():
    assert _names(flask.Request) - KNOWN == set()
    assert _names(Request) - TAKEN == set()
