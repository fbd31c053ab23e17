"""Functions that only start a server: what `if __name__ == "__main__":` runs, and nothing else does."""

from __future__ import annotations

import ast

from unflask.facts.starting import entries, making
from unflask.model.app import App
from unflask.model.project import Reference
from unflask.model.source import parents


def launchers(app: App) -> frozenset[str]:
    """Return the functions that run only where a module is started as a script.

    Whoever imports the application, as servers and its tests do, never runs them.
    """
    excluded = app.fact(entries) | app.fact(making)
    excluded |= {h.view for h in app.hooks if h.view is not None}
    excluded.add(app.target.replace(":", ".").partition("(")[0])
    found: set[str] = set()
    more = True
    while more:
        new = {
            name
            for name in app.project.functions
            if name not in found and name not in excluded and _is_started(app, name, found)
        }
        found |= new
        more = bool(new)
    return frozenset(found)


def _is_started(app: App, name: str, known: set[str]) -> bool:
    uses = app.uses(name)
    return bool(uses) and all(_is_late(app, reference, known) for reference in uses)


def _is_late(app: App, reference: Reference, known: set[str]) -> bool:
    function = app.function_at(reference.scope)
    if function is not None:
        return function in known
    return any(_is_guard(node) for node in parents(reference.node))


def _is_guard(node: ast.AST) -> bool:
    match node:
        case ast.If(
            test=ast.Compare(
                left=ast.Name(id="__name__"),
                ops=[ast.Eq()],
                comparators=[ast.Constant(value="__main__")],
            ),
            orelse=[],
        ):
            return True
    return False
