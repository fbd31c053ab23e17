"""The order in which Python looks up attributes of the project's classes."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cached_property

from unflask.model.project import Project
from unflask.model.source import Module, Scope

_OUTSIDE = {
    "flask.views.MethodView": ("flask.views.MethodView", "flask.views.View"),
    "flask.views.View": ("flask.views.View",),
    "flask_restful.Api": ("flask_restful.Api",),
    "flask_restful.Resource": (
        "flask_restful.Resource",
        "flask.views.MethodView",
        "flask.views.View",
    ),
    "abc.ABC": ("abc.ABC",),
}


@dataclass(frozen=True, eq=False)
class Class:
    """A class of the project; `bases` are the symbols of its bases, `scope` is its body's."""

    symbol: str
    node: ast.ClassDef
    scope: Scope
    bases: tuple[str, ...]

    @property
    def module(self) -> Module:
        """The module that defines it."""
        return self.scope.module


@dataclass(frozen=True)
class Lineage:
    """A class and its bases in order: those of the project, and the symbols of the others."""

    classes: tuple[Class, ...]
    outside: tuple[str, ...]


class Lineages:
    """The classes of a project by symbol."""

    def __init__(self, project: Project) -> None:
        self.project = project

    def of(self, symbol: str) -> Lineage | None:
        """Return a class with its bases; None where one of them is not known."""
        order = self._order(symbol, frozenset())
        if order is None or symbol not in self.classes:
            return None
        own = tuple(self.classes[s] for s in order if s in self.classes)
        return Lineage(own, tuple(s for s in order if s not in self.classes))

    def family(self, symbol: str) -> list[Class]:
        """Return the classes whose instances may have the methods of a class, and their bases."""
        heirs = [o for o in self._orders.values() if symbol in o]
        names = {s for order in heirs for s in order}
        return [self.classes[s] for s in sorted(names) if s in self.classes]

    @cached_property
    def _orders(self) -> dict[str, list[str]]:
        found = {s: self._order(s, frozenset()) for s in self.classes}
        return {s: order or [s, *self.classes[s].bases] for s, order in found.items()}

    @cached_property
    def classes(self) -> dict[str, Class]:
        """All classes that are defined once."""
        found: dict[str, Class] = {}
        for module in self.project.modules.values():
            for node, scope in module.scopes.items():
                if isinstance(node, ast.ClassDef) and scope.parent is not None:
                    symbol = f"{module.name}.{scope.qualname}"
                    if len(scope.parent.bindings.get(node.name, ())) == 1:
                        bases = tuple(self._base(b, scope.parent) for b in node.bases)
                        found[symbol] = Class(symbol, node, scope, tuple(b for b in bases if b))
        return found

    def _base(self, node: ast.expr, scope: Scope) -> str:
        if isinstance(node, ast.Name) and node.id == "object":
            return ""
        return self.project.resolve(node, scope) or "?"

    def _order(self, symbol: str, seen: frozenset[str]) -> list[str] | None:
        if symbol in _OUTSIDE:
            return list(_OUTSIDE[symbol])
        own = self.classes.get(symbol)
        if own is None or symbol in seen:
            return None
        above = [self._order(base, seen | {symbol}) for base in own.bases]
        known = [order for order in above if order is not None]
        if len(known) != len(above):
            return None
        rest = _merged([*known, list(own.bases)])
        return [symbol, *rest] if rest is not None else None


def _merged(lists: list[list[str]]) -> list[str] | None:
    """Merge orders as Python does: a class comes before its bases, and bases stay in order."""
    found: list[str] = []
    rest = [x for x in lists if x]
    while rest:
        heads = [x[0] for x in rest]
        head = next((h for h in heads if not any(h in x[1:] for x in rest)), None)
        if head is None:
            return None
        found.append(head)
        rest = [y for x in rest if (y := [s for s in x if s != head])]
    return found
