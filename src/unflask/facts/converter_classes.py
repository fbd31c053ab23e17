"""Classes of Werkzeug's converters: what they are made of, and what keeps one from being rewritten."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from unflask.facts.graph import graph, owners
from unflask.facts.memory import shared_state
from unflask.model.app import App
from unflask.model.project import Reference
from unflask.model.source import Scope, parent

BASES = {
    "BaseConverter": "PathConvertor",
    "UnicodeConverter": "String",
    "PathConverter": "SubPath",
    "AnyConverter": "AnyOf",
    "IntegerConverter": "Int",
    "FloatConverter": "Float",
    "UUIDConverter": "Uuid",
}
"""Werkzeug's classes that may be inherited from, with the copied ones."""

_MODULES = ("werkzeug.routing.", "werkzeug.routing.converters.")
_PURE = {f"{m}{name}" for m in _MODULES for name in [*BASES, "ValidationError", "Map"]}
_CONTEXTS = ("flask", "sqlalchemy", "werkzeug")


@dataclass(frozen=True, eq=False)
class Class:
    """One class of converters; `base` is Werkzeug's class if it inherits from that directly."""

    symbol: str
    node: ast.ClassDef
    scope: Scope
    base: str

    def method(self, name: str) -> ast.FunctionDef | None:
        """Return a method by its name."""
        methods = [n for n in self.node.body if isinstance(n, ast.FunctionDef)]
        return next((m for m in methods if m.name == name), None)

    @property
    def own_names(self) -> set[str]:
        """The names that the class and its instances have of themselves."""
        stored = (n for n in ast.walk(self.node) if isinstance(n, ast.Attribute))
        return {*self.scope.bindings, *(n.attr for n in stored if isinstance(n.ctx, ast.Store))}


def chain(app: App, symbol: str | None) -> tuple[Class, ...] | str:
    """Return a class with those of the project that it inherits from, or why that cannot be read."""
    bound = app.project.binding(symbol) if symbol is not None else None
    node = bound[0][0].node if bound is not None and len(bound[0]) == 1 else None
    if bound is None or symbol is None or not isinstance(node, ast.ClassDef):
        return "is no class of the project"
    if len(node.bases) != 1 or node.keywords or node.decorator_list:
        return f"has a class `{node.name}` that is more than a converter"
    base = app.project.resolve(node.bases[0], bound[1]) or ""
    module = bound[1].module
    name = base.rpartition(".")[2]
    here = Class(symbol, node, module.scopes[node], name if base in _PURE else "")
    if here.base in BASES:
        return (here,)
    rest = chain(app, base)
    return (here, *rest) if not isinstance(rest, str) else rest


def is_base(symbol: str) -> bool:
    """Tell whether a symbol is one of Werkzeug's converters."""
    return symbol in _PURE and symbol.rpartition(".")[2] in BASES


def why_not_converted(app: App, classes: tuple[Class, ...]) -> str | None:
    """Return why a converter of these classes stays on Flask, as the end of a sentence; or None."""
    names = {"regex", "weight"}.union(*(c.own_names for c in classes))
    if classes[-1].base == "AnyConverter":
        names.add("items")
    found = (r for c in classes for r in _reasons(app, c, names))
    return next(found, None)


def _reasons(app: App, found: Class, names: set[str]) -> Iterator[str]:
    for item in found.node.body:
        if not isinstance(item, ast.FunctionDef | ast.Assign | ast.AnnAssign | ast.Expr | ast.Pass):
            yield f"has a class `{found.node.name}` with more than attributes and methods"
    for item in found.node.body:
        if isinstance(item, ast.Assign | ast.AnnAssign):
            yield from _of_attribute(item)
        elif isinstance(item, ast.FunctionDef):
            yield from _of_method(item, names)
    constructor = found.method("__init__")
    if constructor is not None and not is_plain_constructor(constructor):
        yield "uses the map of all rules in its `__init__`"
    for reference in app.uses(found.symbol):
        if reference.call is not None:
            yield f"is made by hand at {_place(reference)}"
    yield from _called_by_hand(app)
    yield from _contexts(app, found)


