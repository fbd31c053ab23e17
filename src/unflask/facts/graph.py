"""Who uses whom: the callers graph, what a function reaches, and which functions escape."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from unflask.facts.app_objects import reads_of_objects
from unflask.facts.extension_rows import ROWS
from unflask.facts.globals_classes import globals_classes
from unflask.facts.loaded_modules import LOADS, loaded_by
from unflask.facts.pages import pages
from unflask.facts.request_classes import own_class
from unflask.facts.selectors import name_of_lambda, set_ups
from unflask.facts.signals import signals
from unflask.model.app import App
from unflask.model.inventory import ClassView, Declaration
from unflask.model.project import Reference
from unflask.model.source import Module, Scope, parents


@dataclass(eq=False)
class Graph:
    """Edges between the project's symbols: functions, classes and module-level names."""

    uses: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    users: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(self, user: str, used: str) -> None:
        """Note that the code of `user` names `used`."""
        if user != used:
            self.uses[user].add(used)
            self.users[used].add(user)

    def reach(self, start: Iterable[str]) -> set[str]:
        """Return everything that running the given symbols may run, themselves included."""
        return _spread(start, self.uses)

    def reached_from(self, start: Iterable[str]) -> set[str]:
        """Return everything that may run one of the given symbols, themselves included."""
        return _spread(start, self.users)

    def chain(self, start: str, goal: str) -> tuple[str, ...]:
        """Return the shortest way from `start` down to `goal`, both included; empty if none."""
        paths: dict[str, tuple[str, ...]] = {start: (start,)}
        todo = [start]
        while todo:
            here = todo.pop(0)
            if here == goal:
                return paths[here]
            for used in sorted(self.uses[here]):
                if used not in paths:
                    paths[used] = (*paths[here], used)
                    todo.append(used)
        return ()


