"""Variables of functions that run at the start, kept by the views and helpers inside them."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator

from unflask.facts.arguments import arguments_for
from unflask.facts.flows import CHANGES, Flow
from unflask.facts.live_values import is_flat, is_live, is_mutable, is_own_object
from unflask.facts.memory import made_by, shared_state
from unflask.facts.starting import starting
from unflask.model.app import App
from unflask.model.source import Scope, enclosing_function, parent

_Uses = dict[tuple[Scope, str], list[tuple[ast.Name, Scope]]]


def closures(app: App) -> Iterator[tuple[str, str]]:
    """Yield the inner functions that use a variable which changes, or is new in each process.

    A class view uses what its `as_view` is given.
    """
    early = app.fact(starting)
    for (owner, name), uses in _captured(app).items():
        around = app.function_at(owner)
        setters = app.fact(_setters).get((owner, name), set())
        inner = {f for _, s in uses if (f := app.function_at(s)) is not None and f != around}
        inner |= setters
        if around in early and inner:
            for state in _states(app, owner, name, uses, known=bool(setters)):
                for function in sorted(inner):
                    yield function, state
    yield from _given_to_views(app)


def _states(
    app: App, owner: Scope, name: str, uses: list[tuple[ast.Name, Scope]], *, known: bool
) -> Iterator[str]:
    if known or _is_state(app, owner, name, uses):
        yield f"{app.function_at(owner)}.{name}"
    for value, scope in handed(app, owner, name):
        symbol = app.project.resolve(value, scope)
        if symbol in app.fact(shared_state):
            yield symbol


def handed(app: App, owner: Scope, name: str) -> list[tuple[ast.expr, Scope]]:
    """Return what the calls of a function give for one of its parameters."""
    if not any(b.kind == "parameter" for b in owner.bindings.get(name, [])):
        return []
    if not isinstance(owner.node, ast.FunctionDef | ast.AsyncFunctionDef):
        return []
    plain = [a.arg for a in [*owner.node.args.posonlyargs, *owner.node.args.args]]
    found: list[tuple[ast.expr, Scope]] = []
    for reference in app.uses(app.function_at(owner) or ""):
        if reference.call is not None:
            given = arguments_for(reference.call, name, plain)
            found += [(value, reference.scope) for value in given]
    return found


def _given_to_views(app: App) -> Iterator[tuple[str, str]]:
    for symbol in list(app.project.references):
        for reference in app.uses(symbol):
            used = reference.attribute
            call = parent(used) if used is not None and used.attr == "as_view" else None
            if isinstance(call, ast.Call):
                values = [*call.args, *(k.value for k in call.keywords)]
                for state in {n for v in values for n in _given(app, v, reference.scope)}:
                    yield symbol, state


def _given(app: App, value: ast.expr, scope: Scope) -> Iterator[str]:
    if is_mutable(app, value, scope) or is_own_object(app, value, scope):
        yield ast.unparse(value)
    symbol = app.project.resolve(value, scope)
    if symbol in app.fact(shared_state):
        yield symbol
    owner = scope.lookup(value.id) if isinstance(value, ast.Name) else None
    if isinstance(value, ast.Name) and owner is not None and owner.kind == "function":
        yield from _states(app, owner, value.id, [], known=False)


def _captured(app: App) -> _Uses:
    found: _Uses = defaultdict(list)
    for module in app.modules:
        for used, scope in module.names:
            owner = scope.lookup(used.id)
            if owner is not None and isinstance(owner.node, ast.FunctionDef | ast.AsyncFunctionDef):
                found[owner, used.id].append((used, scope))
    for key in app.fact(_setters):
        found[key] += []
    return found


def _setters(app: App) -> dict[tuple[Scope, str], set[str]]:
    """Return the functions that declare a variable of a function around them, by that variable."""
    found: dict[tuple[Scope, str], set[str]] = {}
    for module in app.modules:
        for node in module.nodes:
            inner = enclosing_function(node) if isinstance(node, ast.Nonlocal) else None
            if not isinstance(node, ast.Nonlocal) or inner is None:
                continue
            scope = module.scopes[inner]
            function = app.function_at(scope)
            for name in node.names:
                owner = _owner(scope, name)
                if owner is not None:
                    users = found.setdefault((owner, name), set())
                    users |= {function} if function is not None else set()
    return found


def _owner(scope: Scope, name: str) -> Scope | None:
    above = scope.parent
    found = above.lookup(name) if above is not None else None
    return found if found is not None and found.kind == "function" else None


def _is_state(app: App, owner: Scope, name: str, uses: list[tuple[ast.Name, Scope]]) -> bool:
    bound = owner.bindings.get(name, [])
    values = [b.value for b in bound if b.value is not None]
    if any(app.makers_of(v, owner) for v in values):
        return False
    made = [*((v, owner) for v in values), *handed(app, owner, name)]
    made += [pair for v in values for pair in made_by(app, v, owner)]
    if any(is_live(app, v, s) or is_own_object(app, v, s) for v, s in made):
        return True
    mutable = any(is_mutable(app, v, s) for v, s in made)
    if not mutable and any(b.kind in ("function", "class", "import") for b in bound):
        return False
    flat = mutable and all(is_flat(v) for v, _ in made)
    flow = Flow(app, strict=mutable)
    around = app.function_at(owner)
    for node, scope in uses:
        early = app.function_at(scope) == around
        if early and (not mutable or _is_direct(node)):
            continue
        if flow.changes(node, scope, flat):
            return True
    return False


def _is_direct(node: ast.Name) -> bool:
    outer = parent(node)
    if isinstance(outer, ast.Attribute):
        return outer.attr in CHANGES
    return isinstance(outer, ast.Subscript) and not isinstance(outer.ctx, ast.Load)
