"""Which routes are counted together by a limiter that is converted: half of them would count half."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator

from unflask.facts.limiters import EXTENSION, LIMITER, limiting, objects
from unflask.facts.starting import serving
from unflask.facts.whole_extensions import converts
from unflask.model.app import App
from unflask.model.inventory import Route
from unflask.model.source import parent

_APPLICATION = re.compile(rb"\bRATELIMIT_APPLICATION\b")


def counters(app: App, route: Route, reached: set[str]) -> Iterator[str]:
    """Yield the counters that a request of a route may use; `reached` is all that it may run.

    Rules of one endpoint have one counter, and so have the functions of a shared limit.
    """
    if not converts(app, EXTENSION) or route.endpoint.rpartition(".")[2] == "static":
        return
    yield f"limits of {route.endpoint}"
    if app.fact(counts_together):
        yield "limits of all routes"
    by_function = app.fact(shared_limits)
    for name in reached & by_function.keys():
        yield from by_function[name]


def shared_limits(app: App) -> dict[str, set[str]]:
    """Return the shared limits of each function that has some."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, (node, scope) in app.project.functions.items():
        for decorator in node.decorator_list:
            kind = limiting(app, decorator, scope.parent or scope)
            if kind is not None and kind[0] == "shared_limit":
                found[name].add(f"limits of {_scope_of(kind[1][0])}")
    return found


def _scope_of(made: ast.expr) -> str:
    """Return the scope of a shared limit; one that is computed may be that of any other."""
    assert isinstance(made, ast.Call)
    given = [*made.args[1:], *(k.value for k in made.keywords if k.arg == "scope")]
    known = len(given) == 1 and isinstance(given[0], ast.Constant)
    return ast.unparse(given[0]) if known else "a scope"


def counts_together(app: App) -> bool:
    """Tell whether one counter is for all routes, or a request may change those of others."""
    if any(_APPLICATION.search(content) for content in app.project.files.values()):
        return True
    for reference in app.uses(LIMITER):
        call = reference.call
        if call is not None and any(k.arg == "application_limits" for k in call.keywords):
            return True
    for node, scope in objects(app):
        used = parent(node)
        if isinstance(used, ast.Attribute) and app.function_at(scope) in app.fact(serving):
            if used.attr in ("reset", "storage", "limiter") or not isinstance(used.ctx, ast.Load):
                return True
    return False
