"""Uses of Flask-Migrate: all of them have a counterpart on Alembic itself, or none is converted."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from unflask.facts.environment_scripts import Change, Script, scripts
from unflask.facts.extensions import extension_uses, objects_of
from unflask.facts.tables import database
from unflask.model.app import App
from unflask.model.project import Reference
from unflask.model.source import Module, Scope, parent
from unflask.model.spans import is_unpacked, keyword_of

EXTENSION = "flask_migrate"
MAKER = "flask_migrate.Migrate"
FUNCTIONS = {
    "branches", "check", "current", "downgrade", "edit", "heads", "history", "init",
    "list_templates", "merge", "migrate", "revision", "show", "stamp", "upgrade",
}  # fmt: skip
_METHODS = {"configure", "get_config", "init_app"}
_TYPES = (ast.arg, ast.AnnAssign)


@dataclass(frozen=True)
class Migrations:
    """The uses to convert, the arguments that name the database, and what env.py scripts become.

    Where something is `odd`, nothing of it is converted.
    """

    uses: tuple[Reference, ...] = ()
    given: tuple[tuple[Module, ast.expr], ...] = ()
    changes: tuple[Change, ...] = ()
    scripts: tuple[Module, ...] = ()
    odd: str | None = None

    def takes(self, node: ast.AST) -> bool:
        """Tell whether a node names the database for Flask-Migrate."""
        return any(node is name for _, name in self.given)


def migrations(app: App) -> Migrations:
    """Return what is done with Flask-Migrate, as far as the database itself is converted."""
    base = app.fact(database)
    uses = [u for u in app.fact(extension_uses) if u.extension.module == EXTENSION]
    if base is None or not uses:
        return Migrations()
    every = [
        r
        for symbol, references in app.project.references.items()
        if symbol.split(".")[0] == EXTENSION
        for r in references
    ]
    found: tuple[Script, ...] = app.fact(scripts)
    odd = next((why for r in every if (why := _oddity(r)) is not None), None)
    odd = odd or next((why for n in objects_of(app, MAKER) if (why := _oddity_of(*n))), None)
    odd = odd or next((s.odd for s in found if s.odd is not None), None)
    odd = odd or _asked_elsewhere(app, found)
    if odd is None and any(u.reference.symbol != u.symbol for u in uses):
        odd = "something else may stand for it"
    given: list[tuple[Module, ast.expr]] = []
    for call, scope in _calls(app, every):
        value = _database(call)
        if value is None:
            continue
        if app.project.resolve(value, scope) != base.symbol:
            odd = odd or "the database that it is given cannot be followed"
        given.append((scope.module, value))
    if odd is not None:
        return Migrations(odd=odd)
    changes = tuple(c for s in found for c in s.changes)
    return Migrations(tuple(every), tuple(given), changes, tuple(s.module for s in found))


def _oddity(reference: Reference) -> str | None:
    name = reference.symbol.removeprefix(f"{EXTENSION}.")
    if name in FUNCTIONS:
        return None
    if name != "Migrate":
        return f"`{reference.symbol}` is used"
    call = reference.call
    if call is not None:
        return "`Migrate` is given something unknown" if is_unpacked(call) else None
    typed = isinstance(reference.outer, _TYPES)
    return None if typed else "`Migrate` is used as a value, or has a subclass"


def _oddity_of(node: ast.Name, _scope: Scope) -> str | None:
    """Tell what is odd about the use of an object, or of the class itself."""
    outer = parent(node)
    if isinstance(outer, ast.Call) and outer.func is node:
        return None
    if isinstance(outer, _TYPES):
        return None
    if not isinstance(outer, ast.Attribute):
        return f"`{ast.unparse(node)}` is handed on"
    if outer.attr not in _METHODS:
        return f"`{outer.attr}` of its object is used"
    call = parent(outer)
    if outer.attr == "init_app":
        called = isinstance(call, ast.Call) and call.func is outer
        if not called or (isinstance(call, ast.Call) and is_unpacked(call)):
            return "`init_app` of its object is given something unknown"
    return None


def _asked_elsewhere(app: App, found: tuple[Script, ...]) -> str | None:
    known = {s.module.path for s in found}
    for module in app.project.modules.values():
        if module.path in known:
            continue
        for node in module.nodes:
            match node:
                case ast.Constant(value="migrate") if _is_entry(node):
                    return f'{module.path} reads `extensions["migrate"]`'
    return None


def _is_entry(node: ast.Constant) -> bool:
    outer = parent(node)
    held = outer.value if isinstance(outer, ast.Subscript) else getattr(outer, "func", None)
    return any(
        isinstance(n, ast.Attribute) and n.attr == "extensions"
        for n in (ast.walk(held) if held is not None else ())
    )


def _calls(app: App, every: list[Reference]) -> Iterator[tuple[ast.Call, Scope]]:
    """Yield the calls that may be given a database."""
    for reference in every:
        if reference.symbol == MAKER and reference.call is not None:
            yield reference.call, reference.scope
    for node, scope in objects_of(app, MAKER):
        outer = parent(node)
        call = parent(outer) if isinstance(outer, ast.Attribute) else None
        if isinstance(outer, ast.Attribute) and outer.attr == "init_app":
            if isinstance(call, ast.Call):
                yield call, scope


def _database(call: ast.Call) -> ast.expr | None:
    """Return what a call is given as the database: its second argument, or `db`."""
    if len(call.args) > 1:
        return call.args[1]
    keyword = keyword_of(call, "db")
    return keyword.value if keyword is not None else None
