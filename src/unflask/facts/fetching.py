"""Caches that expire by themselves, of what other services answer: two of them are as good as one."""

from __future__ import annotations

import ast

from unflask.facts.graph import graph
from unflask.facts.live_values import name_of
from unflask.model.app import App
from unflask.model.source import Scope

_EXPIRING = {"cachetools.TTLCache", "cachetools.ttl.TTLCache"}
_DECORATORS = {"cachetools.func.ttl_cache"}
_WRAPPING = {"cachetools.cached", "cachetools.decorators.cached"}
_OUTSIDE = {"httpx", "json", "logging", "requests", "traceback", "urllib", "warnings"}
"""What may be called to fetch something: other services, and what merely reads or reports."""


def is_fetched_anew(app: App, decorator: ast.expr, name: str, scope: Scope) -> bool:
    """Tell whether a decorator keeps for a while what a function has asked of other services.

    `scope` is that of the function `name`. Whoever reads such a value has to bear that it is fetched anew
    at any time; what comes from the application itself, from chance or the clock, is none.
    """
    outside = scope.parent or scope
    return _expires(app, decorator, outside) and _only_fetches(app, name)


def _expires(app: App, decorator: ast.expr, scope: Scope) -> bool:
    if not isinstance(decorator, ast.Call):
        return False
    made = name_of(app, decorator.func, scope)
    if made in _DECORATORS:
        return True
    given = [*decorator.args[:1], *(k.value for k in decorator.keywords if k.arg == "cache")]
    caches = [name_of(app, c.func, scope) for c in given if isinstance(c, ast.Call)]
    return made in _WRAPPING and len(given) == len(caches) == 1 and caches[0] in _EXPIRING


def _only_fetches(app: App, name: str) -> bool:
    found = app.fact(graph).reach([name])
    reached = found & app.project.functions.keys()
    if not all(_is_constant(app, symbol) for symbol in found - reached):
        return False
    own = {id(app.project.functions[function][0]) for function in reached}
    for symbol, references in app.project.references.items():
        inside = (r for r in references if _function_of(r.scope) in own)
        if app.project.split(symbol)[0] is None and symbol.split(".")[0] not in _OUTSIDE:
            if next(inside, None) is not None:
                return False
    return all(_is_quiet(app.project.functions[function][0]) for function in reached)


def _is_constant(app: App, symbol: str) -> bool:
    bound = app.project.binding(symbol)
    return bound is not None and [isinstance(b.value, ast.Constant) for b in bound[0]] == [True]


def _function_of(scope: Scope) -> int:
    here: Scope | None = scope
    while here is not None and not isinstance(here.node, ast.FunctionDef | ast.AsyncFunctionDef):
        here = here.parent
    return id(here.node) if here is not None else 0


def _is_quiet(node: ast.AST) -> bool:
    """Tell whether a function opens no file, and imports and sets nothing but names of its own."""
    for inner in ast.walk(node):
        match inner:
            case ast.Import() | ast.ImportFrom() | ast.Global() | ast.Nonlocal():
                return False
            case ast.Attribute(ctx=ast.Store() | ast.Del()):
                return False
            case ast.Call(func=ast.Name(id="open" | "input" | "id" | "hash")):
                return False
    return True
