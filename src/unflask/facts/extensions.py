"""Flask extensions in use: where they are named, which names hold one, and what it acts on."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from unflask.facts.extension_rows import ROWS, Extension, Reach
from unflask.model.app import App
from unflask.model.project import Project, Reference
from unflask.model.source import Binding, Scope, parents


@dataclass(frozen=True, eq=False)
class ExtensionUse:
    """One place that names an extension; `symbol` is what it names."""

    extension: Extension
    symbol: str
    reference: Reference

    @property
    def reach(self) -> Reach:
        """How far this use acts."""
        return reach(self.extension, self.symbol)


@cache
def _rows() -> dict[str, Extension]:
    return {row.module: row for row in ROWS}


@cache
def extension_of(symbol: str) -> Extension | None:
    """Return the extension that a dotted symbol belongs to, an unknown one by its name's look."""
    rows = _rows()
    parts = symbol.split(".")
    for cut in range(len(parts), 0, -1):
        known = rows.get(".".join(parts[:cut]))
        if known is not None:
            return known
    if parts[0].startswith("flask_"):
        return unknown(parts[0])
    return None


def unknown(module: str) -> Extension:
    """Return a row for an extension that nobody described: it may act on every request."""
    name = "-".join(part.capitalize() for part in module.split("_"))
    return Extension(module, name, "is not in the catalogue", "a library that knows FastAPI", "app")


def is_known(extension: Extension) -> bool:
    """Tell whether the catalogue describes an extension."""
    return extension.module in _rows()


def reach(extension: Extension, symbol: str) -> Reach:
    """Return how far one symbol of an extension acts."""
    name = symbol.rpartition(".")[2]
    if name in extension.wide:
        return "app"
    if name in extension.narrow:
        return "uses"
    return extension.reach


def extension_uses(app: App) -> list[ExtensionUse]:
    """Return every use of an extension's symbols outside tests, in source order."""
    found = []
    for symbol, references in app.project.references.items():
        named = _symbol_of(app.project, symbol)
        extension = extension_of(named) if named is not None else None
        if named is None or extension is None:
            continue
        found += [
            ExtensionUse(extension, named, reference)
            for reference in references
            if reference.module.path not in app.tests and not _is_test_of_presence(reference)
        ]
    return sorted(found, key=lambda u: (u.reference.module.path, u.reference.node.lineno))


def _symbol_of(project: Project, symbol: str) -> str | None:
    """Follow `try: import x` with its `except ImportError: x = None` to the library's symbol."""
    if project.split(symbol)[0] is None:
        return symbol
    bound = project.binding(symbol)
    imported = [b.target for b in bound[0] if b.kind == "import"] if bound else []
    return next((t for t in imported if extension_of(t) is not None), None)


def _is_test_of_presence(reference: Reference) -> bool:
    """Tell whether a name is only asked for its truth: `if Swagger:`."""
    return isinstance(reference.outer, ast.If) and reference.outer.test is reference.node


def in_use(app: App) -> dict[str, list[ExtensionUse]]:
    """Return the uses of each extension, by its module."""
    found: dict[str, list[ExtensionUse]] = {}
    for use in app.fact(extension_uses):
        found.setdefault(use.extension.module, []).append(use)
    return found


def held_by(
    project: Project,
    node: ast.expr,
    scope: Scope,
    known: Callable[[str], bool] = lambda symbol: extension_of(symbol) is not None,
    depth: int = 6,
) -> str | None:
    """Return the library's symbol behind an expression: the class or function that made its value.

    `known` tells which symbols are looked for; without it, those of Flask extensions.
    """
    if depth == 0:
        return None
    if isinstance(node, ast.Call):
        return held_by(project, node.func, scope, known, depth - 1)
    symbol = project.resolve(node, scope)
    if symbol is not None:
        if known(symbol) and project.split(symbol)[0] is None:
            return symbol
        bound = project.binding(symbol)
        if bound is not None:
            return _bound(project, bound[0], bound[1], known, depth - 1)
    if isinstance(node, ast.Name):
        owner = scope.lookup(node.id)
        if owner is not None:
            return _bound(project, owner.bindings[node.id], owner, known, depth - 1)
    if isinstance(node, ast.Attribute):
        return held_by(project, node.value, scope, known, depth - 1)
    return None


def _bound(
    project: Project,
    bindings: Iterable[Binding],
    scope: Scope,
    known: Callable[[str], bool],
    depth: int,
) -> str | None:
    for binding in bindings:
        if binding.kind == "import" and known(binding.target):
            return binding.target
        values: list[ast.expr] = []
        if isinstance(binding.node, ast.ClassDef):
            values = binding.node.bases
        elif isinstance(binding.value, ast.Call | ast.Name | ast.Attribute):
            values = [binding.value]
        for value in values:
            found = held_by(project, value, scope, known, depth)
            if found is not None:
                return found
    return None


def local_uses(app: App) -> list[tuple[ast.Name, Scope, str]]:
    """Return uses of extension objects that a function holds, from within functions inside it.

    They go by no dotted name, so the callers graph does not see them. Each as the name, its scope and
    the extension's symbol.
    """
    found = []
    for module in app.modules:
        for name, scope in module.names:
            owner = scope.lookup(name.id)
            if (
                owner is None
                or owner.kind != "function"
                or (owner is scope and not decorates(name))
            ):
                continue
            if any(b.kind == "assign" for b in owner.bindings[name.id]):
                symbol = held_by(app.project, name, scope)
                if symbol is not None:
                    found.append((name, scope, symbol))
    return found


def objects_of(app: App, symbol: str) -> Iterator[tuple[ast.Name, Scope]]:
    """Yield every name outside tests that holds what a library's class makes, or the class itself."""
    for module in app.modules:
        if module.path in app.tests:
            continue
        for name, scope in module.names:
            if isinstance(name.ctx, ast.Load) and held_by(app.project, name, scope) == symbol:
                yield name, scope


def decorates(node: ast.AST) -> bool:
    """Tell whether a node lies in a decorator."""
    child = node
    for above in parents(node):
        if isinstance(above, ast.FunctionDef | ast.AsyncFunctionDef):
            return child in above.decorator_list
        child = above
    return False
