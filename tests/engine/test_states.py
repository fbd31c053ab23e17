"""What becomes of a route, and how far a refusal reaches."""

import pytest

from unflask.migrate.states import chosen, fates
from unflask.model.inventory import Route

from .projects import app_of, plan_of

GOOD = "@app.route('/good')\ndef good():\n    return 'good'\n"
BAD = "request.shallow"


def states(source, *patterns, **others):
    app = app_of(source, **others)
    found = fates(app, plan_of(app), patterns)
    return {r.rule: (f.state, f.reason) for r, f in found.items() if r.endpoint != "static"}


def test_a_refusal_marks_the_route_that_runs_through_it_and_no_other():
    found = states(GOOD + f"@app.route('/bad')\ndef bad():\n    return {BAD}\n")
    assert found["/good"][0] == "converted"
    assert found["/bad"][0] == "marked"
    assert "UF120" in found["/bad"][1]
    assert "app.py:" in found["/bad"][1]


def test_the_way_to_a_refusal_is_told():
    source = f"def deep():\n    return {BAD}\ndef helper():\n    return deep()\n"
    found = states(source + "@app.route('/bad')\ndef bad():\n    return helper()\n")
    assert "bad → helper → deep" in found["/bad"][1]


@pytest.mark.parametrize("kind", ["before_request", "after_request", "teardown_request"])
def test_a_hook_that_is_refused_marks_all_that_it_runs_for(kind):
    found = states(GOOD + f"@app.{kind}\ndef hook(*a):\n    {BAD}\n")
    assert found["/good"][0] == "marked"


def test_a_refusal_while_importing_reaches_everything():
    found = states(GOOD + "from flask import session\nx = session\n")
    assert found["/good"][0] == "left"


def test_routes_that_share_memory_with_one_on_flask_stay_with_it():
    source = (
        "items = []\n@app.route('/add')\ndef add():\n    items.append(1)\n    return ''\n"
        f"@app.route('/bad')\ndef bad():\n    items.append({BAD})\n    return ''\n"
    )
    found = states(GOOD + source)
    assert found["/add"][0] == "left"
    assert "items" in found["/add"][1]
    assert found["/good"][0] == "converted"


def test_only_the_routes_that_were_asked_for_are_converted():
    other = GOOD.replace("good", "other")
    found = states(GOOD + other, "GET /good*")
    assert found["/good"][0] == "converted"
    assert found["/other"] == ("left", "it was not asked for")


@pytest.mark.parametrize(
    ("pattern", "fits"),
    [("/a/*", True), ("GET /a/*", True), ("POST /a/*", False), ("* /a/b", True), ("/b", False)],
)
def test_patterns_name_methods_and_rules(pattern, fits):
    assert chosen(Route("/a/b", ("GET",), "x", "app.py", 1), (pattern,)) is fits
