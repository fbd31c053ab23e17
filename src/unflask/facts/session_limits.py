"""Where a database session cannot follow: values of unknown class, memory, contexts of their own."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from unflask.facts.chains import OWN_ENDS, queries
from unflask.facts.graph import graph
from unflask.facts.tables import database
from unflask.model.app import App
from unflask.model.source import Module, Scope, parent, parents

_QUERY = {
    "all", "count", "distinct", "filter", "filter_by", "first", "get", "group_by", "join", "limit",
    "one", "options", "order_by", "outerjoin", "with_entities", *OWN_ENDS,
}  # fmt: skip
_ASKING = {"session", "engine", "create_all", "drop_all", "reflect", "get_engine", "engines"}
_CONTEXTS = {"app_context", "test_request_context"}
_PAGE = re.compile(rb"\{[{%][^}]*\.query\.")


@dataclass(frozen=True, eq=False)
class Odd:
    """One place that cannot be converted."""

    module: Module
    node: ast.AST
    function: str | None
    detail: str


def unknown_queries(app: App, known: set[int]) -> Iterator[Odd]:
    """Yield queries of values that nobody knows the class of, and what only Flask-SQLAlchemy's can do.

    `known` are the ids of calls that are converted.
    """
    roots: set[int] = set()
    converted = set(known)
    for query in app.fact(queries):
        roots.add(id(query.root.node))
        if query.hindrance is None:
            converted |= {id(c.end) for c in query.chains}
    for module in app.project.modules.values():
        for node in module.nodes:
            detail = _unknown(node, roots, converted) if isinstance(node, ast.Attribute) else None
            if detail is not None:
                yield Odd(module, node, app.function_at(_scope_of(module, node)), detail)


def _unknown(node: ast.Attribute, roots: set[int], converted: set[int]) -> str | None:
    outer = parent(node)
    if node.attr == "query" and isinstance(outer, ast.Attribute) and outer.attr in _QUERY:
        return None if id(node) in roots else f"the class of `{ast.unparse(node)}` is not known"
    called = isinstance(outer, ast.Call) and outer.func is node
    if node.attr in OWN_ENDS and called and id(outer) not in converted:
        return f"`{node.attr}` is Flask-SQLAlchemy's own"
    return None


def _scope_of(module: Module, node: ast.AST) -> Scope:
    found = (module.scopes[p] for p in parents(node) if p in module.scopes)
    return next(found, module.scope)


def pages_that_query(app: App) -> Iterator[Odd]:
    """Yield the database itself for each template that asks a model for its query."""
    base = app.fact(database)
    for path, content in app.project.files.items():
        if base is not None and path.rpartition(".")[2] != "py" and _asks(content):
            yield Odd(base.module, base.node, None, f"the page {path} asks a model for its query")


def _asks(page: bytes) -> bool:
    return b".query." in page and _PAGE.search(page) is not None


def is_only_served(app: App, odd: Odd) -> bool:
    """Tell whether nothing but views and hooks of requests leads to a place."""
    if odd.function is None or odd.module.path in app.tests:
        return False
    links = app.fact(graph)
    above = links.reached_from([odd.function])
    tops = [name for name in above if not links.users.get(name)]
    hooks = {h.view for h in app.hooks if h.kind not in ("cli", "shell_context_processor")}
    return bool(tops) and all(name in app.views or name in hooks for name in tops)


def at_start(app: App) -> list[Odd]:
    """Return the places where the application asks the database something before it serves."""
    base = app.fact(database)
    if base is None:
        return []
    starting = _starting(app)
    found = []
    for reference in app.uses(base.symbol):
        function = app.function_at(reference.scope)
        node = reference.attribute
        if node is None or node.attr not in _ASKING:
            continue
        if function is None or function in starting:
            found.append(Odd(reference.module, reference.node, function, f"`db.{node.attr}`"))
    return found


def _starting(app: App) -> set[str]:
    """Return the functions that make the application, and what they call besides views."""
    links = app.fact(graph)
    served = {*app.views, *(h.view for h in app.hooks)}
    todo = [f for m in app.makers if (f := app.function_at(m.scope)) is not None]
    found: set[str] = set()
    while todo:
        here = todo.pop()
        if here not in found and here not in served:
            found.add(here)
            todo += [n for n in links.uses.get(here, ()) if app.function(n) is not None]
    return found


def in_memory(app: App) -> bool:
    """Tell whether a text of the application names an SQLite database in memory."""
    return any(
        isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node.value.startswith("sqlite")
        and (node.value.rstrip("/").endswith(":") or ":memory:" in node.value)
        for module in app.modules
        for node in module.nodes
    )


def keeps_own_session(app: App, name: str, parameter: str) -> str | None:
    """Return why a function may not be handed a session, or None if it may."""
    base = app.fact(database)
    found = app.function(name)
    if base is None or found is None:
        return None
    node, scope = found
    if any(isinstance(n, ast.Attribute) and n.attr in _CONTEXTS for n in ast.walk(node)):
        return "it opens an application context of its own"
    for used, where in scope.module.names:
        inside = used.id == parameter and app.function_at(where) == name
        if inside and app.project.resolve(used, where) != base.symbol:
            return f"it reads another `{parameter}`"
    return None
