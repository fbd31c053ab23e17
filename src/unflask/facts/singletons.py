"""Metaclasses that keep the one object of each class: no state, where those objects have none."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from unflask.facts.live_values import is_changing_class
from unflask.model.app import App
from unflask.model.source import Scope, enclosing_function, parent


def keeps_singletons(app: App, scope: Scope, accesses: Iterable[ast.Attribute]) -> bool:
    """Tell whether an attribute of a class only holds the one object of each class, and none changes.

    `accesses` are all uses of the attribute.
    """
    node = scope.node
    if not isinstance(node, ast.ClassDef) or [ast.unparse(b) for b in node.bases] != ["type"]:
        return False
    if not all(_is_kept_by_class(access) for access in accesses):
        return False
    symbol = f"{scope.module.name}.{scope.qualname}"
    return not any(is_changing_class(app, made) for made in _made_by(app, symbol))


def _is_kept_by_class(access: ast.Attribute) -> bool:
    """`cls not in cls._instances` and `cls._instances[cls]`, in `__call__`."""
    function, outer = enclosing_function(access), parent(access)
    if not isinstance(function, ast.FunctionDef) or function.name != "__call__":
        return False
    match outer:
        case ast.Compare(left=key, ops=[ast.In() | ast.NotIn()]) | ast.Subscript(slice=key):
            return ast.unparse(key) == ast.unparse(access.value)
    return False


def _made_by(app: App, metaclass: str) -> list[str]:
    return [
        f"{module.name}.{scope.qualname}"
        for module in app.modules
        for node, scope in module.scopes.items()
        if isinstance(node, ast.ClassDef)
        for keyword in node.keywords
        if keyword.arg == "metaclass"
        and app.project.resolve(keyword.value, scope.parent or scope) == metaclass
    ]
