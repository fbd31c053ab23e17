"""Objects that the project keeps on its application: `app.storage = create_storage(app)`.

Whoever reads such an attribute may run what has made its value, and with it the methods of the
project's classes that it is an object of.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from unflask.facts.live_values import is_changing_class, is_mutable
from unflask.facts.loaded_modules import functions_loaded
from unflask.facts.makers import attribute_uses
from unflask.model.app import App
from unflask.model.source import FunctionNode, Scope, own_nodes, parent


def value_of(node: ast.expr) -> ast.expr | None:
    """Return what is assigned to an attribute, alone or as one of several: `_, app.x = connect()`."""
    outer = parent(node)
    if not isinstance(getattr(node, "ctx", None), ast.Store):
        return None
    if isinstance(outer, ast.Tuple | ast.List):
        outer = parent(outer)
    if isinstance(outer, ast.Assign):
        return outer.value
    return outer.value if isinstance(outer, ast.AnnAssign) else None


def is_of_library(app: App, attribute: str, value: ast.expr, scope: Scope) -> bool:
    """Tell whether a value is a constant or an object that a library makes, under names or not.

    What the attribute held before is as good as that.
    """
    return _is_of_library(app, attribute, value, scope, frozenset())


def _is_of_library(
    app: App, attribute: str, value: ast.expr, scope: Scope, seen: frozenset[str]
) -> bool:
    match value:
        case ast.Constant():
            return True
        case ast.IfExp(body=body, orelse=other):
            return all(_is_of_library(app, attribute, v, scope, seen) for v in (body, other))
        case ast.Call() if not is_mutable(app, value, scope):
            symbol = app.project.resolve(value.func, scope)
            return symbol is not None and app.project.split(symbol)[0] is None
        case ast.Attribute(attr=attr):
            return attr == attribute and bool(app.makers_of(value.value, scope))
        case ast.Name(id=name) if name not in seen:
            values = _local(name, scope)
            return bool(values) and all(
                v is not None and _is_of_library(app, attribute, v, s, seen | {name})
                for v, s in values
            )
    return False


def _local(name: str, scope: Scope) -> list[tuple[ast.expr | None, Scope]]:
    """Return what a function's own variable is assigned; None where it gets its value otherwise."""
    owner = scope.lookup(name)
    if owner is None or owner.kind != "function":
        return []
    bound = owner.bindings[name]
    return [(b.value if b.kind == "assign" else _unpacked(b.node), owner) for b in bound]


def _unpacked(node: ast.AST) -> ast.expr | None:
    return value_of(node) if isinstance(node, ast.Name) else None


def is_made_here(app: App, value: ast.expr, scope: Scope) -> bool:
    """Tell whether a value is what a function or class of the project makes of what is in sight.

    An argument that comes from elsewhere could be a function, which nobody would see called.
    """
    if isinstance(value, ast.IfExp):
        return all(
            isinstance(v, ast.Constant) or is_made_here(app, v, scope)
            for v in (value.body, value.orelse)
        )
    return (
        isinstance(value, ast.Call)
        and bool(_makers(app, value, scope))
        and not any(_is_from_elsewhere(app, n, scope) for n in ast.walk(value))
    )


def _makers(app: App, call: ast.Call, scope: Scope) -> list[str]:
    """Return the functions and classes of the project that a call may be one of."""
    symbol = app.project.resolve(call.func, scope)
    if symbol is None:
        return [_symbol(s) for _, s in functions_loaded(app.project, call.func, scope)]
    bound = app.project.binding(symbol)
    kinds = {b.kind for b in bound[0]} if bound is not None else set()
    return [symbol] if kinds and kinds <= {"function", "class"} else []


def _symbol(scope: Scope) -> str:
    return f"{scope.module.name}.{scope.qualname}"


def _is_from_elsewhere(app: App, node: ast.AST, scope: Scope) -> bool:
    if isinstance(node, ast.Lambda):
        return True
    owner = scope.lookup(node.id) if isinstance(node, ast.Name) else None
    if not isinstance(node, ast.Name) or owner is None or owner.kind != "function":
        return False
    if app.makers_of(node, scope):
        return False
    values = [v for v, _ in _local(node.id, scope)]
    return not all(v is not None and _is_plain(app, v, owner) for v in values)


def _is_plain(app: App, value: ast.expr, scope: Scope) -> bool:
    """Tell whether a value is a constant or a setting of an application."""
    match value:
        case ast.Constant():
            return True
        case (
            ast.Subscript(value=mapping)
            | ast.Call(func=ast.Attribute(value=mapping, attr="get"), keywords=[])
        ):
            named = isinstance(mapping, ast.Attribute) and mapping.attr == "config"
            return named and bool(app.makers_of(mapping.value, scope))  # type: ignore[attr-defined]
    return False


def may_change(app: App, value: ast.expr, scope: Scope) -> bool:
    """Tell whether the object that a call of the project's code gives may hold what changes."""
    return _may_change(app, value, scope, frozenset())


def _may_change(app: App, value: ast.expr, scope: Scope, seen: frozenset[str]) -> bool:
    match value:
        case ast.Constant():
            return False
        case ast.IfExp(body=body, orelse=other):
            return any(_may_change(app, v, scope, seen) for v in (body, other))
        case ast.Call():
            symbol = app.project.resolve(value.func, scope)
            if symbol is not None and app.project.split(symbol)[0] is None:
                return is_mutable(app, value, scope)
            made = _makers(app, value, scope)
            return not made or any(_gives_change(app, s, seen) for s in made if s not in seen)
        case ast.Name(id=name):
            values = _local(name, scope)
            return not values or any(v is None or _may_change(app, v, s, seen) for v, s in values)
    return True


def _gives_change(app: App, symbol: str, seen: frozenset[str]) -> bool:
    found = app.function(symbol)
    if found is None:
        return is_changing_class(app, symbol)
    node, scope = found
    return any(n is None or _may_change(app, n, scope, seen | {symbol}) for n in _given_back(node))


def _given_back(node: FunctionNode) -> Iterator[ast.expr | None]:
    if node.decorator_list or isinstance(node, ast.AsyncFunctionDef):
        yield None
    for inner in own_nodes(node):
        if isinstance(inner, ast.Return) and inner.value is not None:
            yield inner.value
        elif isinstance(inner, ast.Yield | ast.YieldFrom):
            yield None


def reads_of_objects(app: App) -> Iterator[tuple[ast.Attribute, Scope, ast.expr, Scope]]:
    """Yield each place that reads an attribute of an application, with each value that it is given."""
    uses = app.fact(attribute_uses)
    given = [(n, v, s) for n, s in uses if (v := value_of(n)) is not None]
    for node, scope in uses:
        if isinstance(node.ctx, ast.Load):
            for stored, value, where in given:
                if stored.attr == node.attr:
                    yield node, scope, value, where
