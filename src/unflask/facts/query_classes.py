"""Query classes: those that models have of their own, and what they are made from."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from unflask.facts.table_names import Problem, Table
from unflask.model.app import App
from unflask.model.project import Reference
from unflask.model.source import Scope, parent

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


def has_own(app: App, tables: dict[str, Table], symbol: str | None) -> bool:
    """Tell whether a model, or one above it, has a query class of its own.

    Without a symbol it is any model, as `cls` in a class method may be.
    """
    if symbol is None:
        return any(setting(table) is not None for table in tables.values())
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
        for node in module.nodes:
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


def odd_classes(
    app: App, db: str, given: list[tuple[ast.expr, Scope]], own: ast.ClassDef | None
) -> Iterator[Problem]:
    """Yield query classes that come from what nobody here knows, and queries of `own` itself.

    `db` is the symbol of the database, `given` are the classes with the scopes that name them,
    `own` is the `model_class`, if any.
    """
    for module in app.modules:
        scope = module.scopes.get(own) if own is not None else None
        if own is not None and scope is not None and {"query", KEY} & scope.bindings.keys():
            yield Problem(module, own, "its `model_class` sets a query of its own")
    for value, scope in given:
        odd = _strange(app, db, value, scope)
        if odd is not None:
            yield Problem(scope.module, value, f"the query class `{ast.unparse(value)}` {odd}")


def _strange(app: App, db: str, value: ast.expr, scope: Scope) -> str | None:
    """Return what keeps a query class from being made of SQLAlchemy's query, or None."""
    todo: list[tuple[ast.expr, Scope]] = [(value, scope)]
    seen: set[ast.AST] = set()
    while todo:
        node, where = todo.pop()
        found = _definition(app, node, where)
        if found is None:
            symbol = app.project.resolve(node, where) or ""
            owner = node.value if isinstance(node, ast.Attribute) and node.attr == "Query" else None
            of_db = owner is not None and app.project.resolve(owner, where) == db
            is_object = isinstance(node, ast.Name) and node.id == "object"
            if not (symbol in BASES or symbol.startswith("sqlalchemy") or of_db or is_object):
                return f"comes from `{ast.unparse(node)}`"
        elif found[0] not in seen:
            seen.add(found[0])
            todo += [(above, found[1]) for above in found[0].bases]
            if found[0].keywords or found[0].decorator_list:
                return "has a metaclass or a decorator"
    return None


def _definition(app: App, node: ast.expr, scope: Scope) -> tuple[ast.ClassDef, Scope] | None:
    """Return the class of the project that an expression names, and the scope of its bases."""
    owner = scope.lookup(node.id) if isinstance(node, ast.Name) else None
    bound = owner.bindings[node.id] if owner is not None and isinstance(node, ast.Name) else []
    if owner is not None and len(bound) == 1 and isinstance(bound[0].node, ast.ClassDef):
        return bound[0].node, owner
    symbol = app.project.resolve(node, scope)
    named = app.project.binding(symbol) if symbol is not None else None
    if named is None or len(named[0]) != 1 or not isinstance(named[0][0].node, ast.ClassDef):
        return None
    return named[0][0].node, named[1]


def dynamic_calls(call: ast.Call) -> Iterator[ast.Call]:
    """Yield the calls in one of `db.relationship` that make a query, and are not told of which class.

    Its backref may be one of them.
    """
    for node in ast.walk(call):
        if not isinstance(node, ast.Call):
            continue
        given = {k.arg: k.value for k in node.keywords}
        lazy = given.get("lazy")
        asks = lazy is not None and not (isinstance(lazy, ast.Constant) and lazy.value != "dynamic")
        loads = getattr(node.func, "attr", None) == "dynamic_loader"
        if (asks or loads) and KEY not in given:
            yield node
