"""What is done with objects that check CSRF tokens: set up, asked, or told what to pass over."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from unflask.facts.extensions import decorates, held_by, objects_of
from unflask.facts.graph import viewed
from unflask.model.app import App
from unflask.model.source import FunctionNode, Scope, call_of, parent
from unflask.model.spans import is_unpacked

CLASSES = ("flask_wtf.CSRFProtect", "flask_wtf.csrf.CSRFProtect")


def odd_protection(app: App) -> str | None:
    """Return what is done with `CSRFProtect` or its objects that has no counterpart, if anything."""
    return next((why for node, scope in _objects(app) if (why := _oddity(app, node, scope))), None)


def is_exempting(app: App, decorator: ast.expr, scope: Scope) -> bool:
    """Tell whether a decorator is `csrf.exempt`, which notes a function and leaves it as it is."""
    if not isinstance(decorator, ast.Attribute) or decorator.attr != "exempt":
        return False
    return held_by(app.project, decorator.value, scope) in CLASSES


def _objects(app: App) -> Iterator[tuple[ast.expr, Scope]]:
    """Yield the class, and all that holds an object of it: names, and attributes of modules."""
    for symbol in CLASSES:
        yield from objects_of(app, symbol)
    for references in app.project.references.values():
        for r in references:
            if isinstance(r.node, ast.Attribute) and r.module.path not in app.tests:
                if held_by(app.project, r.node, r.scope) in CLASSES:
                    yield r.node, r.scope


def _oddity(app: App, node: ast.expr, scope: Scope) -> str | None:
    if app.project.resolve(node, scope) in CLASSES:
        call = call_of(node)
        if call is None:
            return "`CSRFProtect` is used as a value"
        return _oddity_of_setup(app, call, scope)
    outer = parent(node)
    if not isinstance(outer, ast.Attribute):
        return "its object is handed on"
    call = call_of(outer)
    if outer.attr == "exempt":
        return _oddity_of_exemption(app, outer, call, scope)
    if call is None or outer.attr not in ("init_app", "protect"):
        return f"`{outer.attr}` of its object is used"
    return _oddity_of_setup(app, call, scope) if outer.attr == "init_app" else None


def _oddity_of_setup(app: App, call: ast.Call, scope: Scope) -> str | None:
    if is_unpacked(call) or len(call.args) + len(call.keywords) > 1:
        return "`CSRFProtect` is given something unknown"
    if app.function_at(scope) in app.fact(viewed):
        return "it is set up while a request is served"
    return None


def _oddity_of_exemption(
    app: App, node: ast.Attribute, call: ast.Call | None, scope: Scope
) -> str | None:
    if call is None:
        plain = isinstance(parent(node), FunctionNode) and decorates(node)
        if plain and scope.kind == "class":
            return "`exempt` is put on a method, where it does nothing"
        return None if plain else "`exempt` is used as a value"
    if not isinstance(parent(call), ast.Expr) or len(call.args) != 1 or call.keywords:
        return "what `exempt` returns is used"
    given = call.args[0]
    if app.function(app.project.resolve(given, scope)) is not None:
        return None
    if any(maker.kind == "blueprint" for maker in app.makers_of(given, scope)):
        return None
    return "`exempt` is given something unknown"
