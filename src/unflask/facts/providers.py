"""JSON providers of the project's own."""

from __future__ import annotations

import ast

from unflask.facts.session_use import uses_session
from unflask.model.app import App
from unflask.model.source import parent

STANDARD = "flask.json.provider.DefaultJSONProvider"
_KEPT = {"default", "sort_keys", "ensure_ascii", "compact", "loads"}


def providers(app: App) -> dict[str, str | None]:
    """Return the classes that are made from Flask's provider, each with why it has no counterpart.

    None stands for no reason: it changes no more than how values are written.
    """
    found: dict[str, str | None] = {}
    for reference in app.uses(STANDARD):
        node = parent(reference.node)
        if isinstance(node, ast.ClassDef) and reference.node in node.bases:
            name = reference.module.scopes[node].qualname
            found[f"{reference.module.name}.{name}"] = _hindrance(app, node)
    return found


def reads_its_own_way(app: App) -> bool:
    """Tell whether a provider of the project reads JSON in another way than the standard one."""
    return "loads" in {
        name for node in _classes(app) for item in node.body for name in _names(item)
    }


def _classes(app: App) -> list[ast.ClassDef]:
    outer = ((r, parent(r.node)) for r in app.uses(STANDARD))
    return [n for r, n in outer if isinstance(n, ast.ClassDef) and r.node in n.bases]


def _hindrance(app: App, node: ast.ClassDef) -> str | None:
    if len(node.bases) > 1 or node.keywords or node.decorator_list:
        return "it is more than a subclass of Flask's"
    for item in node.body:
        for name in _names(item):
            if name not in _KEPT:
                return f"it defines `{name}`"
            if name == "loads" and app.fact(uses_session):
                return "it defines `loads`, by which sessions would be read too"
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
