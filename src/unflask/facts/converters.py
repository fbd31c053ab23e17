"""Converters of the application's own: which names rules may use, for which classes."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from unflask.facts.converter_classes import Class, chain, why_not_converted
from unflask.facts.rules import KNOWN, Parameter
from unflask.facts.url_rules import url_maps
from unflask.model.app import App
from unflask.model.source import Scope, parent, statement

_TYPES = {"IntegerConverter": "int", "FloatConverter": "float", "UUIDConverter": "uuid.UUID"}


@dataclass(frozen=True, eq=False)
class Naming:
    """One statement that gives classes of converters their names in rules.

    `kinds` is None where it cannot be read; `node` is the `url_map` in it.
    """

    node: ast.Attribute
    scope: Scope
    statement: ast.stmt
    kinds: tuple[tuple[str, ast.expr], ...] | None


@dataclass(frozen=True, eq=False)
class Own:
    """A converter by its name: its class and those that it inherits from, or why it stays on Flask."""

    name: str
    classes: tuple[Class, ...]
    reason: str | None = None


def namings(app: App) -> list[Naming]:
    """Return every use of `app.url_map.converters` outside tests."""
    found = []
    for node, scope in app.fact(url_maps):
        asked = parent(node)
        if isinstance(asked, ast.Attribute) and asked.attr == "converters":
            found.append(Naming(node, scope, statement(node), _kinds(asked)))
    return found


def _kinds(converters: ast.Attribute) -> tuple[tuple[str, ast.expr], ...] | None:
    outer = parent(converters)
    match outer, statement(converters):
        case ast.Subscript(slice=ast.Constant(value=str(name))), ast.Assign(targets=[target]) as s:
            return ((name, s.value),) if target is outer else None
        case ast.Attribute(attr="setdefault"), ast.Expr(
            value=ast.Call(args=[ast.Constant(value=str(name)), kind]) as call
        ) if call.func is outer:
            return ((name, kind),)
        case ast.Attribute(attr="update"), ast.Expr(value=ast.Call() as call):
            return _updated(call) if call.func is outer else None
    return None


def _updated(call: ast.Call) -> tuple[tuple[str, ast.expr], ...] | None:
    found: list[tuple[str, ast.expr]] = []
    for argument in call.args:
        if not isinstance(argument, ast.Dict):
            return None
        for key, value in zip(argument.keys, argument.values, strict=True):
            if not isinstance(key, ast.Constant) or not isinstance(key.value, str):
                return None
            found.append((key.value, value))
    for keyword in call.keywords:
        if keyword.arg is None:
            return None
        found.append((keyword.arg, keyword.value))
    return tuple(found)


def own_converters(app: App) -> dict[str, Own]:
    """Return the converters that the application names, those of Werkzeug's names left out."""
    symbols: dict[str, set[str | None]] = {}
    for naming in app.fact(namings):
        for name, value in naming.kinds or ():
            symbol = app.project.resolve(value, naming.scope)
            symbols.setdefault(name, set()).add(symbol)
    return {name: _own(app, name, found) for name, found in symbols.items() if name not in KNOWN}


def _own(app: App, name: str, symbols: set[str | None]) -> Own:
    if len(symbols) > 1:
        return Own(name, (), "is the name of several classes")
    classes = chain(app, symbols.pop())
    if isinstance(classes, str):
        return Own(name, (), classes)
    return Own(name, classes, why_not_converted(app, classes))


def why_unknown(app: App, parameter: Parameter) -> str | None:
    """Return why a parameter of a rule cannot have the converter that it names, or None."""
    if parameter.converter in KNOWN:
        return None
    own = app.fact(own_converters).get(parameter.converter)
    if own is None:
        return "is not registered where that can be read"
    if own.reason is None and parameter.arguments and not _takes_arguments(own):
        return "is given arguments that its class does not name"
    return own.reason


def _takes_arguments(own: Own) -> bool:
    return own.classes[-1].base != "BaseConverter" or any(c.method("__init__") for c in own.classes)


def type_of(app: App, parameter: Parameter) -> str:
    """Return the dotted type of what a view receives; empty where it is not known."""
    own = app.fact(own_converters).get(parameter.converter)
    if own is None or own.reason is not None:
        return parameter.type
    if any(c.method("to_python") for c in own.classes):
        return ""
    return _TYPES.get(own.classes[-1].base, "str")
