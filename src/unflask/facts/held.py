"""State in memory that is no module-level name: of classes, functions, closures, and the application."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator

from unflask.facts.class_state import class_state
from unflask.facts.closures import closures
from unflask.facts.config_state import config_state
from unflask.facts.fetching import is_fetched_anew
from unflask.facts.file_state import file_state
from unflask.facts.flows import Flow
from unflask.facts.live_values import is_flat, is_live, is_mutable, is_own_object, name_of
from unflask.facts.session_classes import own_sessions
from unflask.model.app import App
from unflask.model.source import FunctionNode, Scope, enclosing_function

_CACHES = {
    "functools.lru_cache",
    "functools.cache",
    "cachetools.cached",
    "cachetools.func.lru_cache",
    "cachetools.func.ttl_cache",
}


def held(app: App) -> dict[str, set[str]]:
    """Return what each function or class of the project keeps in memory, by the state's name.

    The empty name stands for every view.
    """
    found: dict[str, set[str]] = defaultdict(set)
    sources = (_globals, _functions, class_state, closures, config_state, file_state)
    for source in sources:
        for owner, state in source(app):
            found[owner].add(state)
    if app.fact(own_sessions) is not None:
        found[""].add("app.session_interface")
    return found


def _globals(app: App) -> Iterator[tuple[str, str]]:
    """A function that only sets a global does not read its name."""
    for module in app.modules:
        for node in module.nodes:
            function = enclosing_function(node) if isinstance(node, ast.Global) else None
            if isinstance(node, ast.Global) and function is not None:
                owner = f"{module.name}.{module.scopes[function].qualname}"
                for name in node.names:
                    yield owner, f"{module.name}.{name}"


def _functions(app: App) -> Iterator[tuple[str, str]]:
    for name, (node, scope) in app.project.functions.items():
        if scope.module.path in app.tests:
            continue
        if any(_is_kept(app, d, name, scope) for d in node.decorator_list):
            yield name, name
        for attribute in _attributes(app, name):
            yield name, f"{name}.{attribute}"
        for parameter in _defaults(app, node, scope):
            yield name, f"{name}({parameter})"


def _is_kept(app: App, decorator: ast.expr, name: str, scope: Scope) -> bool:
    return _is_cache(app, decorator, scope) and not is_fetched_anew(app, decorator, name, scope)


def _is_cache(app: App, decorator: ast.expr, scope: Scope) -> bool:
    made = decorator.func if isinstance(decorator, ast.Call) else decorator
    return name_of(app, made, scope.parent or scope) in _CACHES


def _attributes(app: App, function: str) -> Iterator[str]:
    """Yield the attributes of a function that functions set or change; `__name__` is no state."""
    for reference in app.uses(function):
        used = reference.attribute
        if used is None or used.attr.startswith("__") or app.function_at(reference.scope) is None:
            continue
        stored = not isinstance(used.ctx, ast.Load)
        if stored or Flow(app, strict=False).changes(used, reference.scope):
            yield used.attr


def _defaults(app: App, node: FunctionNode, scope: Scope) -> Iterator[str]:
    """Yield the parameters whose default is one object for all calls, and changes."""
    outside = scope.parent or scope
    plain = [*node.args.posonlyargs, *node.args.args]
    pairs = list(zip(reversed(plain), reversed(node.args.defaults), strict=False))
    for parameter, default in [
        *pairs,
        *zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True),
    ]:
        if default is None:
            continue
        if is_live(app, default, outside) or is_own_object(app, default, outside):
            yield parameter.arg
        elif is_mutable(app, default, outside):
            if Flow(app).local(parameter.arg, scope, is_flat(default)):
                yield parameter.arg
