"""Which functions can be `async def`: those that wait for HTTP, and whose every other call is known.

Colour spreads from calls of `requests` to the callers, as far as nothing in the way may block. A
function that cannot be coloured stays `def`; it waits for its coloured callees from its own thread.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass, field

from unflask.facts.graph import calls_of
from unflask.facts.outgoing import Outgoing, outgoing
from unflask.facts.waits import why_it_may_block
from unflask.facts.wrappers import decorators
from unflask.model.app import App
from unflask.model.project import Reference
from unflask.model.source import FunctionNode, Scope, parents

_BARRIERS = (ast.Lambda, ast.GeneratorExp)


@dataclass(frozen=True)
class Colour:
    """The functions that become coroutines, the calls to await, and the calls to wait for.

    `reasons` says for each function that reaches an outgoing call why it stays `def`.
    """

    functions: frozenset[str] = frozenset()
    seeds: tuple[Outgoing, ...] = ()
    awaited: tuple[Reference, ...] = ()
    bridged: tuple[Reference, ...] = ()
    reasons: dict[str, str] = field(default_factory=dict)


def colour(app: App) -> Colour:
    """Return the colouring of an application."""
    seeds = {s.function: [] for s in app.fact(outgoing)}  # type: dict[str, list[Outgoing]]
    for seed in app.fact(outgoing):
        seeds[seed.function].append(seed)
    wanting = _callers(app, set(seeds))
    reasons: dict[str, str] = {}
    for name in sorted(wanting):
        why = _hindrance(app, name, seeds.get(name, []), wanting)
        if why is not None:
            reasons[name] = why
    async_ = _settled(app, wanting - set(reasons), seeds, reasons)
    awaited: list[Reference] = []
    bridged: list[Reference] = []
    for name in sorted(async_):
        for call in calls_of(app, name)[0]:
            if call.module.path in app.tests:
                continue
            caller = app.function_at(call.scope)
            (awaited if caller in async_ else bridged).append(call)
    kept = tuple(s for name in sorted(async_) for s in seeds.get(name, []))
    return Colour(frozenset(async_), kept, tuple(awaited), tuple(bridged), reasons)


def _callers(app: App, start: set[str]) -> set[str]:
    found: set[str] = set()
    todo = sorted(start)
    while todo:
        name = todo.pop()
        if name in found:
            continue
        found.add(name)
        for call in calls_of(app, name)[0]:
            caller = app.function_at(call.scope)
            if caller is not None and call.module.path not in app.tests:
                todo.append(caller)
    return found


def _settled(
    app: App, candidates: set[str], seeds: dict[str, list[Outgoing]], reasons: dict[str, str]
) -> set[str]:
    """Drop functions that wait for nothing any more, and those that a blocked caller spoils."""
    kept = set(candidates)
    changed = True
    while changed:
        changed = False
        for name in sorted(kept):
            waits = bool(seeds.get(name)) or any(
                app.function_at(c.scope) == name
                for other in kept - {name}
                for c in calls_of(app, other)[0]
            )
            if not waits:
                kept.discard(name)
                reasons.setdefault(name, "nothing that it calls became asynchronous")
                changed = True
    return kept


def _hindrance(app: App, name: str, seeds: list[Outgoing], wanting: set[str]) -> str | None:
    """Return why a function stays `def`, or None."""
    node, scope = app.project.functions[name]
    for seed in seeds:
        if seed.hindrance is not None:
            return seed.hindrance
    shape = _shape(app, node, scope)
    if shape is not None:
        return shape
    used = _use(app, name)
    if used is not None:
        return used
    for call in _calls_in(app, name, wanting):
        around = (*_BARRIERS, ast.FunctionDef)
        barrier = next((p for p in parents(call.node) if isinstance(p, around)), None)
        if isinstance(barrier, _BARRIERS):
            return (
                f"it calls {call.symbol.rpartition('.')[2]} inside an expression that cannot await"
            )
    return why_it_may_block(app, name, frozenset(wanting), frozenset(id(s.call) for s in seeds))


def _use(app: App, name: str) -> str | None:
    """Return which use of a function cannot wait for a coroutine, or None."""
    calls, others = calls_of(app, name)
    registered = name in app.views
    if others and not registered:
        return f"it is passed on as a value at {others[0].module.path}:{others[0].node.lineno}"
    if not calls and not registered:
        return "nothing calls it by name"
    for call in calls:
        if call.module.path in app.tests:
            return f"the tests call it ({call.module.path}:{call.node.lineno})"
        if app.function_at(call.scope) is None:
            return f"it is called while {call.module.path} is imported"
    return None


def _shape(app: App, node: FunctionNode, scope: Scope) -> str | None:
    if isinstance(node, ast.AsyncFunctionDef):
        return "it is a coroutine function already"
    if scope.parent is None or scope.parent.kind != "module":
        return "it is a method or defined inside another function"
    if any(isinstance(n, ast.Yield | ast.YieldFrom) for n in ast.walk(node)):
        return "it is a generator"
    if decorators(app, node, scope):
        return "it is decorated"
    return None


def _calls_in(app: App, name: str, wanting: set[str]) -> list[Reference]:
    return [
        c
        for other in sorted(wanting)
        for c in calls_of(app, other)[0]
        if app.function_at(c.scope) == name
    ]
