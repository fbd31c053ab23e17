"""Attributes of classes that change while the application serves."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from unflask.facts.flows import Flow
from unflask.facts.live_values import is_flat, is_live, is_mutable, is_own_object
from unflask.facts.singletons import keeps_singletons
from unflask.model.app import App
from unflask.model.source import Scope, class_around, parent


@dataclass(frozen=True, eq=False)
class _Access:
    """One use of an attribute; `way` is whether it is asked of the class, of `self`, or of a value."""

    node: ast.Attribute
    scope: Scope
    way: str


def class_state(app: App) -> Iterator[tuple[str, str]]:
    """Yield the class and its methods, each with the attributes that change."""
    by_class, by_name = _accesses(app)
    for module in app.modules:
        for scope in module.scopes.values():
            if scope.kind != "class":
                continue
            symbol = f"{module.name}.{scope.qualname}"
            found = by_class.get(symbol, [])
            names = {*scope.bindings, *(a.node.attr for a in found)}
            for name in sorted(names):
                mine = [a for a in found if a.node.attr == name]
                if _is_state(app, scope, name, mine, by_name.get(name, [])):
                    yield symbol, f"{symbol}.{name}"
                    for function in app.project.functions:
                        if function.startswith(f"{symbol}."):
                            yield function, f"{symbol}.{name}"


def _is_state(
    app: App, scope: Scope, name: str, found: list[_Access], others: list[_Access]
) -> bool:
    values = [b.value for b in scope.bindings.get(name, []) if b.value is not None]
    if any(_is_set(app, a) for a in found):
        return True
    if any(is_live(app, v, scope) or is_own_object(app, v, scope) for v in values):
        return True
    mutable = [v for v in values if is_mutable(app, v, scope)]
    if not mutable or keeps_singletons(app, scope, [a.node for a in found]):
        return False
    flat = all(is_flat(v) for v in mutable)
    return any(
        app.function_at(a.scope) is not None and Flow(app).changes(a.node, a.scope, flat)
        for a in found
        if _is_read(a)
    ) or any(Flow(app, strict=False).changes(a.node, a.scope, flat) for a in others if _is_read(a))


def _is_read(access: _Access) -> bool:
    loaded = isinstance(access.node.ctx, ast.Load)
    return loaded or isinstance(parent(access.node), ast.AugAssign)


def _is_set(app: App, access: _Access) -> bool:
    """Setting an attribute of `self` makes one of the object's own, unless it adds to the class's."""
    if isinstance(access.node.ctx, ast.Load) or app.function_at(access.scope) is None:
        return False
    return access.way == "class"


def _accesses(app: App) -> tuple[dict[str, list[_Access]], dict[str, list[_Access]]]:
    by_class: dict[str, list[_Access]] = {}
    by_name: dict[str, list[_Access]] = {}
    for symbol, node, scope in _of_classes(app):
        by_class.setdefault(symbol, []).append(_Access(node, scope, "class"))
    for module in app.modules:
        for name, scope in module.names:
            way, used = _attribute_of(name)
            if used is None:
                continue
            by_name.setdefault(used.attr, []).append(_Access(used, scope, "value"))
            around = class_around(scope) if name.id in ("self", "cls") else None
            for symbol in _with_bases(app, around) if around is not None else ():
                by_class.setdefault(symbol, []).append(_Access(used, scope, way))
    return by_class, by_name


def _of_classes(app: App) -> Iterator[tuple[str, ast.Attribute, Scope]]:
    for symbol in list(app.project.references):
        for reference in app.uses(symbol):
            above = symbol.rpartition(".")[0]
            if _is_class(app, symbol) and reference.attribute is not None:
                yield symbol, reference.attribute, reference.scope
            elif isinstance(reference.node, ast.Attribute) and _is_class(app, above):
                yield above, reference.node, reference.scope


def _is_class(app: App, symbol: str) -> bool:
    bound = app.project.binding(symbol) if symbol else None
    return bound is not None and bound[0][0].kind == "class"


def _attribute_of(name: ast.Name) -> tuple[str, ast.Attribute | None]:
    """Return the attribute that is asked of a value or its class: `cls.n`, `type(self).n`."""
    outer = parent(name)
    of_type = isinstance(outer, ast.Call) and ast.unparse(outer.func) == "type"
    if of_type or (isinstance(outer, ast.Attribute) and outer.attr == "__class__"):
        return "class", _attribute(parent(outer)) if outer is not None else None
    return "class" if name.id == "cls" else "self", _attribute(outer)


def _attribute(node: ast.AST | None) -> ast.Attribute | None:
    return node if isinstance(node, ast.Attribute) else None


def _with_bases(app: App, scope: Scope) -> set[str]:
    """Return a class and the project's classes that it inherits from."""
    found: set[str] = set()
    todo = [f"{scope.module.name}.{scope.qualname}"]
    while todo:
        here = todo.pop()
        bound = app.project.binding(here)
        if here in found or bound is None or not isinstance(bound[0][0].node, ast.ClassDef):
            continue
        found.add(here)
        bases = (app.project.resolve(b, bound[1]) for b in bound[0][0].node.bases)
        todo += [b for b in bases if b is not None]
    return found
