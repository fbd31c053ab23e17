"""
Flask-RESTful becomes the copied `restful` modules, under the same names.

Parity: the same JSON, also of errors within an `Api`, and the same media types, decorators and
challenges. Resources are declared as before; each method is a route of its own in the API's description.
Refused, and with it all that Flask-RESTful does: resources that are declared in loops or with computed
rules, `dispatch_request` and `methods` of a class's own.
"""

import ast

from unflask.facts.restful import COUNTERPARTS, EXTENSION, ISO, declared
from unflask.facts.whole_extensions import conversions
from unflask.model.app import App, anchor
from unflask.model.inventory import Declaration
from unflask.model.project import Reference
from unflask.model.source import parent
from unflask.model.steps import Insert, Leave, Remove, Replace, Require
from unflask.recipe import Recipe, Steps
from unflask.recipes.common import rebind, unread_imports
from unflask.recipes.routes import path_of_call, routes_of, statement_of, why_not_rule

recipe = Recipe("restful", "Resources of Flask-RESTful")

_HOMES = {f"{EXTENSION}.{home}" for home in ("fields", "inputs")}


@recipe.on_app
def convert(app: App) -> Steps:
    """Use the copied names in the place of Flask-RESTful's, and FastAPI's form for the rules."""
    made = app.fact(conversions).get(EXTENSION)
    if made is None or not made.uses:
        return
    for reference in made.uses:
        yield from _rebound(app, reference)
    calls: dict[ast.Call, list[Declaration]] = {}
    for declaration in declared(app):
        calls.setdefault(declaration.call, []).append(declaration)
    for declarations in calls.values():
        yield from _rules(app, declarations)
    yield Require("flask-restful", drop=True)
    if any(reference.symbol in ISO for reference in made.uses):
        yield Require("aniso8601")
    yield from unread_imports(app, EXTENSION)


def _rebound(app: App, reference: Reference) -> Steps:
    """`fields.String` keeps its module before it: its name alone is that of many a type."""
    home, _, name = COUNTERPARTS[reference.symbol].rpartition(".")
    node = reference.node
    if isinstance(node, ast.Attribute) and reference.symbol.rpartition(".")[0] in _HOMES:
        yield Replace(anchor(reference), "${" + home + "}." + name)
    else:
        yield from rebind(app, reference, f"{home}.{name}")


def _rules(app: App, declarations: list[Declaration]) -> Steps:
    """Rewrite the rules that one call declares, or leave all of them on Flask."""
    reason = next(filter(None, (why_not_rule(app, d) for d in declarations)), None)
    if reason is None:
        for declaration in declarations:
            yield from path_of_call(declaration)
        return
    for route in (r for d in declarations for r in routes_of(app, d)):
        yield Leave(route.rule, route.endpoint, reason)
    yield from _undeclared(declarations[0], f"# Left on Flask: {reason}.")


def _undeclared(declaration: Declaration, note: str) -> Steps:
    """Take out the call, a statement or the decorator of a class, and say why."""
    if isinstance(parent(declaration.call), ast.ClassDef):
        span = declaration.module.anchor(declaration.call)
        yield Insert(span, "before", note, line=True)
        yield Remove(span)
    else:
        span = statement_of(declaration)
        yield Insert(span, "before", note, line=True)
        yield Replace(span, "pass")
