"""The names that an application has already, held against the installed libraries."""

import flask

from unflask.facts.app_names import CONVERTED, FLASK
from unflask.runtime.application import Application


def _names(thing: object) -> set[str]:
    return {n for n in dir(thing) if not (n.startswith("__") and n.endswith("__"))}


def test_every_name_of_an_application_is_known():
    assert _names(flask.Flask("a")) <= FLASK
    assert _names(Application("a")) <= FLASK | CONVERTED
