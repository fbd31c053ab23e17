"""Views that a function of the project makes of others, and registers under their names.

def api_endpoint(function):
    @api.route(f"/{function.__name__}")
    @wraps(function)
    def view():
        return jsonify(function())

    return view
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from unflask.model.app import App
from unflask.model.inventory import Declaration, Registration, Route
from unflask.model.project import Reference
from unflask.model.source import parent


def made_views(app: App) -> dict[Declaration, ast.Call]:
    """Return the declarations of such views that are converted, each with its call of `wraps`."""
    found = {}
    for declaration in app.declarations:
        call = _wrapping(app, declaration)
        if call is not None and _is_known(app, declaration, call):
            found[declaration] = call
    return found


def makes_all(app: App, declaration: Declaration) -> list[Route]:
    """Return the routes of a declaration."""
    return [r for r in app.routes if r.declaration is declaration]


def has_plain_rule(app: App, route: Route) -> bool:
    """Tell whether what a declaration adds to the prefixes of its blueprint holds no parameters."""
    assert route.declaration is not None
    prefixes = {"", *_prefixes(app, route)}
    return any(
        route.rule.startswith(prefix) and "<" not in route.rule[len(prefix) :]
        for prefix in prefixes
    )


def _prefixes(app: App, route: Route) -> Iterator[str]:
    assert route.declaration is not None
    above: list[Registration] = [
        r for r in app.registrations if r.child is route.declaration.owner and r.static
    ]
    for registration in above:
        nested = any(r.child is registration.parent for r in app.registrations)
        if registration.prefix is not None and not nested:
            yield registration.prefix.rstrip("/") + "/"


def _wrapping(app: App, declaration: Declaration) -> ast.Call | None:
    """Return the call in `@wraps(function)` below the decorator that registers a view."""
    node = declaration.function
    if declaration.kind != "decorator" or not isinstance(node, ast.FunctionDef):
        return None
    match [d for d in node.decorator_list if d is not declaration.call]:
        case [ast.Call(func=func, args=[ast.Name()], keywords=[]) as call] if (
            app.project.resolve(func, declaration.scope) == "functools.wraps"
        ):
            return call
    return None


def _is_known(app: App, declaration: Declaration, call: ast.Call) -> bool:
    """Tell whether all of its views are known, each made of one function that nothing else calls."""
    found = app.function(app.function_at(declaration.scope))
    routes = makes_all(app, declaration)
    node, wrapped = declaration.function, call.args[0]
    if found is None or node is None or not isinstance(wrapped, ast.Name):
        return False
    maker = found[0]
    parameters = [a.arg for a in [*maker.args.posonlyargs, *maker.args.args]]
    alone = len(parameters) == 1 and not (maker.args.kwonlyargs or maker.args.vararg)
    given = list(_given(app, declaration))
    return (
        alone
        and parameters[0] == wrapped.id
        and len(found[1].bindings[wrapped.id]) == 1
        and isinstance(maker, ast.FunctionDef)
        and not maker.decorator_list
        and not _parameters(node)
        and bool(routes)
        and all(r.source == "live" and r.automatic and has_plain_rule(app, r) for r in routes)
        and {r.wrapped for r in routes} == set(given)
        and len(given) == len(routes)
        and all(isinstance(_function(app, r), ast.FunctionDef) for r in routes)
    )


def _function(app: App, route: Route) -> ast.AST | None:
    found = app.function(route.wrapped)
    return found[0] if found is not None else None


def _parameters(node: ast.FunctionDef | ast.AsyncFunctionDef) -> list[ast.arg]:
    return [n for n in ast.walk(node.args) if isinstance(n, ast.arg)]


def _given(app: App, declaration: Declaration) -> Iterator[str | None]:
    """Yield the functions that the maker is given; None for what cannot be followed.

    A decorated function is the view under its own name: who calls that would call the view.
    """
    maker = app.function_at(declaration.scope) or ""
    for use in app.uses(maker):
        outer = parent(use.node)
        match outer:
            case ast.FunctionDef() if use.node in outer.decorator_list:
                name = f"{use.module.name}.{use.module.scopes[outer].qualname}"
                alone = outer.decorator_list == [use.node]
                yield name if alone and not _is_used(app, name) else None
            case ast.Call(func=func, args=[argument], keywords=[]) if func is use.node:
                yield _applied(app, use, outer, argument)
            case _:
                yield None


def _is_used(app: App, name: str) -> bool:
    return bool(app.project.references.get(name))


def _applied(app: App, use: Reference, call: ast.Call, argument: ast.expr) -> str | None:
    """`api_endpoint(function)` as a statement leaves the function as it is."""
    once = isinstance(parent(call), ast.Expr) and app.function_at(use.scope) is None
    symbol = app.project.resolve(argument, use.scope)
    found = app.function(symbol)
    return symbol if once and found is not None and not found[0].decorator_list else None
