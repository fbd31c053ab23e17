"""
A JSON provider of the application's own stays, on the base that is copied into the result.

`class Provider(DefaultJSONProvider)` keeps its `default` and its settings, and `app.json = Provider(app)`
becomes `app.json = Provider()`.

Parity: every answer is written by the provider, those with a response model too. One that changes
more than how values are written (`dumps`, `loads`, `response`) is refused.
"""

import ast

from unflask.facts.makers import attribute_uses
from unflask.facts.providers import STANDARD, providers
from unflask.model.app import App
from unflask.model.project import Reference
from unflask.model.source import Scope, parent
from unflask.model.spans import with_comma
from unflask.model.steps import Code, Refuse, Replace
from unflask.recipe import Recipe, Steps
from unflask.recipes.common import rebind, refuse

OWN = Code(
    "UF106",
    "a JSON provider of the application's own has no counterpart",
    "How values are written can be changed by `default`, `sort_keys`, `ensure_ascii` and `compact`. "
    "What else it changes belongs to the routes that need it.",
    scope="app",
)

recipe = Recipe("providers", "JSON providers", (OWN,))


@recipe.on_use(STANDARD)
def base(app: App, reference: Reference) -> Steps:
    """Flask's provider, as a base or by one of its functions."""
    node = parent(reference.node)
    is_base = isinstance(node, ast.ClassDef) and reference.node in node.bases
    asked = reference.attribute is not None and reference.attribute.attr == "default"
    if is_base or asked:
        yield from rebind(app, reference, "compat.json.JSONProvider")
    else:
        yield refuse(app, reference, OWN, "it is used as a value")


@recipe.on_app
def given(app: App) -> Steps:
    """`app.json = Provider(app)`; whatever else is put there is refused."""
    for node, scope in app.fact(attribute_uses):
        statement = parent(node)
        if node.attr != "json" or not isinstance(statement, ast.Assign):
            continue
        module, value = scope.module, statement.value
        why = _hindrance(app, value, scope)
        if why is None:
            assert isinstance(value, ast.Call)
            yield Replace(with_comma(module, value.args[0]), "")
        else:
            yield Refuse(module.anchor(statement), OWN, why, app.function_at(scope))


def _hindrance(app: App, value: ast.expr, scope: Scope) -> str | None:
    if not isinstance(value, ast.Call) or len(value.args) != 1 or value.keywords:
        return "it is not made from a class and the application alone"
    symbol = app.project.resolve(value.func, scope)
    known = app.fact(providers)
    if symbol not in known or not app.makers_of(value.args[0], scope):
        return f"`{ast.unparse(value.func)}` is no subclass of Flask's provider"
    return known[symbol]
