"""Query classes: those that models have of their own, and what they are made from."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from unflask.facts.table_names import Problem, Table
from unflask.model.app import App
from unflask.model.project import Reference
from unflask.model.source import Module, parent

BASES = {"flask_sqlalchemy.query.Query", "flask_sqlalchemy.BaseQuery"}
"""Flask-SQLAlchemy's query, by its names."""

KEY = "query_class"
_RELATIONS = {"relationship", "dynamic_loader", "relation", "backref"}


def is_base(reference: Reference) -> bool:
    """Tell whether Flask-SQLAlchemy's query is the base of a class here, or somebody's query class."""
    if reference.symbol not in BASES:
        return False
    outer = reference.outer
    if isinstance(outer, ast.ClassDef):
        return reference.node in outer.bases
    if isinstance(outer, ast.keyword):
        return outer.arg == KEY
    return isinstance(outer, ast.Assign) and _sets(outer)


def setting(table: Table) -> ast.Assign | None:
    """Return the line of a model that says of which class its queries are, if it has one."""
    found = [n for n in table.node.body if isinstance(n, ast.Assign) and _sets(n)]
    return found[0] if len(found) == 1 else None


def _sets(node: ast.Assign) -> bool:
    return [t.id for t in node.targets if isinstance(t, ast.Name)] == [KEY]


def has_own(app: App, tables: dict[str, Table], symbol: str) -> bool:
    """Tell whether a model, or one above it, has a query class of its own."""
    todo, seen = [symbol], set()
    while todo:
        here = todo.pop()
        table = tables.get(here)
        if table is None or here in seen:
            continue
        seen.add(here)
        if setting(table) is not None:
            return True
        scope = table.scope.parent or table.scope
        above = (app.project.resolve(base, scope) for base in table.node.bases)
        todo += [name for name in above if name is not None]
    return False


def odd_settings(app: App, tables: dict[str, Table], made: ast.Call) -> Iterator[Problem]:
    """Yield the places that set a query class in a way that has no counterpart.

    `made` is the call that makes the database.
    """
    known = {id(line.targets[0]) for t in tables.values() if (line := setting(t)) is not None}
    for module in app.project.modules.values():
        for node in ast.walk(module.tree):
            if _names_key(node) and id(node) not in known and not _is_known(node, made):
                yield Problem(module, node, "a query class is set")


def _names_key(node: ast.AST) -> bool:
    match node:
        case ast.Constant(value=str(text)):
            return text == KEY
        case ast.Name(id=name) | ast.Attribute(attr=name) | ast.keyword(arg=str(name)):
            return name == KEY
    return False


def _is_known(node: ast.AST, made: ast.Call) -> bool:
    call = parent(node)
    if not isinstance(node, ast.keyword) or not isinstance(call, ast.Call):
        return False
    name = getattr(call.func, "attr", None) or getattr(call.func, "id", None)
    return call is made or name in _RELATIONS


def dynamic_relations(tables: dict[str, Table]) -> Iterator[tuple[Module, ast.Call]]:
    """Yield the relationships that are queries, and are not told of which class."""
    for table in tables.values():
        for node in ast.walk(table.node):
            if not isinstance(node, ast.Call):
                continue
            given = {k.arg: k.value for k in node.keywords}
            lazy = given.get("lazy")
            dynamic = isinstance(lazy, ast.Constant) and lazy.value == "dynamic"
            if dynamic and KEY not in given and _is_of_db(node):
                yield table.module, node


def _is_of_db(call: ast.Call) -> bool:
    """Tell whether a call is one of `db`'s, or stands in one: these have given the class."""
    here: ast.AST | None = call
    while isinstance(here, ast.Call | ast.keyword):
        if isinstance(here, ast.Call) and isinstance(here.func, ast.Attribute):
            if here.func.attr in ("relationship", "dynamic_loader"):
                return not ast.unparse(here.func.value).endswith("orm")
        here = parent(here)
    return False
