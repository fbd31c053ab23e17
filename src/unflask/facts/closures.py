"""Variables of functions that run at the start, kept by the views and helpers inside them."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator

from unflask.facts.flows import CHANGES, Flow
from unflask.facts.live_values import is_flat, is_live, is_mutable, is_own_object
from unflask.facts.memory import made_by
from unflask.facts.starting import starting
from unflask.model.app import App
from unflask.model.source import Scope, enclosing_function, parent

_Uses = dict[tuple[Scope, str], list[tuple[ast.Name, Scope]]]


def closures(app: App) -> Iterator[tuple[str, str]]:
    """Yield the inner functions that use a variable which changes, or is new in each process."""
    early = app.fact(starting)
    for (owner, name), uses in _captured(app).items():
        around = app.function_at(owner)
        inner = {f for _, s in uses if (f := app.function_at(s)) is not None and f != around}
        setters = set(_setters(app, owner, name))
        if around not in early or not inner | setters:
            continue
        if setters or _is_state(app, owner, name, uses):
            for function in sorted(inner | setters):
                yield function, f"{around}.{name}"


def _captured(app: App) -> _Uses:
    found: _Uses = defaultdict(list)
    for module in app.modules:
        for used, scope in module.names:
            owner = scope.lookup(used.id)
            if owner is not None and isinstance(owner.node, ast.FunctionDef | ast.AsyncFunctionDef):
                found[owner, used.id].append((used, scope))
        for scope in module.scopes.values():
            for name in _nonlocals(scope):
                owner = _owner(scope, name)
                if owner is not None:
                    found[owner, name] += []
    return found


def _nonlocals(scope: Scope) -> set[str]:
    """Return the names that a function declares as those of a function around it."""
    node = scope.node
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return set()
    return {
        name
        for n in ast.walk(node)
        if isinstance(n, ast.Nonlocal) and enclosing_function(n) is node
        for name in n.names
    }


def _owner(scope: Scope, name: str) -> Scope | None:
    above = scope.parent
    found = above.lookup(name) if above is not None else None
    return found if found is not None and found.kind == "function" else None


def _setters(app: App, owner: Scope, name: str) -> Iterator[str]:
    for scope in owner.module.scopes.values():
        if name in _nonlocals(scope) and _owner(scope, name) is owner:
            function = app.function_at(scope)
            if function is not None:
                yield function


def _is_state(app: App, owner: Scope, name: str, uses: list[tuple[ast.Name, Scope]]) -> bool:
    bound = owner.bindings.get(name, [])
    values = [b.value for b in bound if b.value is not None]
    if any(app.makers_of(v, owner) for v in values):
        return False
    made = [(v, owner) for v in values]
    made += [pair for v in values for pair in made_by(app, v, owner)]
    if any(is_live(app, v, s) or is_own_object(app, v, s) for v, s in made):
        return True
    mutable = any(is_mutable(app, v, s) for v, s in made)
    if not mutable and any(b.kind in ("function", "class", "import") for b in bound):
        return False
    flat = mutable and all(is_flat(v) for v in values)
    flow = Flow(app, strict=mutable)
    around = app.function_at(owner)
    for node, scope in uses:
        early = app.function_at(scope) == around
        if early and (not mutable or _is_direct(node)):
            continue
        if flow.changes(node, scope, flat):
            return True
    return False


def _is_direct(node: ast.Name) -> bool:
    outer = parent(node)
    if isinstance(outer, ast.Attribute):
        return outer.attr in CHANGES
    return isinstance(outer, ast.Subscript) and not isinstance(outer.ctx, ast.Load)