def _spread(start: Iterable[str], edges: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    todo = list(start)
    while todo:
        here = todo.pop()
        if here not in found:
            found.add(here)
            todo.extend(edges.get(here, ()))
    return found


def graph(app: App) -> Graph:
    """Return the graph of the whole project, tests left out."""
    found = Graph()
    known = _known(app)
    for symbol, references in app.project.references.items():
        target = _target(symbol, known)
        if target is None:
            continue
        for reference in references:
            if reference.module.path in app.tests:
                continue
            for user in owners(app, reference.node, reference.scope):
                found.add(user, target)
    for name in app.project.functions:
        _class_edges(app, name, found)
    _inner_classes(app, found)
    _request_edges(app, found)
    _selector_edges(app, known, found)
    _object_edges(app, known, found)
    _globals_edges(app, found)
    _made_edges(app, found)
    for declaration in app.declarations:
        _view_edges(app, declaration.class_view, found)
        _resource_edges(app, known, declaration, found)
    for symbol, signal in signals(app.project).items():
        for name in signal.receivers:
            found.add(symbol, name)
    return found


def _view_edges(app: App, view: ClassView | None, found: Graph) -> None:
    """A class view reaches the decorators that its class puts around it."""
    for node, scope in view.decorators if view is not None else ():
        for inner in ast.walk(node):
            symbol = app.project.resolve(inner, scope) if isinstance(inner, ast.expr) else None
            if view is not None and symbol in app.project.functions:
                found.add(view.symbol, symbol)


def _resource_edges(app: App, known: set[str], declaration: Declaration, found: Graph) -> None:
    """A resource reaches what it is declared with, and all that its `Api` is made of."""
    if declaration.api is None or declaration.view is None:
        return
    for call, scope in [(declaration.call, declaration.scope), declaration.api]:
        for inner in (n for n in ast.walk(call) if isinstance(n, ast.expr)):
            target = _target(app.project.resolve(inner, scope) or "", known)
            if target is not None:
                found.add(declaration.view, target)


def _request_edges(app: App, found: Graph) -> None:
    """Whoever has the request may use what the application's own class adds to it."""
    made = app.fact(own_class)
    for reference in app.uses("flask.request") if made is not None else ():
        for user in owners(app, reference.node, reference.scope):
            found.add(user, made.symbol if made is not None else "")


def _selector_edges(app: App, known: set[str], found: Graph) -> None:
    """Whoever translates asks for the language, and so does a page."""
    chosen_by = {name for s in app.fact(set_ups) for name in s.functions}
    for given in app.fact(set_ups):
        for node in given.lambdas:
            name = name_of_lambda(given, node)
            chosen_by.add(name)
            for inner in (n for n in ast.walk(node) if isinstance(n, ast.expr)):
                target = _target(app.project.resolve(inner, given.scope) or "", known)
                if target is not None:
                    found.add(name, target)
    for user in _translating(app) if chosen_by else ():
        for name in chosen_by:
            found.add(user, name)


def _translating(app: App) -> set[str]:
    """Return what names something of Flask-Babel or a form, or renders a page that does."""
    users = {
        user
        for symbol, references in app.project.references.items()
        for reference in references
        if symbol.startswith(("flask_babel.", "flask_wtf."))
        for user in owners(app, reference.node, reference.scope)
    }
    words = next(row.words for row in ROWS if row.module == "flask_babel")
    shown = (p for p in app.fact(pages) if not p.words.isdisjoint(words))
    return users | {page.function for page in shown if page.function is not None}


def _object_edges(app: App, known: set[str], found: Graph) -> None:
    """Whoever reads an attribute of the application may use what has made its value."""
    for node, scope, value, where in app.fact(reads_of_objects):
        for inner in ast.walk(value):
            symbol = app.project.resolve(inner, where) if isinstance(inner, ast.expr) else None
            target = _target(symbol, known) if symbol is not None else None
            for user in owners(app, node, scope):
                found.add(user, target or user)
    for reference in app.uses(LOADS):
        for user, symbol in loaded_by(app, reference):
            found.add(user, symbol)


def _made_edges(app: App, found: Graph) -> None:
    """A view that is made of a function of the project calls that."""
    for route in app.routes:
        if route.wrapped is not None and route.view is not None:
            found.add(route.view, route.wrapped)


def _globals_edges(app: App, found: Graph) -> None:
    """Whoever has `g` may use what the application's own class computes for it."""
    for symbol in sorted(app.fact(globals_classes)):
        for reference in app.uses("flask.g"):
            for user in owners(app, reference.node, reference.scope):
                found.add(user, symbol)


def _known(app: App) -> set[str]:
    names = set(app.project.functions)
    for module in app.modules:
        for scope in module.scopes.values():
            if scope.kind == "class":
                names.add(f"{module.name}.{scope.qualname}")
        names.update(f"{module.name}.{n}" for n in module.scope.bindings)
    return names


def _target(symbol: str, known: set[str]) -> str | None:
    while symbol:
        if symbol in known:
            return symbol
        symbol = symbol.rpartition(".")[0]
    return None


def _class_edges(app: App, name: str, found: Graph) -> None:
    """A class reaches its methods: calls through instances are not followed one by one."""
    node, scope = app.project.functions[name]
    if scope.parent is not None and scope.parent.kind == "class":
        found.add(f"{scope.module.name}.{scope.parent.qualname}", name)
    for method in _self_calls(node, scope):
        found.add(name, method)


def _inner_classes(app: App, found: Graph) -> None:
    """A class reaches the classes in its body: `class Meta` of a form."""
    for module in app.modules:
        for scope in module.scopes.values():
            above = scope.parent
            if scope.kind == "class" and above is not None and above.kind == "class":
                found.add(f"{module.name}.{above.qualname}", f"{module.name}.{scope.qualname}")


def _self_calls(node: ast.AST, scope: Scope) -> Iterable[str]:
    if scope.parent is None or scope.parent.kind != "class":
        return
    for inner in ast.walk(node):
        if isinstance(inner, ast.Attribute) and isinstance(inner.value, ast.Name):
            if inner.value.id in ("self", "cls") and inner.attr in scope.parent.bindings:
                yield f"{scope.module.name}.{scope.parent.qualname}.{inner.attr}"


def viewed(app: App) -> set[str]:
    """Return everything that a view reaches."""
    return app.fact(graph).reach(app.views)


def owners(app: App, node: ast.AST, scope: Scope) -> list[str]:
    """Return the symbols whose code a node belongs to; a decorator is part of what it decorates."""
    decorated = _decorated(node, scope.module)
    if decorated is not None:
        return [decorated]
    function = app.function_at(scope)
    if function is not None:
        return [function]
    return _module_owners(node, scope.module)


def _decorated(node: ast.AST, module: Module) -> str | None:
    child = node
    for above in parents(node):
        if isinstance(above, ast.FunctionDef | ast.AsyncFunctionDef):
            inside = child in above.decorator_list
            return f"{module.name}.{module.scopes[above].qualname}" if inside else None
        child = above
    return None


def _module_owners(node: ast.AST, module: Module) -> list[str]:
    """Name what a statement outside functions defines; its module's own body if nothing.

    What stands in the body of a class is the class's: it is there for whoever uses the class.
    """
    inside = next((p for p in parents(node) if isinstance(p, ast.ClassDef)), None)
    for here in [inside] if inside is not None else [node, *parents(node)]:
        if isinstance(here, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            scope = module.scopes[here]
            return [f"{module.name}.{scope.qualname}"]
        if isinstance(here, ast.Assign):
            names = [t.id for t in here.targets if isinstance(t, ast.Name)]
            return [f"{module.name}.{n}" for n in names] or [f"{module.name}:body"]
        if isinstance(here, ast.AnnAssign) and isinstance(here.target, ast.Name):
            return [f"{module.name}.{here.target.id}"]
    return [f"{module.name}:body"]


def calls_of(app: App, function: str) -> tuple[list[Reference], list[Reference]]:
    """Return the direct calls of a function and its other uses, tests included."""
    calls: list[Reference] = []
    others: list[Reference] = []
    for reference in app.project.references.get(function, []):
        (calls if reference.call is not None else others).append(reference)
    return calls, others
