"""What the code does with its application and blueprint objects."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from unflask.facts.arguments import parameter_of
from unflask.facts.class_calls import methods_called, parameter
from unflask.facts.extensions import extension_of, held_by
from unflask.facts.loaded_modules import functions_loaded
from unflask.facts.signals import signal_of
from unflask.model.app import App
from unflask.model.inventory import Maker
from unflask.model.project import Project
from unflask.model.source import Module, Scope, call_of, parent

_PLACES = {"import_name", "open_resource", "root_path"}
_HARMLESS = {"uvicorn", "print", "isinstance", "getattr", "setattr", "vars", "str", "repr", "id"}


def attribute_uses(app: App) -> list[tuple[ast.Attribute, Scope]]:
    """Return every attribute access on an expression that holds an application or blueprint."""
    return [use for module in app.modules for use in _uses(app, module)]


def _uses(app: App, module: Module) -> Iterator[tuple[ast.Attribute, Scope]]:
    for node, scope in _held(app, module):
        outer = parent(node)
        if isinstance(outer, ast.Attribute) and outer.value is node:
            yield outer, scope


def located(app: App) -> frozenset[Maker]:
    """Return the applications and blueprints that are asked where they lie, by tests too."""
    tests = (m for m in app.project.modules.values() if m.path in app.tests)
    asked = [node for node in app.fact(attribute_uses) if node[0].attr in _PLACES]
    asked += [u for m in tests for u in _uses(app, m) if u[0].attr in _PLACES]
    return frozenset(maker for node, scope in asked for maker in app.makers_of(node.value, scope))


@dataclass(frozen=True, eq=False)
class HandOver:
    """One argument that gives an application to somebody else's code.

    `callee` is the name of what is called; `symbol` the extension's symbol behind it, if it is one.
    """

    argument: ast.expr
    call: ast.Call
    scope: Scope
    callee: str
    symbol: str | None


def handed_out(app: App) -> list[tuple[ast.expr, Scope, str]]:
    """Return every argument that hands an application to a callee that is no Flask extension.

    Each as the argument, its scope and the callee's name.
    """
    found = app.fact(hand_overs)
    return [(h.argument, h.scope, h.callee) for h in found if h.symbol is None]


def hand_overs(app: App) -> list[HandOver]:
    """Return every argument that hands an application to a callee outside the project."""
    found = []
    for node, scope in app.fact(holders):
        call = parent(node)
        if isinstance(call, ast.keyword):
            call = parent(call)
        if not isinstance(call, ast.Call) or call.func is node:
            continue
        kinds = {m.kind for m in app.makers_of(node, scope)}
        if "app" not in kinds and not (kinds and _adds_routes(app, call, scope)):
            continue
        if _is_sent(app, call, node, scope) or _is_followed(app, call, node, scope):
            continue
        symbol = held_by(app.project, call.func, scope)
        if symbol is None and _is_own(app.project, call.func, scope):
            continue
        name = app.project.resolve(call.func, scope) or ast.unparse(call.func)
        if symbol is not None or name.split(".")[0] not in _HARMLESS:
            found.append(HandOver(node, call, scope, name, symbol))
    return found


def _adds_routes(app: App, call: ast.Call, scope: Scope) -> bool:
    """Tell whether a call gives a blueprint to an extension that adds routes of its own to it."""
    symbol = held_by(app.project, call.func, scope)
    extension = extension_of(symbol) if symbol is not None else None
    made = app.project.resolve(call.func, scope) == symbol
    begun = isinstance(call.func, ast.Attribute) and call.func.attr == "init_app"
    return extension is not None and extension.reach == "own routes" and (made or begun)


def _is_sent(app: App, call: ast.Call, argument: ast.expr, scope: Scope) -> bool:
    """Tell whether an application is given to a signal whose receivers are all known."""
    signal = signal_of(app.project, call.func, scope)
    return signal is not None and signal.passes_on(call, argument)


def _is_followed(app: App, call: ast.Call, argument: ast.expr, scope: Scope) -> bool:
    """Tell whether an application is given to functions of the project that are found by a computed name.

    They are methods of its classes, `config[name].init_app(app)`, or lie in modules that it imports.
    """
    found = methods_called(app.project, call.func, scope)
    if found:
        return all(parameter(m, call, argument) is not None for m in found)
    loaded = functions_loaded(app.project, call.func, scope)
    return bool(loaded) and all(parameter_of(f, call, argument) is not None for f, _ in loaded)


def _is_own(project: Project, func: ast.expr, scope: Scope) -> bool:
    """Tell whether a callee is the project's, or a method of an object of the project's classes.

    What such code does with the application is read like all other code.
    """
    symbol = project.resolve(func, scope)
    if symbol is not None:
        bound = project.binding(symbol)
        if bound is None:
            return False
        values = [b.value for b in bound[0] if isinstance(b.value, ast.Call)]
        return not values or any(_is_own(project, v.func, bound[1]) for v in values)
    if isinstance(func, ast.Attribute):
        if isinstance(func.value, ast.Name) and func.value.id in ("self", "cls", "super"):
            return True
        return _is_own(project, func.value, scope)
    return isinstance(func, ast.Call) and _is_own(project, func.func, scope)


def holders(app: App) -> list[tuple[ast.expr, Scope]]:
    """Return the expressions that hold an application or blueprint where they are read.

    They are names, attributes, and what `current_app._get_current_object()` gives.
    """
    return [held for module in app.modules for held in _held(app, module)]


def _held(app: App, module: Module) -> Iterator[tuple[ast.expr, Scope]]:
    for name, scope in module.names:
        node: ast.expr = name
        while not app.makers_of(node, scope):
            above = parent(node)
            if not isinstance(above, ast.Attribute):
                break
            node = above
        else:
            yield node, scope
            given = unwrapped(node)
            if given is not None:
                yield given, scope


def unwrapped(node: ast.expr) -> ast.Call | None:
    """Return the call that asks a proxy for the object behind it, where `node` is the proxy."""
    asked = parent(node)
    named = isinstance(asked, ast.Attribute) and asked.attr == "_get_current_object"
    return call_of(asked) if named else None
