"""
A JSON provider of the application's own stays, on the base that is copied into the result.

`class Provider(DefaultJSONProvider)` keeps its `default` and its settings, and `app.json = Provider(app)`
becomes `app.json = Provider()`. One with `dumps` and `loads` of its own on the bare `JSONProvider` stays
too, on a base that answers with what `dumps` returns.

Parity: every answer is written by the provider, those with a response model too; where it has a `dumps`
of its own there are no response models, since it would get what they made of a value. One that changes
more than how values are written and read (`response`, `dump`), or would do so to sessions, is refused.
"""

import ast

from unflask.facts.makers import attribute_uses
from unflask.facts.providers import BARE, STANDARD, providers
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
    "How values are written and read can be changed by `default`, `sort_keys`, `ensure_ascii`, "
    "`compact`, `dumps` and `loads`. "
    "What else it changes belongs to the routes that need it.",
    scope="app",
)

recipe = Recipe("providers", "JSON providers", (OWN,))


@recipe.on_use(STANDARD, BARE)
def base(app: App, reference: Reference) -> Steps:
    """Flask's providers, as a base or by one of their functions."""
    node = parent(reference.node)
    is_base = isinstance(node, ast.ClassDef) and reference.node in node.bases
    named = reference.attribute.attr if reference.attribute is not None else ""
    asked = named == "default" and reference.symbol == STANDARD
    if is_base or asked:
        name = "JSONProvider" if reference.symbol == STANDARD else "BareJSONProvider"
        yield from rebind(app, reference, f"compat.json.{name}")
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