def _of_attribute(item: ast.Assign | ast.AnnAssign) -> Iterator[str]:
    targets = item.targets if isinstance(item, ast.Assign) else [item.target]
    names = {t.id for t in targets if isinstance(t, ast.Name)}
    if len(names) != len(targets) or names & {"map", "to_python", "to_url", "convert"}:
        yield "has attributes that Werkzeug gives another meaning"
    if "part_isolating" in names and not (
        len(targets) == 1 and isinstance(item.value, ast.Constant)
    ):
        yield "computes its `part_isolating`"
    texts = [n.value for n in ast.walk(item) if isinstance(n, ast.Constant)]
    if "regex" in names and any(isinstance(t, str) and "(?P" in t for t in texts):
        yield "has named groups in its `regex`"


def _of_method(item: ast.FunctionDef, names: set[str]) -> Iterator[str]:
    if item.name in {"__init__", "to_python", "to_url"} and item.decorator_list:
        yield f"has a decorated `{item.name}`"
    if item.name in {"__init_subclass__", "__new__", "convert", "to_string"}:
        yield f"has a method `{item.name}` of its own"
    instance = item.args.args[0].arg if item.args.args else ""
    for node in ast.walk(item):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            if node.value.id == instance and (
                node.attr not in names or node.attr in {"map", "part_isolating", "to_python"}
            ):
                yield f"uses `{node.attr}` of Werkzeug's converter"


def constructor_calls(node: ast.FunctionDef) -> list[tuple[ast.Call, ast.expr | None]]:
    """Return the calls of inherited constructors, each with the argument that is the map."""
    found: list[tuple[ast.Call, ast.expr | None]] = []
    for call in ast.walk(node):
        match call:
            case ast.Call(
                func=ast.Attribute(attr="__init__", value=ast.Call(func=ast.Name("super")))
            ):
                found.append((call, call.args[0] if call.args else None))
            case ast.Call(func=ast.Attribute(attr="__init__")):
                found.append((call, call.args[1] if len(call.args) > 1 else None))
    return found


def is_plain_constructor(node: ast.FunctionDef) -> bool:
    """Tell whether a constructor only hands the map on to the one that it inherits."""
    calls = constructor_calls(node)
    given = node.args.args[1].arg if len(node.args.args) > 1 else None
    if node.args.posonlyargs or any(first is None for _, first in calls):
        return False
    if given is None:
        return node.args.vararg is not None and _is_handed_on(node, node.args.vararg.arg)
    uses = [n for n in ast.walk(node) if isinstance(n, ast.Name) and n.id == given]
    firsts = [id(first) for _, first in calls]
    return len(uses) == len(firsts) and all(id(use) in firsts for use in uses)


def _is_handed_on(node: ast.FunctionDef, name: str) -> bool:
    uses = [n for n in ast.walk(node) if isinstance(n, ast.Name) and n.id == name]
    firsts = [
        id(first.value) for _, first in constructor_calls(node) if isinstance(first, ast.Starred)
    ]
    return bool(uses) and all(id(use) in firsts for use in uses)


def _called_by_hand(app: App) -> Iterator[str]:
    """`to_python` gets another name, so that every call of it must be in sight."""
    for module in app.modules:
        for node in module.nodes:
            if isinstance(node, ast.Attribute) and node.attr == "to_python":
                if not is_inherited(node):
                    yield f"is asked by hand at {module.path}:{node.lineno}"


def is_inherited(node: ast.Attribute) -> bool:
    """Tell whether a method is asked of `super()`."""
    match node.value:
        case ast.Call(func=ast.Name(id="super")):
            return isinstance(parent(node), ast.Call)
    return False


def _contexts(app: App, found: Class) -> Iterator[str]:
    """Paths are matched before there is a request, and where nothing may block."""
    reached = app.fact(graph).reach([found.symbol])
    for name in sorted(reached & app.fact(shared_state)):
        yield f"looks at `{name}`, which changes while the application runs"
    for symbol, references in sorted(app.project.references.items()):
        root = symbol.split(".")[0]
        if symbol in _PURE or not (root in _CONTEXTS or root.startswith("flask_")):
            continue
        for reference in references:
            if reference.module.path not in app.tests and reached.intersection(
                owners(app, reference.node, reference.scope)
            ):
                yield f"uses `{symbol}` at {_place(reference)}"


def _place(reference: Reference) -> str:
    return f"{reference.module.path}:{reference.node.lineno}"
