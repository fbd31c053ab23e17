"""What the code does with `db`: its session, its engine, and SQLAlchemy's names through it."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import Literal

from unflask.facts import migrations as flask_migrate
from unflask.facts.chains import pages_plainly
from unflask.facts.query_classes import BASES, KEY, setting
from unflask.facts.roots import session_query
from unflask.facts.session_limits import (
    Odd,
    in_memory,
    is_only_served,
    pages_that_query,
    unknown_queries,
)
from unflask.facts.sqlalchemy_names import home_of
from unflask.facts.table_names import Problem
from unflask.facts.tables import EXTENSION, Database, database
from unflask.model.app import App
from unflask.model.project import Reference
from unflask.model.source import parent

UseKind = Literal[
    "name", "base", "metadata", "engine", "session", "remove", "all_tables", "table", "init",
    "served", "query", "dropped", "migrated",
]  # fmt: skip

_SESSION = {
    "add", "add_all", "autoflush", "begin", "begin_nested", "bulk_insert_mappings",
    "bulk_save_objects", "bulk_update_mappings", "close", "commit", "connection", "delete",
    "deleted", "dirty", "enable_relationship_loading", "execute", "expire", "expire_all",
    "expunge", "expunge_all", "flush", "get", "get_bind", "get_one", "identity_map",
    "in_transaction", "info", "is_active", "is_modified", "merge", "new", "no_autoflush",
    "refresh", "rollback", "scalar", "scalars",
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Use:
    """One use of `db` that can be converted; `node` is what it is about, `text` a symbol for it."""

    kind: UseKind
    node: ast.expr
    reference: Reference
    text: str = ""


@dataclass(frozen=True)
class Sessions:
    """All uses of `db`: those that convert, those that keep their routes on Flask, and `problems`.

    Where there are problems, nothing of the database is converted. `legacy` says that models keep
    their `query`, since not all of their queries are in sight.
    """

    uses: tuple[Use, ...] = ()
    odd: tuple[Odd, ...] = ()
    problems: tuple[Problem, ...] = ()
    legacy: bool = False


def converted_database(app: App) -> bool:
    """Tell whether an application's Flask-SQLAlchemy becomes plain SQLAlchemy."""
    return app.fact(database) is not None and not app.fact(sessions).problems


def is_converted(app: App, extension: str) -> bool:
    """Tell whether an extension, by its module, gives way to plain SQLAlchemy."""
    if extension == flask_migrate.EXTENSION and not app.fact(flask_migrate.migrations).uses:
        return False
    return extension in (EXTENSION, flask_migrate.EXTENSION) and converted_database(app)


def sessions(app: App) -> Sessions:
    """Return what is done with the database."""
    base = app.fact(database)
    if base is None:
        return Sessions()
    uses: list[Use] = []
    odd: list[Odd] = []
    for reference in app.project.references.get(base.symbol, []):
        found = _use(app, reference)
        if isinstance(found, Use):
            uses.append(found)
        else:
            function = app.function_at(reference.scope)
            odd.append(Odd(reference.module, reference.node, function, found))
    kept = tuple(o for o in odd if is_only_served(app, o))
    wide = [Problem(o.module, o.node, o.detail) for o in odd if o not in kept]
    problems = [*base.problems, *wide]
    if kept and in_memory(app):
        problems += [Problem(o.module, o.node, o.detail) for o in kept]
    return Sessions(tuple(uses), kept, tuple(problems), _keeps_queries(app, base, uses))


def _keeps_queries(app: App, base: Database, uses: list[Use]) -> bool:
    """Tell whether a query may be asked for that is not in sight, or is of a class of its own."""
    served = {id(u.node) for u in uses if u.kind == "served"}
    own = base.option(KEY) is not None or any(setting(t) for t in base.tables.values())
    named = any(app.project.references.get(symbol) for symbol in BASES)
    unknown = next(unknown_queries(app, served), None) or next(pages_that_query(app), None)
    return own or named or unknown is not None


