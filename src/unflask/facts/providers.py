"""JSON providers of the project's own."""

from __future__ import annotations

import ast

from unflask.facts.session_use import uses_session
from unflask.model.app import App
from unflask.model.project import Reference
from unflask.model.source import parent

STANDARD = "flask.json.provider.DefaultJSONProvider"
BARE = "flask.json.provider.JSONProvider"
_FUNCTIONS = {"dumps", "loads"}
_KEPT = {"default", "sort_keys", "ensure_ascii", "compact"} | _FUNCTIONS


def providers(app: App) -> dict[str, str | None]:
    """Return the classes that are made from Flask's providers, each with why it has no counterpart.

    None stands for no reason: it changes no more than how values are written and read.
    """
    return {
        f"{reference.module.name}.{reference.module.scopes[node].qualname}": _hindrance(
            app, node, bare=reference.symbol == BARE
        )
        for reference, node in _classes(app)
    }


def reads_its_own_way(app: App) -> bool:
    """Tell whether a provider of the project reads JSON in another way than the standard one."""
    return _defines(app, "loads")


def writes_its_own_way(app: App) -> bool:
    """Tell whether a provider of the project writes the whole text of a value itself.

    What models have made of a value would then be written in another way than the value.
    """
    return _defines(app, "dumps")


def _defines(app: App, function: str) -> bool:
    return any(function in _names(item) for _, node in _classes(app) for item in node.body)


def _classes(app: App) -> list[tuple[Reference, ast.ClassDef]]:
    outer = ((r, parent(r.node)) for symbol in (STANDARD, BARE) for r in app.uses(symbol))
    return [(r, n) for r, n in outer if isinstance(n, ast.ClassDef) and r.node in n.bases]


def _hindrance(app: App, node: ast.ClassDef, *, bare: bool) -> str | None:
    if len(node.bases) > 1 or node.keywords or node.decorator_list:
        return "it is more than a subclass of Flask's"
    for item in node.body:
        for name in _names(item):
            if name not in (_FUNCTIONS if bare else _KEPT):
                return f"it defines `{name}`"
            if name in _FUNCTIONS and app.fact(uses_session):
                how = "read" if name == "loads" else "written"
                return f"it defines `{name}`, by which sessions would be {how} too"
    missing = _FUNCTIONS - {name for item in node.body for name in _names(item)}
    if bare and missing:
        return f"it lacks `{min(missing)}`"
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
