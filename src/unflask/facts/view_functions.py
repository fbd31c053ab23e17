"""What is asked of `app.view_functions`, the functions behind the routes."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from unflask.model.app import App
from unflask.model.source import Scope, call_of, is_tested, parent

_VIEWS = {"items", "values"}
_OF_FLASK = {
    "as_view", "decorators", "init_every_request", "methods", "provide_automatic_options",
    "required_methods", "view_class",
}  # fmt: skip


def is_only_asked(app: App, node: ast.Attribute, scope: Scope) -> bool:
    """Tell whether nothing but attributes of its own are asked of a view that is found there.

    A view takes the request after, so that it cannot be called as it was, or handed on.
    """
    found = _found(node)
    return found is not None and all(_is_harmless(app, f, scope) for f in found)


def _found(node: ast.Attribute) -> list[ast.expr] | None:
    """Return the expressions that are views; None where the mapping is used in another way."""
    outer = parent(node)
    call = parent(outer) if outer is not None else None
    match outer:
        case ast.Subscript(ctx=ast.Load()):
            return [outer]
        case ast.Compare(ops=[ast.In() | ast.NotIn()]):
            return []
        case ast.For(iter=iterated) | ast.comprehension(iter=iterated) if iterated is node:
            return []
        case ast.Attribute(attr="get") if isinstance(call, ast.Call) and len(call.args) == 1:
            return [call]
        case ast.Attribute(attr=name) if name in _VIEWS and isinstance(call, ast.Call):
            return _of_loop(call, name)
    return None


def _of_loop(call: ast.Call, name: str) -> list[ast.expr] | None:
    loop = parent(call)
    if not isinstance(loop, ast.For | ast.comprehension) or loop.iter is not call:
        return None
    match name, loop.target:
        case ("values", ast.Name() as view) | ("items", ast.Tuple(elts=[_, ast.Name() as view])):
            around = loop if isinstance(loop, ast.For) else parent(loop)
            return list(_reads(around, view.id)) if around is not None else None
    return None


def _reads(around: ast.AST, name: str) -> Iterator[ast.expr]:
    for inner in ast.walk(around):
        if isinstance(inner, ast.Name) and inner.id == name and isinstance(inner.ctx, ast.Load):
            yield inner


def _is_harmless(app: App, view: ast.expr, scope: Scope) -> bool:
    outer = parent(view)
    match outer:
        case ast.Attribute(attr=name, ctx=ast.Load()):
            return _is_own(name) and call_of(outer) is None
        case ast.Call(func=ast.Name(id="getattr" | "hasattr"), args=[given, name, *_]):
            text = app.constant(name, scope)
            known = isinstance(text, str) and _is_own(text)
            return given is view and known and call_of(outer) is None
        case ast.Assign(targets=[ast.Name(id=variable)]) if scope.kind == "function":
            alone = len(scope.bindings.get(variable, ())) == 1
            reads = _reads(scope.node, variable)
            return alone and all(_is_harmless(app, read, scope) for read in reads)
    return is_tested(view)


def _is_own(name: str) -> bool:
    return name == "__doc__" or (not name.startswith("__") and name not in _OF_FLASK)
