"""Subclasses of Flask's `Request` that an application has its requests made of."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from unflask.facts.request_names import TAKEN
from unflask.model.app import App
from unflask.model.project import Reference
from unflask.model.source import Scope, parent

_BASE = "flask.Request"
_ON_FAILURE = "on_json_loading_failed"
_PROPERTIES = {"property", "functools.cached_property", "werkzeug.utils.cached_property"}


@dataclass(frozen=True, eq=False)
class RequestClass:
    """One such class, where its base is named, and why it has no counterpart, if it has none."""

    symbol: str
    node: ast.ClassDef
    scope: Scope
    base: Reference
    why: str | None


def request_classes(app: App) -> dict[str, RequestClass]:
    """Return the classes that are made from Flask's `Request` directly, by their symbols."""
    found: dict[str, RequestClass] = {}
    for reference in app.uses(_BASE):
        node = parent(reference.node)
        if isinstance(node, ast.ClassDef) and reference.node in node.bases:
            scope = reference.module.scopes[node]
            symbol = f"{reference.module.name}.{scope.qualname}"
            why = _hindrance(app, node, scope)
            found[symbol] = RequestClass(symbol, node, scope, reference, why)
    return found


def own_class(app: App) -> RequestClass | None:
    """Return the class of all requests, where the application has one that is converted."""
    found = app.fact(request_classes)
    good = [c for c in found.values() if c.why is None]
    alone = sum(maker.kind == "app" for maker in app.makers) == 1
    return good[0] if len(good) == len(found) == 1 and alone else None


def members(app: App) -> frozenset[str]:
    """Return the names that the class of all requests adds to them."""
    made = app.fact(own_class)
    return frozenset(made.scope.bindings) if made is not None else frozenset()


def answers_bad_json(app: App) -> bool:
    """Tell whether the class of all requests says what JSON that cannot be read is answered with."""
    return _ON_FAILURE in app.fact(members)


def selves(app: App) -> list[Reference]:
    """Return the uses of `self` in the methods of the class of all requests."""
    made = app.fact(own_class)
    found: list[Reference] = []
    for item in made.node.body if made is not None else ():
        if made is not None and isinstance(item, ast.FunctionDef):
            this, inner = item.args.args[0].arg, made.scope.module.scopes[item]
            found += [
                Reference("flask.request", name, scope)
                for name, scope in made.scope.module.names
                if name.id == this and scope.lookup(this) is inner
            ]
    return found


def _hindrance(app: App, node: ast.ClassDef, scope: Scope) -> str | None:
    if len(node.bases) > 1 or node.keywords or node.decorator_list:
        return "it is more than a subclass of Flask's"
    if scope.kind != "class" or scope.parent is not scope.module.scope:
        return "it is made inside of a function"
    for item in node.body:
        why = _hindrance_of(app, item, scope)
        if why is not None:
            return why
    own = set(scope.bindings) - {_ON_FAILURE}
    taken = [n for n in own if n in TAKEN or n.startswith("_")]
    return f"it defines `{min(taken)}`" if taken else None


def _hindrance_of(app: App, item: ast.stmt, scope: Scope) -> str | None:
    match item:
        case ast.Pass() | ast.Expr(value=ast.Constant()):
            return None
        case ast.Assign(value=ast.Constant()) | ast.AnnAssign(value=ast.Constant()):
            return None
        case ast.FunctionDef():
            return _hindrance_of_method(app, item, scope)
    return f"line {item.lineno} of its module is not known to be harmless"


def _hindrance_of_method(app: App, item: ast.FunctionDef, scope: Scope) -> str | None:
    for decorator in item.decorator_list:
        name = app.project.resolve(decorator, scope)
        plain = isinstance(decorator, ast.Name) and scope.lookup(decorator.id) is None
        if (decorator.id if plain and isinstance(decorator, ast.Name) else name) not in _PROPERTIES:
            return f"`{item.name}` has a decorator that is not known"
    if not item.args.args:
        return f"`{item.name}` takes no request"
    calls = (n for n in ast.walk(item) if isinstance(n, ast.Name) and n.id == "super")
    return f"`{item.name}` uses `super()`" if any(calls) else None
