"""Which names hold a limiter of Flask-Limiter, and which decorators are made by one."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from unflask.facts.extensions import held_by
from unflask.model.app import App
from unflask.model.source import Scope

EXTENSION = "flask_limiter"
LIMITER = "flask_limiter.Limiter"
LIMITS = ("limit", "shared_limit")
NOTES = ("exempt", "request_filter")
"""What a limiter does with a function without putting anything around it."""

Value = tuple[ast.expr, Scope]


def values_of(app: App, node: ast.expr, scope: Scope) -> list[Value | None]:
    """Return all that a name is bound to, each with its scope; None for what is no plain value."""
    symbol = app.project.resolve(node, scope)
    bound = app.project.binding(symbol) if symbol is not None else None
    if bound is None and isinstance(node, ast.Name):
        owner = scope.lookup(node.id)
        bound = (owner.bindings[node.id], owner) if owner is not None else None
    if bound is None:
        return []
    return [(b.value, bound[1]) if b.kind == "assign" and b.value else None for b in bound[0]]


def is_made(app: App, node: ast.expr, scope: Scope) -> bool:
    """Tell whether an expression is the call that makes a limiter."""
    return isinstance(node, ast.Call) and app.project.resolve(node.func, scope) == LIMITER


def is_limiter(app: App, node: ast.expr, scope: Scope) -> bool:
    """Tell whether a name holds a limiter, and never anything else."""
    values = values_of(app, node, scope)
    return len(values) == 1 and values[0] is not None and is_made(app, *values[0])


def limiting(app: App, node: ast.expr, scope: Scope) -> tuple[str, Value] | None:
    """Return which decorator of a limiter an expression is, and where it is made, if it is one.

    A name that is bound once to what `limit` or `shared_limit` returns is such a decorator too.
    """
    target = node.func if isinstance(node, ast.Call) else node
    if isinstance(target, ast.Attribute) and is_limiter(app, target.value, scope):
        known = LIMITS if isinstance(node, ast.Call) else NOTES
        return (target.attr, (node, scope)) if target.attr in known else None
    values = [] if isinstance(node, ast.Call) else values_of(app, node, scope)
    if len(values) != 1 or values[0] is None or not isinstance(values[0][0], ast.Call):
        return None
    return limiting(app, *values[0])


def objects(app: App) -> Iterator[Value]:
    """Yield every place outside tests that holds a limiter, or a decorator that one has made.

    They are names, and attributes of modules.
    """
    for module in app.modules:
        for name, scope in module.names:
            if isinstance(name.ctx, ast.Load) and _is_object(app, name, scope):
                yield name, scope
    for references in app.project.references.values():
        for r in references:
            outside = r.module.path not in app.tests and isinstance(r.node, ast.Attribute)
            if outside and _is_object(app, r.node, r.scope):
                yield r.node, r.scope


def _is_object(app: App, node: ast.expr, scope: Scope) -> bool:
    if held_by(app.project, node, scope) != LIMITER:
        return False
    return any(
        value is not None and (is_made(app, *value) or limiting(app, *value) is not None)
        for value in values_of(app, node, scope)
    )
