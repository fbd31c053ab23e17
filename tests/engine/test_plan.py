"""The plan: one owner for each span, the same whatever the order, data that can be stored."""

import json
import random

import pytest

from unflask.model.app import anchor
from unflask.model.errors import RecipeError
from unflask.model.steps import Flag, Insert, Replace
from unflask.plan.plan import Conflict
from unflask.plan.serial import from_json, to_json
from unflask.recipe import Recipe
from unflask.recipes import CORE

from .projects import app_of, plan_of

SOURCE = """
from flask import abort, jsonify
@app.route('/<int:n>')
def view(n):
    if request.args.get('x'):
        abort(400)
    return jsonify(n=n, m=request.shallow), 201
"""


def recipe(name, template, **options):
    made = Recipe(name, name, **options)

    @made.on_use("flask.request")
    def use(app, reference):
        yield Replace(anchor(reference), template)

    return made


def test_two_owners_of_a_span_are_an_error():
    app = app_of("@app.route('/')\ndef view():\n    return request.path\n")
    with pytest.raises(Conflict) as caught:
        plan_of(app, [recipe("one", "a"), recipe("two", "b")])
    assert set(caught.value.recipes) == {"one", "two"}
    assert "app.py:" in str(caught.value)


@pytest.mark.parametrize("order", [1, -1])
def test_a_recipe_may_be_declared_to_go_over_another(order):
    app = app_of("@app.route('/')\ndef view():\n    return request.path\n")
    recipes = [recipe("one", "a"), recipe("two", "b", over=("one",))]
    found = plan_of(app, recipes[::order])
    assert [e.template for e in found.edits["app.py"] if isinstance(e, Replace)] == ["b"]


def test_the_same_claim_of_two_recipes_is_one():
    app = app_of("@app.route('/')\ndef view():\n    return request.path\n")
    found = plan_of(app, [recipe("one", "a"), recipe("two", "a")])
    assert len([e for e in found.edits["app.py"] if isinstance(e, Replace)]) == 1


def test_the_order_of_the_recipes_does_not_matter():
    plans = [plan_of(app_of(SOURCE), random.Random(n).sample(CORE, len(CORE))) for n in range(5)]
    assert all(plan == plans[0] for plan in plans)


def test_a_plan_survives_being_written_and_read():
    plan = plan_of(app_of(SOURCE))
    copied = from_json(json.loads(json.dumps(to_json(plan))))
    assert copied == plan
    assert copied.spread.threaded == plan.spread.threaded
    assert plan.refusals


def test_a_recipe_that_raises_is_named():
    broken = Recipe("broken", "Broken")

    @broken.on_app
    def fail(app):
        yield Insert(app.project.paths["app.py"].anchor(app.routes), "before", "")

    with pytest.raises(RecipeError, match="broken"):
        plan_of(app_of(SOURCE), [broken])


def test_an_optional_recipe_runs_only_when_asked_for():
    asked = Recipe("asked", "Asked", optional=True)

    @asked.on_use("flask.Flask")
    def flag(app, reference):
        yield Flag(anchor(reference), CORE[0].codes[0])

    assert not plan_of(app_of(SOURCE), [asked]).flags


def test_what_no_recipe_knows_is_refused():
    source = "from flask.helpers import get_debug_flag\n@app.route('/')\ndef view():\n    return str(get_debug_flag())\n"
    found = plan_of(app_of(source))
    assert [(r.code.id, r.function) for r in found.refusals] == [("UF100", "app.view")]
