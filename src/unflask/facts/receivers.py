"""Which names hold the request: parameters that it is handed to, and variables that are set to it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

from unflask.facts.graph import calls_of
from unflask.facts.makers import unwrapped
from unflask.facts.request_classes import selves
from unflask.facts.session_classes import session_requests
from unflask.facts.whole_extensions import callback_requests
from unflask.facts.wrappers import decorators
from unflask.model.app import App
from unflask.model.project import Reference
from unflask.model.source import FunctionNode, parent

_SYMBOL = "flask.request"


@dataclass(eq=False)
class Receivers:
    """Names that hold the request, each with its function, and the places that use them.

    `mixed` are arguments that give such a parameter something else.
    """

    parameters: set[tuple[str, str]] = field(default_factory=set)
    uses: list[Reference] = field(default_factory=list)
    mixed: list[Reference] = field(default_factory=list)


def receivers(app: App) -> Receivers:
    """Follow the request from Flask's name through variables and the calls of the project's functions."""
    found = Receivers()
    sources = [itself(reference) for reference in app.uses(_SYMBOL)]
    found.uses += [*app.fact(selves), *app.fact(session_requests), *app.fact(callback_requests)]
    todo = [*sources, *found.uses]
    while todo:
        target = receiver(app, todo.pop())
        if target is None or target in found.parameters:
            continue
        found.parameters.add(target)
        uses = list(_uses(app, *target))
        found.uses += uses
        todo += uses
    held = {id(r.node) for r in [*sources, *found.uses]}
    for target in sorted(found.parameters):
        found.mixed += _others(app, *target, held)
    return found


def itself(reference: Reference) -> Reference:
    """Return the use of the request that `request._get_current_object()` is, or the use as it is."""
    call = unwrapped(reference.node)
    return reference if call is None else Reference(reference.symbol, call, reference.scope)


def receiver(app: App, reference: Reference) -> tuple[str, str] | None:
    """Return the function and the name in it that a place gives the request to, if it does."""
    outer = reference.outer
    if isinstance(outer, ast.Assign):
        return _variable(app, reference, outer)
    keyword = outer.arg if isinstance(outer, ast.keyword) else None
    call = parent(outer) if isinstance(outer, ast.keyword) else outer
    if not isinstance(call, ast.Call) or call.func is reference.node:
        return None
    symbol = app.project.resolve(call.func, reference.scope)
    found = app.function(symbol)
    if symbol is None or found is None or decorators(app, *found):
        return None
    name = keyword or _at(found[0], call, reference.node)
    return (symbol, name) if name in _names(found[0]) else None


def _variable(app: App, reference: Reference, outer: ast.Assign) -> tuple[str, str] | None:
    """`asked = request`, where nothing else is ever put into the variable."""
    scope, function = reference.scope, app.function_at(reference.scope)
    found = app.function(function)
    if function is None or found is None or found[1] is not scope or len(outer.targets) != 1:
        return None
    target = outer.targets[0]
    bound = scope.bindings.get(target.id, []) if isinstance(target, ast.Name) else []
    if not isinstance(target, ast.Name) or target.id in scope.outer or len(bound) != 1:
        return None
    return function, target.id


def _at(function: FunctionNode, call: ast.Call, node: ast.expr) -> str | None:
    """Return the parameter that an argument in its place goes to."""
    positional = [a.arg for a in [*function.args.posonlyargs, *function.args.args]]
    index = call.args.index(node)
    starred = any(isinstance(a, ast.Starred) for a in call.args[:index])
    return positional[index] if index < len(positional) and not starred else None


def _names(function: FunctionNode) -> set[str]:
    args = function.args
    return {a.arg for a in [*args.posonlyargs, *args.args, *args.kwonlyargs]}


def _uses(app: App, function: str, variable: str) -> Iterator[Reference]:
    scope = app.project.functions[function][1]
    kinds = {binding.kind for binding in scope.bindings[variable]}
    for name, where in scope.module.names:
        if name.id == variable and where.lookup(variable) is scope:
            if "parameter" in kinds or isinstance(name.ctx, ast.Load):
                yield Reference(_SYMBOL, name, where)


def _others(app: App, function: str, parameter: str, held: set[int]) -> Iterator[Reference]:
    """Yield the arguments that give a parameter something that is not the request."""
    node = app.project.functions[function][0]
    positional = [a.arg for a in [*node.args.posonlyargs, *node.args.args]]
    for reference in calls_of(app, function)[0]:
        call = reference.call
        assert call is not None
        given = [k.value for k in call.keywords if k.arg == parameter]
        if parameter in positional:
            given += call.args[positional.index(parameter) :][:1]
        for argument in given:
            if id(argument) not in held:
                yield Reference(_SYMBOL, argument, reference.scope)
