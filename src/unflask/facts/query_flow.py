"""Which functions get a value of the query string as a parameter: views, and helpers below them."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from unflask.facts.graph import calls_of
from unflask.facts.passing import passes_everything
from unflask.facts.queries import Query, Read, names_in, reads, removable, taken_whole
from unflask.facts.rules import parameters
from unflask.facts.wrappers import decorators
from unflask.model.spans import is_unpacked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from unflask.model.app import App
    from unflask.model.project import Reference
    from unflask.model.source import FunctionNode, Scope


@dataclass(frozen=True)
class Flow:
    """What becomes parameters: by function its queries by name, the reads and the calls between.

    `calls` pairs each call with the function that it calls; `claimed` are the uses of `request`
    that the parameters replace.
    """

    parameters: dict[str, dict[str, Query]] = field(default_factory=dict)
    reads: tuple[Read, ...] = ()
    calls: tuple[tuple[Reference, str], ...] = ()
    claimed: frozenset[Reference] = frozenset()


def query_flow(app: App) -> Flow:
    """Return where values of the query string become parameters.

    A helper's reads become parameters only if every way to it starts at a view that can declare
    them; else it goes on reading the request.
    """
    every = app.fact(reads)
    whole = app.fact(taken_whole)
    origins = {
        name: _closure(app, name)
        for name, found in every.items()
        if (name in app.views or _reads_only(app, name, len(found))) and name not in whole
    }
    wanted = {
        (name, read.query.name): members
        for name, members in origins.items()
        for read in every[name]
        if members is not None
    }
    wanted = _settled(app, wanted, every)
    return _flow(app, wanted, every)


Wanted = dict[tuple[str, str], frozenset[str]]


def _reads_only(app: App, name: str, count: int) -> bool:
    """Tell whether a helper uses the request for nothing but single values of the query."""
    return sum(app.function_at(r.scope) == name for r in app.uses("flask.request")) == count


def _closure(app: App, name: str) -> frozenset[str] | None:
    """Return a function with all its callers up to the views; None where some way ends elsewhere."""
    found: set[str] = set()
    todo = [name]
    while todo:
        here = todo.pop()
        if here in found:
            continue
        found.add(here)
        if here in app.views:
            if not takes_parameters(app, here):
                return None
            continue
        if not _is_helper(app, here):
            return None
        todo += [app.function_at(call.scope) or "" for call in calls_of(app, here)[0]]
    return frozenset(found)


def takes_parameters(app: App, name: str) -> bool:
    """Tell whether a view can take parameters that FastAPI provides."""
    node, scope = app.project.functions[name]
    if app.project.references.get(name) or app.handlers.get(name):
        return False
    declared = [d for d in app.declarations if d.view == name]
    if not declared or any(d.kind != "decorator" or "defaults" in d.options for d in declared):
        return False
    if node.args.vararg or node.args.kwarg or node.args.posonlyargs:
        return False
    return all(passes_everything(app, symbol) for _, symbol in decorators(app, node, scope))


def _is_helper(app: App, name: str) -> bool:
    """Tell whether every use of a function is a call that can be given one more argument."""
    found = app.function(name)
    if found is None or app.handlers.get(name):
        return False
    node, scope = found
    if node.decorator_list or scope.parent is None or scope.parent.kind != "module":
        return False
    calls, others = calls_of(app, name)
    return bool(calls) and not others and all(_extends(app, call) for call in calls)


def _extends(app: App, call: Reference) -> bool:
    assert call.call is not None
    inside = app.function_at(call.scope) is not None
    return inside and call.module.path not in app.tests and not is_unpacked(call.call)


def _settled(app: App, wanted: Wanted, every: dict[str, list[Read]]) -> Wanted:
    """Drop what clashes with another name or with another reading of the key, until nothing does."""
    while True:
        clashing = set(_clashes(app, wanted, every))
        kept = {
            origin: members
            for origin, members in wanted.items()
            if not any((member, origin[1]) in clashing for member in members)
        }
        kept = _whole_helpers(app, kept, every)
        if len(kept) == len(wanted):
            return wanted
        wanted = kept


def _whole_helpers(app: App, wanted: Wanted, every: dict[str, list[Read]]) -> Wanted:
    """A helper that goes on reading one value may as well read them all."""
    lost = {
        name
        for name, _ in wanted
        if name not in app.views and any((name, r.query.name) not in wanted for r in every[name])
    }
    return {origin: members for origin, members in wanted.items() if origin[0] not in lost}


def _clashes(app: App, wanted: Wanted, every: dict[str, list[Read]]) -> Iterator[tuple[str, str]]:
    specs: dict[tuple[str, str], set[Query]] = {}
    passing: set[tuple[str, str]] = set()
    for (origin, name), members in wanted.items():
        found = {r.query for r in every[origin] if r.query.name == name}
        for member in members:
            own = {r.query for r in every.get(member, ()) if r.query.name == name}
            specs.setdefault((member, name), set()).update(found | own)
            if member != origin:
                passing.add((member, name))
    for (member, name), queries in specs.items():
        claimed = every.get(member, ()) if (member, name) in wanted else ()
        own_reads = [r for r in claimed if r.query.name == name]
        if len(queries) > 1 or not _is_free(
            app, member, name, own_reads, (member, name) in passing
        ):
            yield member, name


def _is_free(app: App, function: str, name: str, own: list[Read], passed_on: bool) -> bool:
    """Tell whether a function can have a parameter of a name without another meaning of it."""
    node, scope = app.project.functions[function]
    arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    special = [a for a in (node.args.vararg, node.args.kwarg) if a is not None]
    rules = [p.name for r in app.views.get(function, []) for p in parameters(r.rule)]
    if name in {*rules, *(a.arg for a in [*arguments, *special])}:
        return False
    uses = names_in(node, name)
    if any(name in s.bindings for s in _inner(scope)):
        return False
    if not uses:
        return name not in scope.bindings
    return _is_set_by_read(node, scope, own, uses, passed_on)


def _is_set_by_read(
    node: FunctionNode, scope: Scope, own: list[Read], uses: list[ast.Name], passed_on: bool
) -> bool:
    """Tell whether every use of a name comes after the one statement that reads it."""
    if not any(removable(node, scope, read) for read in own):
        return False
    stores = [u for u in uses if not isinstance(u.ctx, ast.Load)]
    return len(stores) == 1 or (len(own) == 1 and not passed_on)


def _inner(scope: Scope) -> Iterable[Scope]:
    """Return the scopes below a function's."""
    below = [s for n in ast.walk(scope.node) if (s := scope.module.scopes.get(n)) is not None]
    return [s for s in below if s is not scope]


def _flow(app: App, wanted: Wanted, every: dict[str, list[Read]]) -> Flow:
    given: dict[str, dict[str, Query]] = {}
    taken: list[Read] = []
    edges: dict[tuple[Reference, str], None] = {}
    for origin, name in sorted(wanted, key=lambda w: _place(app, w, every)):
        own = [r for r in every[origin] if r.query.name == name]
        taken += own
        for member in sorted(wanted[origin, name]):
            given.setdefault(member, {})[name] = own[0].query
            if member not in app.views:
                edges.update(dict.fromkeys((call, member) for call in calls_of(app, member)[0]))
    return Flow(given, tuple(taken), tuple(edges), frozenset(r.reference for r in taken))


def _place(app: App, wanted: tuple[str, str], every: dict[str, list[Read]]) -> tuple[str, int, int]:
    """Order by where the values are read, as the parameters then are."""
    origin, name = wanted
    first = min((r.call for r in every[origin] if r.query.name == name), key=lambda c: c.lineno)
    return app.project.functions[origin][1].module.path, first.lineno, first.col_offset