def _use(app: App, reference: Reference) -> Use | str:
    """Return a use of `db`, or what is odd about it."""
    node = reference.attribute
    if node is None:
        return _whole(app, reference)
    if not isinstance(node.ctx, ast.Load):
        return _set(app, reference, node)
    base = app.fact(database)
    if node.attr == "Query" and base is not None and base.option(KEY) is None:
        return Use("name", node, reference, "compat.queries.Query")
    home = home_of(node.attr)
    if home is not None:
        return Use("name", node, reference, home)
    match node.attr:
        case "Model":
            return "`db.Model.query` is used" if _asks(node) else Use("base", node, reference)
        case "metadata" | "engine" as kind:
            return Use(kind, node, reference)
        case "session":
            return _session(app, reference, node)
    call = parent(node)
    called = isinstance(call, ast.Call) and call.func is node
    found = _called(reference, call, node.attr) if isinstance(call, ast.Call) and called else None
    return found or f"`db.{node.attr}` has no counterpart"


def _set(app: App, reference: Reference, node: ast.Attribute) -> Use | str:
    """`db.app = app`, which older releases needed and nobody reads, goes."""
    line = parent(node)
    every = app.project.references.get(reference.symbol, [])
    read = any(
        r.attribute is not None and r.attribute.attr == node.attr
        for r in every
        if r is not reference
    )
    if node.attr == "app" and isinstance(line, ast.Assign) and line.targets == [node] and not read:
        return Use("dropped", node, reference)
    return f"`db.{node.attr}` is set"


def _whole(app: App, reference: Reference) -> Use | str:
    """In a shell, `db` may as well be the session itself; migrations are given the tables."""
    made = app.fact(flask_migrate.migrations)
    if made.takes(reference.node):
        return Use("migrated", reference.node, reference)
    shown = {h.view for h in app.hooks if h.kind == "shell_context_processor"}
    if app.function_at(reference.scope) in shown:
        return Use("session", reference.node, reference)
    outer = reference.outer
    to = f" to `{ast.unparse(outer.func)}`" if isinstance(outer, ast.Call) else ""
    why = f"; Flask-Migrate: {made.odd}" if made.odd is not None else ""
    return f"`db` is handed on{to} as a whole{why}"


def _called(reference: Reference, call: ast.Call, name: str) -> Use | str | None:
    match name:
        case "Table":
            return _table(reference, call)
        case "create_all" | "drop_all" if not call.args + call.keywords:
            return Use("all_tables", call, reference, name)
        case "init_app" if len(call.args) == 1 and not call.keywords:
            return Use("init", call, reference)
        case "get_or_404" | "first_or_404" | "one_or_404" if call.args:
            return Use("served", call, reference, name)
        case "paginate" if pages_plainly(call, 1):
            return Use("served", call, reference, name)
    return None


def _asks(node: ast.expr) -> bool:
    outer = parent(node)
    return isinstance(outer, ast.Attribute) and outer.attr == "query"


def _session(app: App, reference: Reference, node: ast.Attribute) -> Use | str:
    outer = parent(node)
    if session_query(reference) is not None:
        return Use("query", node, reference)
    if isinstance(outer, ast.Attribute):
        if outer.attr == "remove":
            return Use("remove", outer, reference)
        known = outer.attr in _SESSION and isinstance(outer.ctx, ast.Load)
        return Use("session", node, reference) if known else f"`db.session.{outer.attr}` is used"
    if isinstance(outer, ast.Call) and outer.func is node and not outer.args + outer.keywords:
        return Use("session", outer, reference)
    if isinstance(outer, ast.Compare) and node in outer.comparators:
        return Use("session", node, reference)
    if _is_local(app, reference, outer):
        return Use("session", node, reference)
    return "`db.session` is handed on as a whole"


def _is_local(app: App, reference: Reference, outer: ast.AST | None) -> bool:
    """A variable of a function, or an argument of one of the project's functions."""
    if app.function_at(reference.scope) is None:
        return False
    if isinstance(outer, ast.Assign):
        return all(isinstance(t, ast.Name) for t in outer.targets)
    call = parent(outer) if isinstance(outer, ast.keyword) else outer
    if not isinstance(call, ast.Call):
        return False
    return app.function(app.project.resolve(call.func, reference.scope)) is not None


def _table(reference: Reference, call: ast.Call) -> Use | str:
    second = call.args[1] if len(call.args) > 1 else None
    given = isinstance(second, ast.Attribute) and second.attr == "metadata"
    plain = second is None or given or isinstance(second, ast.Call)
    if not call.args or not plain or any(k.arg in (None, "bind_key") for k in call.keywords):
        return "`db.Table` is given something unknown"
    return Use("table", call, reference, "given" if given else "")
