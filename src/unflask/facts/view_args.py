"""Which arguments of views are no longer what their converters made: hooks may put others in their place."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from unflask.model.app import App
from unflask.model.source import FunctionNode, parent

_TAKING = {"pop", "get", "keys", "values", "items", "copy"}
_PREPROCESSORS = {"url_value_preprocessor", "app_url_value_preprocessor"}


@dataclass(frozen=True)
class Replaced:
    """The names that hooks give values to; all of them where `everything`."""

    names: frozenset[str] = frozenset()
    everything: bool = False

    def __contains__(self, name: object) -> bool:
        return self.everything or name in self.names


def replaced_arguments(app: App) -> Replaced:
    """Return the arguments that hooks of the application may replace, of whatever view."""
    found: set[str | None] = set()
    for hook in app.hooks:
        if hook.kind in _PREPROCESSORS:
            found.update([None] if hook.function is None else _given(hook.function))
    for reference in app.uses("flask.request"):
        if reference.attribute is not None and reference.attribute.attr == "view_args":
            found.update(_given_to(reference.attribute))
    return Replaced(frozenset(n for n in found if n is not None), None in found)


def _given(function: FunctionNode) -> Iterator[str | None]:
    """Yield the keys that a preprocessor sets in its second parameter; None for any key."""
    arguments = [*function.args.posonlyargs, *function.args.args]
    if len(arguments) != 2:
        yield None
        return
    name = arguments[1].arg
    for node in ast.walk(function):
        if isinstance(node, ast.Name) and node.id == name:
            if isinstance(node.ctx, ast.Load):
                yield from _given_to(node)
            else:
                yield None


def _given_to(values: ast.expr) -> Iterator[str | None]:
    """Yield the keys that one use of the values sets."""
    outer = parent(values)
    match outer:
        case ast.Subscript(slice=ast.Constant(value=str(key))) if outer.value is values:
            if isinstance(outer.ctx, ast.Store):
                yield key
        case ast.Attribute(attr=name) if name in _TAKING:
            pass
        case ast.Attribute(attr="setdefault"):
            yield _first_text(parent(outer))
        case ast.Compare() | ast.UnaryOp(op=ast.Not()) | ast.FormattedValue():
            pass
        case ast.keyword(arg=None) | ast.Call(func=ast.Name(id="str" | "len" | "bool" | "dict")):
            pass
        case ast.If(test=test) | ast.IfExp(test=test) if test is values:
            pass
        case ast.BoolOp():
            yield from _given_to(outer)  # `(values or {}).pop("lang")`
        case _:
            yield None


def _first_text(call: ast.AST | None) -> str | None:
    match call:
        case ast.Call(args=[ast.Constant(value=str(key)), *_]):
            return key
    return None
