"""What views give back: which expressions are a view's result, and which are plain JSON."""

from __future__ import annotations

import ast

from unflask.facts.wrappers import decorators, hands_result_on, keeps_signature
from unflask.model.app import App
from unflask.model.source import (
    FunctionNode,
    Module,
    Scope,
    enclosing_function,
    own_nodes,
    parent,
)

_ANSWERS = {"errorhandler", "app_errorhandler", "before_request", "before_app_request"}


def is_result(app: App, node: ast.expr, scope: Scope) -> bool:
    """Tell whether an expression is what a view, handler or hook returns to the framework.

    Conditional expressions in between count; a view whose decorators look at the result does not.
    """
    outer = parent(node)
    while isinstance(outer, ast.IfExp) and node is not outer.test:
        node, outer = outer, parent(outer)
    if not isinstance(outer, ast.Return):
        return False
    function = enclosing_function(outer)
    if function is None:
        return False
    return answers(app, function, scope.module.scopes[function])


def answers(app: App, function: FunctionNode, scope: Scope) -> bool:
    """Tell whether the framework alone receives what a function returns.

    So for views, handlers and hooks, and for the wrappers that the project's decorators put
    around them.
    """
    name = f"{scope.module.name}.{scope.qualname}"
    if _is_wrapper(app, scope):
        return True
    hooks = {h.kind for h in app.handlers.get(name, [])}
    if name not in app.views and not hooks & _ANSWERS:
        return False
    called = [r for r in app.project.references.get(name, []) if r.call is not None]
    if called:
        return False
    return _is_unseen(app, function, scope)


def _is_unseen(app: App, function: FunctionNode, scope: Scope) -> bool:
    """Tell whether no decorator of a function looks at what it returns."""
    return all(
        keeps_signature(app, symbol) and hands_result_on(app, symbol)
        for _, symbol in decorators(app, function, scope)
    )


def _is_wrapper(app: App, scope: Scope) -> bool:
    """A function inside a decorator of the project that decorates nothing but views."""
    outer = scope.parent
    while outer is not None and outer.parent is not None and outer.parent.kind == "function":
        outer = outer.parent
    if outer is None or outer.kind != "function":
        return False
    decorator = f"{outer.module.name}.{outer.qualname}"
    if not keeps_signature(app, decorator):
        return False
    uses = app.uses(decorator)
    return bool(uses) and all(_decorates_view(app, r.node, r.module) for r in uses)


def _decorates_view(app: App, node: ast.expr, module: Module) -> bool:
    here: ast.AST = node
    outer = parent(here)
    if isinstance(outer, ast.Call) and outer.func is here:
        here, outer = outer, parent(outer)
    if not isinstance(outer, ast.FunctionDef | ast.AsyncFunctionDef):
        return False
    if here not in outer.decorator_list:
        return False
    registering = {d.function for d in app.declarations}
    return outer in registering and _is_unseen(app, outer, module.scopes[outer])


def plain_json(app: App, node: ast.expr, scope: Scope, seen: frozenset[str] = frozenset()) -> bool:
    """Tell whether an expression is in sight a dict or a list, also through the project's functions."""
    match node:
        case ast.Dict() | ast.DictComp() | ast.ListComp() | ast.List():
            return True
        case ast.Call(func=ast.Name(id="dict" | "list" | "sorted")):
            return True
        case ast.Name() | ast.Attribute():
            return _holds_json(app, node, scope)
        case ast.IfExp():
            return all(plain_json(app, n, scope, seen) for n in (node.body, node.orelse))
        case ast.Call():
            symbol = app.project.resolve(node.func, scope)
            found = app.function(symbol)
            if symbol is None or found is None or symbol in seen or found[0].decorator_list:
                return False
            returned = _returned(found[0])
            inner = found[1]
            return bool(returned) and all(
                plain_json(app, value, inner, seen | {symbol}) for value in returned
            )
    return False


def _holds_json(app: App, node: ast.expr, scope: Scope) -> bool:
    """A module-level name that is only ever a dict or list display."""
    symbol = app.project.resolve(node, scope)
    found = app.project.binding(symbol) if symbol is not None else None
    if found is None:
        return False
    return all(isinstance(b.value, ast.Dict | ast.List) for b in found[0])


def _returned(node: FunctionNode) -> list[ast.expr]:
    """Return what a function gives back; nothing for generators and bare returns."""
    found: list[ast.expr] = []
    for here in own_nodes(node):
        if isinstance(here, ast.Yield | ast.YieldFrom):
            return []
        if isinstance(here, ast.Return):
            if here.value is None:
                return []
            found.append(here.value)
    last = node.body[-1]
    return found if isinstance(last, ast.Return | ast.Raise | ast.If | ast.Try | ast.With) else []
