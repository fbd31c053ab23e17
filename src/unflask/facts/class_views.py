"""Class views: which can become plain classes, and which of them one object can stand for."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from unflask.facts.limited_classes import has_limits, name_of_limit, shares_methods
from unflask.facts.limiters import LIMITER, LIMITS
from unflask.facts.wrappers import decorator_symbol, keeps_signature, returns_at_once
from unflask.model.app import App
from unflask.model.inventory import ClassView, Declaration, Handler
from unflask.model.project import Reference
from unflask.model.source import Scope, parent

ATTRIBUTES = ("decorators", "init_every_request", "methods", "provide_automatic_options")
"""What a class view tells Flask, and nobody else."""

_LIMITS = {f"{LIMITER}.{name}" for name in LIMITS}
_BASES = ("flask.views.MethodView", "flask.views.View")


def why_not_class(app: App, declaration: Declaration) -> str | None:
    """Return why the class of a declaration cannot become a plain class, or None."""
    view = declaration.class_view
    assert view is not None
    if view.reason is not None:
        return view.reason
    if declaration.endpoint is None:
        return "its endpoint is computed"
    if not isinstance(parent(declaration.call), ast.Expr):
        return "its registration is part of another statement"
    missing = _missing(declaration, view)
    if missing:
        return f"its class has no method for {missing}"
    automatic = "provide_automatic_options" in declaration.options or view.automatic_options
    if automatic and "OPTIONS" in (declaration.methods or ()):
        return "it answers OPTIONS itself and asks Flask to do so"
    odd = _odd(app, view)
    if odd is not None:
        place = f"{odd.module.path}:{odd.node.lineno}"
        return f"its class, or one that shares a base with it, is used as a value at {place}"
    return _why_not_decorators(app, view)


def _why_not_decorators(app: App, view: ClassView) -> str | None:
    if has_limits(app, view) and shares_methods(app, view):
        return "another view answers by the same methods, and has other limits"
    for node, scope in view.decorators:
        symbol = decorator_symbol(app, node, scope)
        plain = keeps_signature(app, symbol) and returns_at_once(app, symbol)
        if not plain and symbol not in _LIMITS:
            return (
                f"its decorator `{symbol or ast.unparse(node)}` is not known to keep the signature"
            )
        if not _is_movable(node) or name_of_decorator(app, node, scope) is None:
            return f"its decorator `{ast.unparse(node)}` cannot be named at the route"
    return None


def handlers_of(declaration: Declaration) -> list[Handler]:
    """Return the methods that a declaration registers."""
    view = declaration.class_view
    assert view is not None
    served = declaration.methods or ("GET",)
    return [h for h in view.handlers if not h.method or h.method in served]


def _missing(declaration: Declaration, view: ClassView) -> str:
    """Return a method that is served but not written; Flask answers HEAD by `get`."""
    known = {h.method for h in view.handlers}
    if "" in known:
        return ""
    served = set(declaration.methods or ("GET",))
    if "GET" in served & known:
        served.discard("HEAD")
    return min(served - known, default="")


def _is_movable(node: ast.expr) -> bool:
    """Tell whether a decorator means the same in another module, once its name is imported."""
    if not isinstance(node, ast.Call):
        return True
    values = [*node.args, *(k.value for k in node.keywords)]
    return all(isinstance(v, ast.Constant) for v in values) and all(k.arg for k in node.keywords)


def name_of_decorator(app: App, node: ast.expr, scope: Scope) -> str | None:
    """Return what names a decorator in any module, as a template; None where nothing does."""
    symbol = decorator_symbol(app, node, scope)
    if symbol in _LIMITS:
        return name_of_limit(app, node, scope)
    return "${" + str(symbol) + "}" if _is_importable(app, symbol) else None


def _is_importable(app: App, symbol: str | None) -> bool:
    found = app.function(symbol)
    above = found[1].parent if found is not None else None
    return above is not None and above.kind == "module"


def _odd(app: App, view: ClassView) -> Reference | None:
    """Return a use by which the class, or one related to it, is more than a view."""
    known = {id(d.class_view.call) for d in app.declarations if d.class_view is not None}
    for symbol in sorted(_relatives(app, view)):
        for reference in app.uses(symbol):
            if not _is_plain(reference, known):
                return reference
        for name in ("as_view", *ATTRIBUTES):
            for reference in app.uses(f"{symbol}.{name}"):
                return reference
    return None


def _relatives(app: App, view: ClassView) -> set[str]:
    """Return the classes that have a base in common with a class view, and those bases."""
    own = set(view.classes)
    every = app.fact(_families)
    return own | {s for s, bases in every.items() if own & bases}


def _families(app: App) -> dict[str, set[str]]:
    """Return for each class of the application its bases in the project, itself included."""
    direct: dict[str, set[str]] = {}
    for module in app.modules:
        for node, scope in module.scopes.items():
            if isinstance(node, ast.ClassDef) and scope.parent is not None:
                bases = {app.project.resolve(b, scope.parent) for b in node.bases}
                direct[f"{module.name}.{scope.qualname}"] = {b for b in bases if b is not None}
    return {symbol: _above(symbol, direct, set()) for symbol in direct}


def _above(symbol: str, direct: dict[str, set[str]], seen: set[str]) -> set[str]:
    if symbol in direct and symbol not in seen:
        seen.add(symbol)
        for base in direct[symbol]:
            _above(base, direct, seen)
    return seen


def _is_plain(reference: Reference, known: set[int]) -> bool:
    """Tell whether a class is used as a base, as a registered view, in `super()`, or for a value of its own."""
    outer = reference.outer
    match outer:
        case ast.ClassDef():
            return reference.node in outer.bases
        case ast.Attribute(attr="as_view"):
            return id(parent(outer)) in known
        case ast.Attribute(ctx=ast.Load()):
            return outer.attr not in (*ATTRIBUTES, "dispatch_request", "view_class")
        case ast.Call(func=ast.Name(id="super")):
            return True
    return False


def plain_classes(app: App, converted: list[ClassView]) -> list[tuple[str, ast.ClassDef, Scope]]:
    """Return the classes that are views of Flask no more; the scope is that of their bases."""
    symbols = {s for view in converted for s in view.classes}
    found = []
    for module in app.modules:
        for node, scope in module.scopes.items():
            symbol = f"{module.name}.{scope.qualname}"
            if isinstance(node, ast.ClassDef) and scope.parent and symbol in symbols:
                found.append((symbol, node, scope.parent))
    return found


def flask_bases(app: App, node: ast.ClassDef, scope: Scope) -> list[ast.expr]:
    """Return the bases of a class that are Flask's."""
    return [b for b in node.bases if app.project.resolve(b, scope) in _BASES]


