"""Which functions run while the application is put together, and which while it serves."""

from __future__ import annotations

import ast

from unflask.facts.graph import graph
from unflask.facts.whole_extensions import callbacks
from unflask.model.app import App
from unflask.model.project import Reference
from unflask.model.source import parent


def entries(app: App) -> set[str]:
    """Return what the framework and its extensions run for requests: views, hooks and callbacks."""
    views = {r.view for r in app.routes if r.view is not None}
    hooks = {
        h.view
        for h in app.hooks
        if h.view is not None and h.kind not in ("cli", "shell_context_processor")
    }
    return {*views, *app.views, *hooks, *app.fact(callbacks)}


def making(app: App) -> set[str]:
    """Return the functions that make an application or a blueprint, with those around them."""
    return {f for m in app.makers if (f := app.function_at(m.scope)) is not None}


def serving(app: App) -> set[str]:
    """Return all that requests may run.

    A view that names the application does not run what has made it.
    """
    links = app.fact(graph)
    makers = app.fact(making)
    found: set[str] = set()
    todo = list(app.fact(entries))
    while todo:
        here = todo.pop()
        if here not in found and here not in makers:
            found.add(here)
            todo.extend(links.uses.get(here, ()))
    return found


def starting(app: App) -> set[str]:
    """Return the functions whose variables outlive a request: they run once, at the start."""
    found = set(app.fact(making))
    served = app.fact(entries)
    more = True
    while more:
        more = False
        for name, (_, scope) in app.project.functions.items():
            if name in found or name in served:
                continue
            above = app.function_at(scope.parent) if scope.parent is not None else None
            if above in found or any(_is_early(app, r, found) for r in app.uses(name)):
                found.add(name)
                more = True
    return found


def _is_early(app: App, reference: Reference, known: set[str]) -> bool:
    function = app.function_at(reference.scope)
    return function is None or function in known or is_decorator(reference.node)


def is_decorator(node: ast.AST) -> bool:
    """Tell whether an expression is a decorator, or what is called to make one."""
    outer = parent(node)
    if isinstance(outer, ast.Call) and outer.func is node:
        node, outer = outer, parent(outer)
    return isinstance(outer, ast.FunctionDef | ast.AsyncFunctionDef) and (
        node in outer.decorator_list
    )
