"""The classes that are tables of a database, and the names that Flask-SQLAlchemy gives them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from unflask.model.app import App
from unflask.model.source import Module, Scope

_MIXINS = {
    "flask_login.UserMixin",
    "flask_login.mixins.UserMixin",
    "flask_login.AnonymousUserMixin",
}
"""Bases of libraries that bring methods alone."""

_OWN_KEYS = {"__bind_key__", "query", "metadata", "registry", "__fsa__"}
_MODEL = "sqlalchemy.orm.DeclarativeBase"
Classes = dict[str, tuple[ast.ClassDef, Scope]]
Parents = dict[str, list[str | None]]


@dataclass(frozen=True, eq=False)
class Problem:
    """What keeps the whole database of an application on Flask, and where."""

    module: Module
    node: ast.AST
    detail: str


@dataclass(frozen=True, eq=False)
class Table:
    """A class below `db.Model`; `tablename` is the name that Flask-SQLAlchemy gave it, if it did."""

    symbol: str
    node: ast.ClassDef
    scope: Scope
    tablename: str | None
    abstract: bool
    problems: tuple[Problem, ...] = ()

    @property
    def module(self) -> Module:
        """The module that defines the class."""
        return self.scope.module


def tables_below(app: App, symbol: str, base: str, *, names: bool) -> dict[str, Table]:
    """Return the classes below `db.Model`, however far, by symbol.

    `symbol` is that of `db`, `base` of what stands for its `Model`; `names` is whether classes are
    given a table name.
    """
    classes = {
        f"{module.name}.{scope.qualname}": (node, scope)
        for module in app.project.modules.values()
        for node, scope in module.scopes.items()
        if isinstance(node, ast.ClassDef)
    }
    parents: Parents = {}
    for name, (node, scope) in classes.items():
        outer = scope.parent or scope
        parents[name] = [
            _base_of(app, symbol, base, above, outer)
            for above in node.bases
            if not (isinstance(above, ast.Name) and above.id == "object")
        ]
    below = {base}
    while more := {s for s, above in parents.items() if s not in below and below & {*above}}:
        below |= more
    found = {}
    for name in sorted(below & classes.keys() - {base}):
        node, scope = classes[name]
        lineage = _lineage(name, parents, classes)
        problems = tuple(_problems(node, scope, base, lineage, parents))
        concrete = {
            s for s in lineage[1:] if s in below and s != base and not _is_abstract(classes[s][0])
        }
        if concrete and "__tablename__" in scope.bindings and not _has_key(node):
            text = f"the class {node.name} names a table of its own without a key"
            problems = (*problems, Problem(scope.module, node, text))
        made_up = _tablename(lineage, classes, concrete) if names else None
        found[name] = Table(name, node, scope, made_up, _is_abstract(node), problems)
    return found


def _base_of(app: App, symbol: str, base: str, node: ast.expr, scope: Scope) -> str | None:
    is_model = isinstance(node, ast.Attribute) and node.attr == "Model"
    if (
        isinstance(node, ast.Attribute)
        and is_model
        and app.project.resolve(node.value, scope) == symbol
    ):
        return base
    return app.project.resolve(node, scope)


def _lineage(symbol: str, parents: Parents, classes: Classes) -> list[str]:
    """Return a class and the classes of the project above it, nearest first."""
    found: list[str] = []
    todo = [symbol]
    while todo:
        here = todo.pop(0)
        if here in classes and here not in found:
            found.append(here)
            todo = [p for p in parents[here] if p is not None] + todo
    return found


def _problems(
    node: ast.ClassDef, scope: Scope, base: str, lineage: list[str], parents: Parents
) -> Iterator[Problem]:
    if node.keywords or node.decorator_list:
        yield Problem(scope.module, node, f"the class {node.name} has a metaclass or a decorator")
    for above in lineage:
        for parent in parents[above]:
            known = parent in (base, _MODEL) or parent in _MIXINS
            if not known and parent not in parents:
                text = f"the class {node.name} inherits from `{parent}`"
                yield Problem(scope.module, node, text)
    for key in sorted(_OWN_KEYS & scope.bindings.keys()):
        yield Problem(scope.module, node, f"the class {node.name} sets `{key}`")


def _is_abstract(node: ast.ClassDef) -> bool:
    return any(
        isinstance(item, ast.Assign)
        and isinstance(item.targets[0], ast.Name)
        and item.targets[0].id == "__abstract__"
        and not (isinstance(item.value, ast.Constant) and not item.value.value)
        for item in node.body
    )


def _tablename(lineage: list[str], classes: Classes, concrete: set[str]) -> str | None:
    """Return the name that Flask-SQLAlchemy would make up for a class, None if it has one."""
    node, scope = classes[lineage[0]]
    if _is_abstract(node) or {"__tablename__", "__table__"} & scope.bindings.keys():
        return None
    for symbol in lineage[1:]:
        if symbol in concrete:
            break
        if "__tablename__" in classes[symbol][1].bindings:
            return None
    return None if concrete and not _has_key(node) else snake_case(node.name)


def _has_key(node: ast.ClassDef) -> bool:
    """Tell whether a class has a primary key column; without one it shares its parent's table."""
    return any(
        (isinstance(inner, ast.keyword) and inner.arg == "primary_key")
        or (isinstance(inner, ast.Attribute) and inner.attr == "PrimaryKeyConstraint")
        for inner in ast.walk(node)
    )


def snake_case(name: str) -> str:
    """Return the table name of a class: a `_` before each capital that begins a word."""
    found = ""
    for index, letter in enumerate(name):
        before, after = name[index - 1 : index], name[index + 1 : index + 2]
        starts = _is_small(before) or before.isdecimal() or _is_small(after)
        capital = letter.isascii() and letter.isupper()
        found += f"_{letter}" if index and capital and starts else letter
    return found.lower().lstrip("_")


def _is_small(letter: str) -> bool:
    return letter.isascii() and letter.islower()
