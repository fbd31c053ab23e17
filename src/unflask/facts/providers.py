"""JSON providers of the project's own."""

from __future__ import annotations

import ast

from unflask.model.app import App
from unflask.model.source import parent

STANDARD = "flask.json.provider.DefaultJSONProvider"
_KEPT = {"default", "sort_keys", "ensure_ascii", "compact"}


def providers(app: App) -> dict[str, str | None]:
    """Return the classes that are made from Flask's provider, each with why it has no counterpart.

    None stands for no reason: it changes no more than how values are written.
    """
    found: dict[str, str | None] = {}
    for reference in app.uses(STANDARD):
        node = parent(reference.node)
        if isinstance(node, ast.ClassDef) and reference.node in node.bases:
            name = reference.module.scopes[node].qualname
            found[f"{reference.module.name}.{name}"] = _hindrance(node)
    return found


def _hindrance(node: ast.ClassDef) -> str | None:
    if len(node.bases) > 1 or node.keywords or node.decorator_list:
        return "it is more than a subclass of Flask's"
    for item in node.body:
        for name in _names(item):
            if name not in _KEPT:
                return f"it defines `{name}`"
    uses = (n for n in ast.walk(node) if isinstance(n, ast.Attribute) and n.attr == "_app")
    return "it uses `_app`" if any(uses) else None


def _names(item: ast.stmt) -> list[str]:
    match item:
        case ast.FunctionDef(name=name):
            return [name]
        case ast.Assign(targets=targets):
            return [ast.unparse(target) for target in targets]
        case ast.AnnAssign(target=target):
            return [ast.unparse(target)]
        case ast.Expr(value=ast.Constant()) | ast.Pass():
            return []
    return [f"{type(item).__name__} in its body"]
