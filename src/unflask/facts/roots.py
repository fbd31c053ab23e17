"""Where legacy queries begin, and what they ask for."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from unflask.facts.tables import Database
from unflask.model.app import App
from unflask.model.project import Reference
from unflask.model.source import Module, Scope, parent

Kind = Literal["rows of a class", "columns", "something else"]


@dataclass(frozen=True, eq=False)
class Root:
    """Where a query begins: `Model.query`, `cls.query` or `db.session.query(…)`."""

    node: ast.expr
    scope: Scope
    entities: tuple[ast.expr, ...]
    kind: Kind

    @property
    def module(self) -> Module:
        """The module that holds the query."""
        return self.scope.module


def roots(app: App, base: Database) -> Iterator[Root]:
    """Yield the beginnings of all legacy queries, those of tests too."""
    for symbol in sorted(base.tables):
        for reference in app.project.references.get(symbol, []):
            node = reference.attribute
            if node is not None and node.attr == "query" and isinstance(node.ctx, ast.Load):
                yield Root(node, reference.scope, (reference.node,), "rows of a class")
        yield from _of_class(base, symbol)
    for reference in app.project.references.get(base.symbol, []):
        call = session_query(reference)
        if call is not None:
            kind = _kind(app, base, call, reference.scope)
            yield Root(call, reference.scope, tuple(call.args), kind)


def _of_class(base: Database, symbol: str) -> Iterator[Root]:
    """`cls.query` in a class method."""
    table = base.tables[symbol]
    for name, scope in table.module.names:
        owner = scope.lookup(name.id) if name.id == "cls" else None
        node = parent(name)
        if owner is None or owner.parent is not table.scope or not isinstance(node, ast.Attribute):
            continue
        if (
            node.attr == "query"
            and isinstance(owner.node, ast.FunctionDef)
            and _takes_class(owner.node)
        ):
            yield Root(node, scope, (name,), "rows of a class")


def _takes_class(node: ast.FunctionDef) -> bool:
    names = {d.id for d in node.decorator_list if isinstance(d, ast.Name)}
    return "classmethod" in names and bool(node.args.args) and node.args.args[0].arg == "cls"


def session_query(reference: Reference) -> ast.Call | None:
    """Return the call of `db.session.query(…)` that begins at a use of `db`."""
    session = reference.attribute
    if session is None or session.attr != "session":
        return None
    query = parent(session)
    if not isinstance(query, ast.Attribute) or query.attr != "query":
        return None
    call = parent(query)
    return call if isinstance(call, ast.Call) and call.func is query else None


def _kind(app: App, base: Database, call: ast.Call, scope: Scope) -> Kind:
    if call.keywords or not call.args:
        return "something else"
    kinds = {_entity(app, base, a, scope) for a in call.args}
    if kinds == {"rows of a class"} and len(call.args) == 1:
        return "rows of a class"
    return "columns" if kinds == {"columns"} else "something else"


def _entity(app: App, base: Database, node: ast.expr, scope: Scope) -> Kind:
    if app.project.resolve(node, scope) in base.tables:
        return "rows of a class"
    return (
        "columns" if is_of_tables(app, base, node, scope) and is_column(node) else "something else"
    )


def is_column(node: ast.expr) -> bool:
    """A column of a class, or a function of columns; `db.func` and `func` begin a function."""
    match node:
        case ast.Attribute(value=ast.Name()):
            return True
        case ast.Call(func=ast.Attribute(attr="label", value=inner)):
            return is_column(inner)
        case ast.Call(func=ast.Attribute(value=ast.Attribute(attr="func") | ast.Name(id="func"))):
            return True
    return False


def is_of_tables(app: App, base: Database, node: ast.expr, scope: Scope) -> bool:
    """Tell whether all names in an expression are tables, `db` or SQLAlchemy's own."""
    names = [n for n in ast.walk(node) if isinstance(n, ast.Name)]
    symbols = [app.project.resolve(n, scope) or "" for n in names]
    known = {*base.tables, base.symbol}
    return bool(names) and all(s in known or s.split(".")[0] == "sqlalchemy" for s in symbols)
