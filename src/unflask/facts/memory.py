"""State that a process keeps in memory: module-level values that change, or are its own."""

from __future__ import annotations

import ast

from unflask.facts.flows import CHANGES, Flow
from unflask.facts.live_values import is_flat, is_live, is_mutable, is_own_object
from unflask.facts.session_limits import in_memory
from unflask.facts.sessions import converted_database
from unflask.facts.tables import database
from unflask.model.app import App
from unflask.model.project import Reference
from unflask.model.source import Module, Scope, parent

__all__ = ["is_mutable", "shared_state"]


def shared_state(app: App) -> set[str]:
    """Return the module-level names whose value lives in memory and is not the same in each copy.

    Objects of the project's own classes count as changing; those of libraries (clients, engines,
    loggers) only where they hold a database in memory, or something is put into them.
    """
    found: set[str] = set()
    for module in app.modules:
        for name, bound in module.scope.bindings.items():
            symbol = f"{module.name}.{name}"
            values = [b.value for b in bound if b.value is not None]
            if _is_written(app, symbol) or any(_is_shared(app, v, module, symbol) for v in values):
                found.add(symbol)
        found |= _globals(module)
    base = app.fact(database)
    if base is not None and in_memory(app):
        found.add(base.symbol)
    elif base is not None and converted_database(app):
        found.discard(base.symbol)  # It is gone; both sides have engines of their own.
    return found


def _is_shared(app: App, value: ast.expr, module: Module, symbol: str) -> bool:
    scope = module.scope
    if app.makers_of(value, scope):
        return False
    if is_own_object(app, value, scope) or is_live(app, value, scope):
        return True
    made = made_by(app, value, scope)
    if any(is_own_object(app, v, s) or is_live(app, v, s) for v, s in made):
        return True
    if is_mutable(app, value, scope) or any(is_mutable(app, v, s) for v, s in made):
        return _is_changed(app, symbol, is_flat(value))
    return isinstance(value, ast.Call) and _is_filled(app, symbol)


def made_by(app: App, value: ast.expr, scope: Scope) -> list[tuple[ast.expr, Scope]]:
    """Return what a call of one of the project's functions may give, as far as it is written there."""
    name = app.project.resolve(value.func, scope) if isinstance(value, ast.Call) else None
    found = app.function(name)
    if found is None:
        return []
    node, inner = found
    given = [n.value for n in ast.walk(node) if isinstance(n, ast.Return) and n.value is not None]
    named = [
        b.value
        for n in given
        if isinstance(n, ast.Name)
        for b in inner.bindings.get(n.id, [])
        if b.value is not None
    ]
    return [(v, inner) for v in [*given, *named]]


def _is_changed(app: App, symbol: str, flat: bool) -> bool:
    """Tell whether a value may be changed after the start; changes at the start are made twice."""
    flow = Flow(app)
    for reference in app.uses(symbol):
        starting = app.function_at(reference.scope) is None
        if starting and _is_direct_change(reference):
            continue
        if flow.changes(reference.node, reference.scope, flat):
            return True
    return False


def _is_direct_change(reference: Reference) -> bool:
    outer = reference.outer
    if isinstance(outer, ast.Attribute):
        return outer.attr in CHANGES
    stored = isinstance(outer, ast.Subscript) and not isinstance(outer.ctx, ast.Load)
    return stored or isinstance(outer, ast.Delete)


def _is_written(app: App, symbol: str) -> bool:
    """Tell whether a function sets a module's name from outside: `settings.mode = "night"`."""
    return any(
        isinstance(r.node, ast.Attribute)
        and not isinstance(r.node.ctx, ast.Load)
        and app.function_at(r.scope) is not None
        for r in app.uses(symbol)
    )


def _is_filled(app: App, symbol: str) -> bool:
    """Tell whether something is put into a value of unknown kind while the application runs."""
    for reference in app.uses(symbol):
        outer = parent(reference.node)
        if app.function_at(reference.scope) is None:
            continue
        if isinstance(outer, ast.Subscript | ast.Attribute):
            if outer.value is reference.node and not isinstance(outer.ctx, ast.Load):
                return True
    return False


def _globals(module: Module) -> set[str]:
    """Names that a function rebinds with `global`."""
    found = set()
    for node in module.nodes:
        if isinstance(node, ast.Global):
            found |= {f"{module.name}.{n}" for n in node.names}
    return found
