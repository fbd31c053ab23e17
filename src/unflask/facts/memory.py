"""State that a process keeps in memory: module-level objects that functions change."""

from __future__ import annotations

import ast

from unflask.facts.session_limits import in_memory
from unflask.facts.tables import database
from unflask.model.app import App
from unflask.model.source import Scope, parent, parents

_MUTABLE = (ast.Dict, ast.List, ast.Set, ast.DictComp, ast.ListComp, ast.SetComp)
_MAKERS = {
    "dict", "list", "set", "collections.defaultdict", "collections.deque", "collections.Counter",
    "collections.OrderedDict", "itertools.count", "queue.Queue",
}  # fmt: skip
_CHANGES = {
    "append", "extend", "insert", "remove", "pop", "clear", "add", "discard", "update",
    "setdefault", "popitem", "sort", "reverse", "appendleft", "popleft", "put", "subtract",
}  # fmt: skip


def shared_state(app: App) -> set[str]:
    """Return the module-level names whose value lives in memory and changes while serving.

    Objects of the project's own classes count as changing; those of libraries (clients, engines,
    loggers) do not.
    """
    found: set[str] = set()
    for module in app.modules:
        for name, bound in module.scope.bindings.items():
            symbol = f"{module.name}.{name}"
            values = [b.value for b in bound if b.value is not None]
            if any(_own_object(app, v, symbol) for v in values) or (
                any(is_mutable(app, v, module.scope) for v in values) and _is_changed(app, symbol)
            ):
                found.add(symbol)
        found |= _globals(app, module.name)
    base = app.fact(database)
    if base is not None and in_memory(app):
        found.add(base.symbol)
    return found


def is_mutable(app: App, value: ast.expr, scope: Scope) -> bool:
    """Tell whether an expression makes a list, a dict or the like."""
    if isinstance(value, _MUTABLE):
        return True
    if not isinstance(value, ast.Call):
        return False
    name = app.project.resolve(value.func, scope)
    plain = value.func.id if isinstance(value.func, ast.Name) else None
    return name in _MAKERS or plain in _MAKERS


def _own_object(app: App, value: ast.expr, symbol: str) -> bool:
    if not isinstance(value, ast.Call):
        return False
    module = app.project.split(symbol)[0]
    assert module is not None
    target = app.project.resolve(value.func, module.scope)
    bound = app.project.binding(target) if target else None
    if bound is None or not isinstance(bound[0][0].node, ast.ClassDef):
        return False
    return any(
        isinstance(n, ast.Attribute) and isinstance(n.ctx, ast.Store)
        for n in ast.walk(bound[0][0].node)
    )


def _is_changed(app: App, symbol: str) -> bool:
    for reference in app.uses(symbol):
        if app.function_at(reference.scope) is None:
            continue
        outer = parent(reference.node)
        if isinstance(outer, ast.Subscript) and not isinstance(outer.ctx, ast.Load):
            return True
        if isinstance(outer, ast.Attribute) and outer.attr in _CHANGES:
            return True
        if any(isinstance(p, ast.AugAssign) for p in parents(reference.node)):
            return True
        if not isinstance(
            outer, ast.Attribute | ast.Subscript | ast.Compare | ast.For | ast.comprehension
        ):
            return True
    return False


def _globals(app: App, module: str) -> set[str]:
    """Names that a function rebinds with `global`."""
    found = set()
    for node in ast.walk(app.project.modules[module].tree):
        if isinstance(node, ast.Global):
            found |= {f"{module}.{n}" for n in node.names}
    return found
