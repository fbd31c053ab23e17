"""Chains of the legacy `Query`, from `Model.query` to `.all()`, and which a `select()` stands for."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import dataclass

from unflask.facts.query_classes import KEY, has_own
from unflask.facts.roots import Root, is_column, is_of_tables, roots
from unflask.facts.tables import Database, database
from unflask.model.app import App
from unflask.model.source import parent

BUILDERS = {
    "filter", "filter_by", "where", "order_by", "group_by", "having", "join", "outerjoin",
    "options", "limit", "offset", "with_for_update",
}  # fmt: skip
ENDS = {"all", "first", "one", "one_or_none", "count", "scalar"}
LOOKUPS = {"get", "get_or_404"}
OWN_ENDS = {"get_or_404", "first_or_404", "one_or_404", "paginate"}
"""What only Flask-SQLAlchemy's query has."""
_PAGING = {"page", "per_page", "max_per_page", "error_out", "count"}


@dataclass(frozen=True, eq=False)
class Chain:
    """Calls upon a query: `builders`, then the one that runs it (`end`), if there is one.

    `start` is where the chain begins, a root or a variable; `last` the expression up to the end;
    `odd` a method that is none of these.
    """

    root: Root
    start: ast.expr
    builders: tuple[ast.Call, ...]
    last: ast.expr
    end: ast.Call | None
    odd: str | None

    @property
    def name(self) -> str | None:
        """The method that runs the query."""
        return _method(self.end) if self.end is not None else None


@dataclass(frozen=True, eq=False)
class Query:
    """A query with all chains that belong to it; more than one where a variable holds it.

    `hindrance` says why it stays a legacy query, None where `select()` gives the same; `unique`
    whether rows may come twice, which the legacy query took out.
    """

    root: Root
    chains: tuple[Chain, ...]
    hindrance: str | None
    unique: bool

    @property
    def is_own(self) -> bool:
        """Whether it ends in what only Flask-SQLAlchemy's query can do, and stays as it is."""
        ends = {c.odd or c.name for c in self.chains}
        return self.hindrance is not None and bool(ends & OWN_ENDS)


def queries(app: App) -> list[Query]:
    """Return the legacy queries of an application and its tests."""
    base = app.fact(database)
    if base is None:
        return []
    eager = _loads_eagerly(base)
    found = []
    for root in roots(app, base):
        chain = _climb(root, root.node)
        chains, why = _gathered(root, chain)
        why = _own_class(app, base, root) or why
        why = why or next(filter(None, (_hindrance(app, base, c, chains) for c in chains)), None)
        found.append(Query(root, chains, why, eager or any(map(_may_repeat, chains))))
    return found


def _own_class(app: App, base: Database, root: Root) -> str | None:
    """Return why a query is of another class than Flask-SQLAlchemy's, which may do all it does."""
    if base.option(KEY) is not None:
        return "the database has a query class of its own"
    if isinstance(root.node, ast.Call):
        return None
    symbol = app.project.resolve(root.entities[0], root.scope)
    named = symbol if symbol in base.tables else None
    own = has_own(app, base.tables, named)
    return "its model has a query class of its own" if own else None


def _climb(root: Root, start: ast.expr) -> Chain:
    builders: list[ast.Call] = []
    last, end, odd = start, None, None
    while True:
        outer = parent(last)
        call = parent(outer) if isinstance(outer, ast.Attribute) and outer.value is last else None
        if not isinstance(outer, ast.Attribute) or outer.value is not last:
            break
        if not isinstance(call, ast.Call) or call.func is not outer:
            odd = outer.attr
            break
        if outer.attr in BUILDERS:
            builders.append(call)
            last = call
            continue
        end = call if outer.attr in ENDS | LOOKUPS | OWN_ENDS else None
        odd = None if end is not None else outer.attr
        break
    return Chain(root, start, tuple(builders), last, end, odd)


def _method(call: ast.Call) -> str:
    assert isinstance(call.func, ast.Attribute)
    return call.func.attr


