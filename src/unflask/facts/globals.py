"""Where code reads `request`, `g`, `session` and `current_app`, and how a request gets there."""

from __future__ import annotations

import ast
from collections import deque
from dataclasses import dataclass
from typing import Literal

from unflask.facts.graph import graph
from unflask.model.app import App
from unflask.model.project import Reference
from unflask.model.source import parent

Kind = Literal["request", "g", "session", "current_app"]
KINDS: tuple[Kind, ...] = ("request", "g", "session", "current_app")


@dataclass(frozen=True)
class GlobalUse:
    """One read of a context global; `function` is None for code that runs at import.

    `attribute` is what is read of it, where that is a name or a text. `chain` leads from a view or hook
    down to the function; it is empty where no request reaches it.
    """

    kind: Kind
    function: str | None
    path: str
    line: int
    attribute: str
    chain: tuple[str, ...]


def global_uses(app: App) -> list[GlobalUse]:
    """Return every use of a context global outside tests, in source order."""
    reached = app.fact(ways)
    found = []
    for kind in KINDS:
        for symbol in (f"flask.{kind}", *_aliases(app, f"flask.{kind}")):
            for reference in app.uses(symbol):
                if not _names_alias(reference):
                    function = app.function_at(reference.scope)
                    line, path = reference.node.lineno, reference.module.path
                    chain = reached.get(function, ()) if function is not None else ()
                    found.append(GlobalUse(kind, function, path, line, _part(reference), chain))
    return sorted(found, key=lambda u: (u.path, u.line, u.kind, u.attribute))


def ways(app: App) -> dict[str, tuple[str, ...]]:
    """Return for everything that a request may run the shortest chain from a view or hook to it."""
    links = app.fact(graph)
    starts = [*app.views, *(h.view for h in app.hooks if h.view is not None and h.kind != "cli")]
    found: dict[str, tuple[str, ...]] = {name: (name,) for name in starts}
    todo = deque(found)
    while todo:
        here = todo.popleft()
        for used in sorted(links.uses.get(here, ())):
            if used not in found:
                found[used] = (*found[here], used)
                todo.append(used)
    return found


def _aliases(app: App, symbol: str) -> list[str]:
    """Return the module-level names that are assigned a context global."""
    found = []
    for reference in app.uses(symbol):
        above = reference.outer
        if _names_alias(reference) and reference.scope.kind == "module":
            targets = above.targets if isinstance(above, ast.Assign) else [above.target]  # type: ignore[union-attr]
            names = [t.id for t in targets if isinstance(t, ast.Name)]
            found += [f"{reference.module.name}.{name}" for name in names]
    return found


def _names_alias(reference: Reference) -> bool:
    above = reference.outer
    return isinstance(above, ast.Assign | ast.AnnAssign) and above.value is reference.node


def _part(reference: Reference) -> str:
    above = parent(reference.node)
    if isinstance(above, ast.Attribute):
        return above.attr
    if isinstance(above, ast.Subscript) and isinstance(above.slice, ast.Constant):
        return f"[{above.slice.value!r}]"
    return ""