def one_is_enough(app: App, view: ClassView) -> bool:
    """Tell whether all requests can share one object: none of them leaves anything on it."""
    if view.kept:
        return True
    nodes = [n for symbol, n, _ in plain_classes(app, [view])]
    return all(_keeps_nothing(item) for node in nodes for item in node.body)


def _keeps_nothing(item: ast.stmt) -> bool:
    if isinstance(item, ast.FunctionDef | ast.AsyncFunctionDef) and item.name == "__init__":
        given = {a.arg for a in [*item.args.args, *item.args.kwonlyargs]}
        return all(_is_assignment(s, given) for s in item.body)
    return not any(_is_stored(n) for n in _uses_of_self(item))


def _is_assignment(node: ast.stmt, given: set[str]) -> bool:
    """`self.model = model`, where it was given `model`: that is the same each time."""
    match node:
        case ast.Expr(value=ast.Constant()) | ast.Pass():
            return True
        case ast.Assign(value=ast.Name(id=name)):
            return name in given and all(isinstance(t, ast.Attribute) for t in node.targets)
        case ast.Assign(value=ast.Constant()):
            return all(isinstance(t, ast.Attribute) for t in node.targets)
    return False


def _uses_of_self(node: ast.stmt) -> Iterator[ast.Name]:
    for inner in ast.walk(node):
        if isinstance(inner, ast.Name) and inner.id == "self":
            yield inner


def _is_stored(name: ast.Name) -> bool:
    """Tell whether `self` is changed, or handed to something that may change it."""
    outer = parent(name)
    if isinstance(outer, ast.Attribute):
        return not isinstance(outer.ctx, ast.Load) or outer.attr == "__dict__"
    is_super = isinstance(outer, ast.Call) and isinstance(outer.func, ast.Name)
    return not (is_super and outer.func.id == "super")  # type: ignore[union-attr]
