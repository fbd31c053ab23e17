"""The application as recipes see it: the project, its inventory, and facts computed once."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeVar

from unflask.model.inventory import (
    ClassView,
    Declaration,
    Hook,
    LiveHook,
    Maker,
    Registration,
    Route,
)
from unflask.model.project import Project, Reference
from unflask.model.source import Anchor, FunctionNode, Module, Scope

T = TypeVar("T")


@dataclass(eq=False)
class App:
    """A read and linked Flask application; frozen in use, facts are memoised on it.

    `tests` are the paths that conversion leaves alone: the tests, and modules that the application
    does not import; `suite` are the tests among them. `unconfirmed` are the routes that reading found
    and the imported application does not have, `live_hooks` what code outside the project registered,
    `live_attributes` the names that it has, None where it was not imported.
    """

    project: Project
    routes: tuple[Route, ...]
    declarations: tuple[Declaration, ...]
    registrations: tuple[Registration, ...]
    hooks: tuple[Hook, ...]
    makers: tuple[Maker, ...]
    target: str
    factory: bool
    package: str
    tests: frozenset[str]
    suite: frozenset[str]
    options: frozenset[str] = frozenset()
    fidelity: str = "wire"
    excluded: dict[str, str] = field(default_factory=dict)
    unconfirmed: tuple[Route, ...] = ()
    live_hooks: tuple[LiveHook, ...] = ()
    live_attributes: frozenset[str] | None = None
    makers_of: Callable[[ast.expr, Scope], frozenset[Maker]] = lambda _node, _scope: frozenset()
    constant: Callable[[ast.expr, Scope], object] = lambda _node, _scope: None
    memo: dict[object, object] = field(default_factory=dict)

    @cached_property
    def imported(self) -> bool:
        """Whether the application could be imported, so that what it registered is known."""
        return any(route.source != "static" for route in self.routes)

    def fact(self, rule: Callable[[App], T]) -> T:
        """Return a fact, computed at most once."""
        if rule not in self.memo:
            self.memo[rule] = rule(self)
        return self.memo[rule]  # type: ignore[return-value]

    def uses(self, symbol: str) -> list[Reference]:
        """Return the uses of a symbol in the application itself; tests are handled apart."""
        found = self.project.references.get(symbol, [])
        return [r for r in found if r.module.path not in self.tests]

    @cached_property
    def modules(self) -> tuple[Module, ...]:
        """The application's own modules."""
        return tuple(m for m in self.project.modules.values() if m.path not in self.tests)

    def function_at(self, scope: Scope) -> str | None:
        """Return the name of the innermost function that a scope lies in, comprehensions aside."""
        here: Scope | None = scope
        while here is not None and here.kind != "module":
            if isinstance(here.node, ast.FunctionDef | ast.AsyncFunctionDef):
                return f"{here.module.name}.{here.qualname}"
            here = here.parent
        return None

    def function(self, name: str | None) -> tuple[FunctionNode, Scope] | None:
        """Return a project function and its scope by dotted name."""
        return self.project.functions.get(name or "")

    @cached_property
    def views(self) -> dict[str, list[Route]]:
        """The routes of each view function, by its dotted name; those of a class view's methods too."""
        found: dict[str, list[Route]] = {}
        for route in self.routes:
            if route.view is not None:
                found.setdefault(route.view, []).append(route)
        for name, views in self.class_views.items():
            if all(h.alone for v in views for h in v.handlers if h.function == name):
                found[name] = self.handled(name)
        return found

    def handled(self, function: str) -> list[Route]:
        """Return the routes that a method of a class view answers, each with the methods it serves."""
        found: list[Route] = []
        for route in self.routes:
            view = route.declaration.class_view if route.declaration is not None else None
            for handler in view.handlers if view is not None else ():
                if handler.function == function:
                    methods = (handler.method,) if handler.method else route.methods
                    found.append(replace(route, view=function, methods=methods))
        return found

    @cached_property
    def class_views(self) -> dict[str, list[ClassView]]:
        """The class views that each method answers for, by its dotted name."""
        found: dict[str, list[ClassView]] = {}
        for declaration in self.declarations:
            view = declaration.class_view
            for handler in view.handlers if view is not None else ():
                found.setdefault(handler.function, []).append(view)  # type: ignore[arg-type]
        return found

    @cached_property
    def handlers(self) -> dict[str, list[Hook]]:
        """The hooks that each function is registered as, by its dotted name."""
        found: dict[str, list[Hook]] = {}
        for hook in self.hooks:
            if hook.view is not None:
                found.setdefault(hook.view, []).append(hook)
        return found


def anchor(reference: Reference, node: ast.AST | None = None) -> Anchor:
    """Return the span of a reference, or of another node of its module."""
    return reference.module.anchor(node if node is not None else reference.node)