def _gathered(root: Root, chain: Chain) -> tuple[tuple[Chain, ...], str | None]:
    """Return all chains of a query, and why they cannot be followed."""
    if chain.end is not None or chain.odd is not None or _is_iterated(chain.last):
        return (chain,), None
    outer = parent(chain.last)
    if not isinstance(outer, ast.Assign) or len(outer.targets) != 1:
        return (chain,), "it is handed on"
    target = outer.targets[0]
    if not isinstance(target, ast.Name) or root.scope.kind != "function":
        return (chain,), "it is kept"
    others = [
        _climb(root, name)
        for name, scope in root.module.names
        if name.id == target.id and scope.lookup(name.id) is root.scope
    ]
    chains = (chain, *others)
    assigned = [b.value for b in root.scope.bindings[target.id]]
    if any(value not in [c.last for c in chains] for value in assigned):
        return (chain,), "its variable holds something else too"
    for other in others:
        kept = parent(other.last)
        again = isinstance(kept, ast.Assign) and other.last in assigned
        if other.odd is not None or not (
            other.end is not None or again or _is_iterated(other.last)
        ):
            return (chain,), "its variable is handed on"
    return chains, None


def _is_iterated(node: ast.expr) -> bool:
    outer = parent(node)
    return isinstance(outer, ast.For | ast.comprehension) and outer.iter is node


def _hindrance(app: App, base: Database, chain: Chain, chains: Iterable[Chain]) -> str | None:
    """Return why a chain of a query has no certain twin, or None."""
    root, name = chain.root, chain.name
    if root.kind == "something else":
        return "it asks for more than one class or columns"
    if chain.odd is not None:
        return f"`{chain.odd}` has no twin"
    every = [call for c in chains for call in c.builders]
    joined = any(_method(c) in ("join", "outerjoin") for c in every)
    if joined and any(_method(c) == "filter_by" for c in every):
        return "`filter_by` after a join means another class"
    if name in LOOKUPS and (every or chain.start is not root.node or root.kind == "columns"):
        return f"`{name}` on a changed query"
    if name == "paginate":
        return _paging_hindrance(root, chain, every)
    if name in OWN_ENDS and (root.kind == "columns" or _may_repeat(chain)):
        return f"`{name}` on a join"
    if name == "count" and any(_method(c) == "options" for c in every):
        return "`count` with options"
    return next(filter(None, (_call_hindrance(app, base, chain, c) for c in chain.builders)), None)


def _paging_hindrance(root: Root, chain: Chain, every: list[ast.Call]) -> str | None:
    assert chain.end is not None
    if root.kind == "columns":
        return "`paginate` on columns"
    if any(_method(c) in ("limit", "offset") for c in every):
        return "`paginate` on a query with a limit"
    return None if pages_plainly(chain.end, 0) else "`paginate` is given something unknown"


def pages_plainly(call: ast.Call, places: int) -> bool:
    """Tell whether a call of `paginate` has so many arguments by place, and else known keywords."""
    starred = any(isinstance(a, ast.Starred) for a in call.args)
    return len(call.args) == places and not starred and {k.arg for k in call.keywords} <= _PAGING


def _call_hindrance(app: App, base: Database, chain: Chain, call: ast.Call) -> str | None:
    name, scope = _method(call), chain.root.scope
    after = chain.builders[chain.builders.index(call) + 1 :]
    if name in ("limit", "offset"):
        late = [c for c in after if _method(c) not in ("limit", "offset")]
        return "it goes on after its limit" if late or chain.end is None else None
    if name in ("order_by", "group_by") and not all(
        is_of_tables(app, base, a, scope) and not isinstance(a, ast.Starred) for a in call.args
    ):
        return f"`{name}` may be given a text"
    if name in ("join", "outerjoin"):
        plain = bool(call.args) and app.project.resolve(call.args[0], scope) in base.tables
        if not plain and not (call.args and is_column(call.args[0])):
            return f"`{name}` is given something else than a class"
    if any(_is_text(n) for a in call.args for n in ast.walk(a)):
        return "it holds SQL as text"
    return None


def _is_text(node: ast.AST) -> bool:
    match node:
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
            words = [
                a for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)
            ]
            return name == "text" or (name in ("asc", "desc", "literal_column") and bool(words))
    return False


def _may_repeat(chain: Chain) -> bool:
    return any(_method(c) in ("join", "outerjoin", "options") for c in chain.builders)


def _loads_eagerly(base: Database) -> bool:
    """Tell whether a relationship is loaded by a join, which makes rows come more than once."""
    return any(
        isinstance(node, ast.keyword)
        and node.arg == "lazy"
        and not (isinstance(node.value, ast.Constant) and node.value.value in _LATER)
        for table in base.tables.values()
        for node in ast.walk(table.node)
    )


_LATER = {"select", "dynamic", "selectin", "subquery", "raise", "noload", "write_only", True, None}
