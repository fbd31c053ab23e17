"""Which uses of the headers of a request ask for single ones, as both frameworks answer alike."""

from __future__ import annotations

import ast

from unflask.facts.arguments import parameter_of
from unflask.model.app import App
from unflask.model.source import Scope, parent

_READS = {"get", "getlist"}


def reads_one(app: App, node: ast.expr, scope: Scope) -> bool:
    """Tell whether an expression that holds headers is asked for single ones alone.

    `headers.get(…)`, `headers[…]` and `… in headers` do so, here or in a function of the project that
    gets them.
    """
    return _reads_one(app, node, scope, frozenset())


def _reads_one(app: App, node: ast.expr, scope: Scope, seen: frozenset[str]) -> bool:
    match parent(node):
        case ast.Attribute(attr=attr):
            return attr in _READS
        case ast.Subscript(value=value, ctx=ctx):
            return value is node and isinstance(ctx, ast.Load)
        case ast.Compare(comparators=comparators):
            return node in comparators
        case ast.Call() as call:
            return _callee_does(app, call, node, scope, seen)
        case ast.keyword() as keyword:
            outer = parent(keyword)
            return isinstance(outer, ast.Call) and _callee_does(app, outer, node, scope, seen)
    return False


def _callee_does(
    app: App, call: ast.Call, given: ast.expr, scope: Scope, seen: frozenset[str]
) -> bool:
    name = app.project.resolve(call.func, scope)
    found = app.function(name)
    if found is None or name is None or name in seen or found[0].decorator_list:
        return False
    node, inner = found
    parameter = (
        None
        if inner.parent is None or inner.parent.kind == "class"
        else parameter_of(node, call, given)
    )
    if parameter is None or len(inner.bindings.get(parameter, ())) != 1:
        return False
    uses = [
        (n, s) for n, s in inner.module.names if n.id == parameter and s.lookup(parameter) is inner
    ]
    return all(_reads_one(app, n, s, seen | {name}) for n, s in uses)
