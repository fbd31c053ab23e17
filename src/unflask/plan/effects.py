"""Spread what functions need from callee to caller, up to a boundary that can provide it."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field

from unflask.facts.graph import calls_of
from unflask.facts.passing import passes_everything
from unflask.facts.selectors import set_ups
from unflask.facts.session_limits import keeps_own_session
from unflask.facts.wrappers import decorators
from unflask.model.app import App
from unflask.model.carried import Carried
from unflask.model.project import Reference
from unflask.model.source import FunctionNode, Scope
from unflask.model.steps import Effect, Needs


@dataclass(frozen=True)
class Spread:
    """Which functions take what is carried as a parameter, and which calls pass it on.

    `inner` are functions inside of them that see the parameter. Functions that need it and are in no set read it from the context variable; `reasons`
    says why.
    """

    threaded: frozenset[str] = frozenset()
    boundaries: frozenset[str] = frozenset()
    calls: tuple[Reference, ...] = ()
    reasons: dict[str, str] = field(default_factory=dict)
    inner: frozenset[str] = frozenset()


def spread(app: App, needs: list[Needs], boundaries: frozenset[str], carried: Carried) -> Spread:
    """Decide for every function that needs what is carried how it gets it.

    `boundaries` are the functions to which the framework gives it.
    """
    wanting = {n.function for n in needs if n.effect is carried.effect}
    reasons: dict[str, str] = {}
    threaded: set[str] = set()
    todo = sorted(wanting)
    while todo:
        name = todo.pop()
        if name in threaded or name in reasons:
            continue
        why = _hindrance(app, name, boundaries, carried)
        if why is not None:
            reasons[name] = why
            todo += [outer for outer in _around(app, name) if outer in boundaries]
            continue
        threaded.add(name)
        for call in calls_of(app, name)[0]:
            caller = app.function_at(call.scope)
            if caller is not None:
                todo.append(caller)
    passed = [c for name in sorted(threaded) for c in calls_of(app, name)[0]]
    inner = frozenset(n for n in reasons if _sees(app, n, threaded, carried.name))
    return Spread(
        frozenset(threaded), frozenset(threaded & boundaries), tuple(passed), reasons, inner
    )


def _around(app: App, name: str) -> list[str]:
    """Return the functions that a function is defined in; it sees what they are given."""
    found = app.function(name)
    above = app.function_at(found[1].parent) if found is not None and found[1].parent else None
    return [above, *_around(app, above)] if above is not None else []


def _sees(app: App, name: str, threaded: set[str], parameter: str) -> bool:
    """Tell whether a function lies in one that takes the parameter, with no such name in between."""
    found = app.function(name)
    scope = found[1] if found is not None else None
    while scope is not None and scope.kind != "module":
        if f"{scope.module.name}.{scope.qualname}" in threaded:
            return True
        if scope.kind == "function" and parameter in scope.bindings:
            return False
        scope = scope.parent
    return False


def _hindrance(app: App, name: str, boundaries: frozenset[str], carried: Carried) -> str | None:
    """Return why a function cannot take what is carried as a parameter, or None if it can."""
    found = app.function(name)
    if found is None:
        return "it is not a function of the project"
    node, scope = found
    if carried.name in scope.bindings:
        return f"it has a variable `{carried.name}` of its own"
    own = keeps_own_session(app, name, carried.name) if carried.effect is Effect.SESSION else None
    nested = own or (None if _is_handler(app, name, boundaries) else _nested(scope))
    if nested is not None:
        return nested
    if any(name in given.functions for given in app.fact(set_ups)):
        return "it chooses a language or a time zone, and is asked without arguments"
    calls, others = calls_of(app, name)
    if not all(passes_everything(app, symbol) for _, symbol in decorators(app, node, scope)):
        return "a decorator of it looks at its arguments"
    if name not in boundaries:
        if _decorated(node):
            return "it is decorated"
        if others:
            place = others[0]
            return f"it is passed on as a value at {place.module.path}:{place.node.lineno}"
        if not calls:
            return "nothing calls it by name"
    return next(filter(None, (_call_hindrance(app, call) for call in calls)), None)


def _is_handler(app: App, name: str, boundaries: frozenset[str]) -> bool:
    """Tell whether a function is a method that nothing but the framework calls."""
    return name in boundaries and name in app.class_views


def _call_hindrance(app: App, call: Reference) -> str | None:
    if call.module.path in app.tests:
        return f"the tests call it ({call.module.path}:{call.node.lineno})"
    if app.function_at(call.scope) is None:
        return f"it is called while {call.module.path} is imported"
    if _computed(call):
        return f"it is called with unpacked arguments at {call.module.path}:{call.node.lineno}"
    return None


def _nested(scope: Scope) -> str | None:
    above = scope.parent
    while above is not None and above.kind != "module":
        if above.kind == "class":
            return "it is a method"
        if isinstance(above.node, ast.FunctionDef | ast.AsyncFunctionDef):
            if not _is_factory(scope):
                return "it is defined inside another function"
        above = above.parent
    return None


def _is_factory(scope: Scope) -> bool:
    """A view inside `create_app` is decorated where it stands and is never handed around."""
    inner = scope.node
    return isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef) and bool(inner.decorator_list)


def _decorated(node: FunctionNode) -> bool:
    return bool(node.decorator_list)


def _computed(call: Reference) -> bool:
    assert call.call is not None
    return any(isinstance(a, ast.Starred) for a in call.call.args)
