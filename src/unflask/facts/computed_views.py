"""Views that are no function by name: `lambda: "pong"`, `partial(show, "x")`, `login_required(show)`."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from unflask.facts.decorator_results import tells_flask
from unflask.facts.wrappers import decorator_symbol, decorators, hinders_route
from unflask.model.app import App
from unflask.model.inventory import Declaration
from unflask.model.source import FunctionNode, Scope, own_nodes, parent


def is_computed(declaration: Declaration) -> bool:
    """Tell whether a declaration is given a view by an expression rather than by a name."""
    named = declaration.view is not None or "view_func" not in declaration.options
    return declaration.kind == "call" and not named


def is_callable_view(app: App, declaration: Declaration) -> bool:
    """Tell whether FastAPI calls what an expression makes as Flask does, wherever that comes from.

    Nothing in it may have annotations, which FastAPI would take for parameters, and nothing may
    keep what only the function has that it stands in.
    """
    live = any(r.declaration is declaration and r.source == "both" for r in app.routes)
    target = declaration.options["view_func"]
    return live and _is_view(app, target, declaration.scope)


def reached_by(app: App, declaration: Declaration) -> set[str]:
    """Return the symbols of the project that the expression of a view names."""
    inside = set(ast.walk(declaration.options["view_func"]))
    found: set[str] = set()
    for name, scope in declaration.module.names:
        if name in inside:
            found |= set(_symbols(app, name, scope))
    return found


def _symbols(app: App, name: ast.expr, scope: Scope) -> Iterator[str]:
    node: ast.AST | None = name
    while isinstance(node, ast.Name | ast.Attribute):
        symbol = app.project.resolve(node, scope)
        if symbol is not None:
            yield symbol
        node = parent(node)


def _is_view(app: App, node: ast.expr, scope: Scope) -> bool:
    match node:
        case ast.Lambda():
            return _is_free(app, node, scope)
        case ast.Name() | ast.Attribute():
            return _is_function(app, app.project.resolve(node, scope))
        case ast.Call():
            return _is_decorated(app, node, scope) or _is_made(app, node, scope)
    return False


def _is_decorated(app: App, node: ast.Call, scope: Scope) -> bool:
    symbol = decorator_symbol(app, node.func, scope)
    alone = len(node.args) == 1 and not node.keywords
    return (
        alone
        and _is_view(app, node.args[0], scope)
        and not hinders_route(app, node.func, symbol, scope)
    )


def _is_free(app: App, node: ast.Lambda, scope: Scope) -> bool:
    """Tell whether a lambda uses nothing but its arguments, modules' names and the application."""
    args = node.args
    named = [*args.posonlyargs, *args.args, *args.kwonlyargs]
    defaults = [*args.defaults, *(d for d in args.kw_defaults if d is not None)]
    if args.posonlyargs or any(a.arg == "request" for a in named):
        return False
    if not all(isinstance(d, ast.Constant) for d in defaults):
        return False
    inside = set(ast.walk(node.body))
    return all(
        _is_at_hand(app, name, where, scope) for name, where in scope.module.names if name in inside
    )


def _is_at_hand(app: App, name: ast.Name, where: Scope, outside: Scope) -> bool:
    owner = where.lookup(name.id)
    around: Scope | None = outside
    while around is not None and around.kind == "function" and around is not owner:
        around = around.parent
    if owner is None or owner.kind == "module" or around is not owner:
        return True
    known = {b.kind for b in owner.bindings[name.id]} <= {"function", "class", "import"}
    return known or bool(app.makers_of(name, where))


def _is_function(app: App, symbol: str | None) -> bool:
    """Tell whether a function is one without annotations, which is registered nowhere else."""
    found = app.function(symbol)
    if found is None or symbol in app.views or not _is_plain(found[0]):
        return False
    scope = found[1].parent or found[1]
    return scope.kind != "class" and not any(
        hinders_route(app, decorator, name, scope) for decorator, name in decorators(app, *found)
    )


def _is_plain(node: FunctionNode) -> bool:
    args = node.args
    named = [*args.args, *args.kwonlyargs]
    return not args.posonlyargs and not any(
        a.annotation is not None or a.arg == "request" for a in named
    )


def _is_made(app: App, call: ast.Call, scope: Scope) -> bool:
    """Tell whether a call makes a view of known values: `partial(show, "x")` or `make_view("x")`."""
    given = [*call.args, *(k.value for k in call.keywords)]
    symbol = app.project.resolve(call.func, scope)
    if symbol == "functools.partial":
        inner = app.project.resolve(given.pop(0), scope) if call.args else None
        found = app.function(inner)
        made = found is not None and not found[0].decorator_list and _is_function(app, inner)
    else:
        found = app.function(symbol)
        made = found is not None and _makes_views(app, *found)
    return made and all(_is_value(app, v, scope) for v in given)


def _makes_views(app: App, node: FunctionNode, scope: Scope) -> bool:
    """Tell whether a function returns nothing but plain functions that it defines."""
    values = [n.value for n in own_nodes(node) if isinstance(n, ast.Return)]
    if isinstance(node, ast.AsyncFunctionDef) or node.decorator_list or tells_flask(node):
        return False
    names = [v.id for v in values if isinstance(v, ast.Name)]
    nodes = [b.node for name in names for b in scope.bindings.get(name, ())]
    symbols = [f"{scope.module.name}.{scope.qualname}.{name}" for name in names]
    defined = all(isinstance(n, ast.FunctionDef) for n in nodes) and len(nodes) == len(names)
    return (
        bool(names)
        and len(names) == len(values)
        and defined
        and all(_is_function(app, s) for s in symbols)
    )


def _is_value(app: App, node: ast.expr, scope: Scope) -> bool:
    """Tell whether an argument is a constant, or what a module has under a name."""
    if isinstance(node, ast.Name | ast.Attribute):
        return app.project.resolve(node, scope) is not None
    return isinstance(node, ast.Constant)
