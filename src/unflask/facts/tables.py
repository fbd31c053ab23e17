"""The Flask-SQLAlchemy object of an application, and what keeps it from being plain SQLAlchemy."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

from unflask.facts.query_classes import KEY, is_base, odd_classes, odd_settings, setting
from unflask.facts.table_names import Problem, Table, tables_below
from unflask.model.app import App
from unflask.model.source import Module, statement

EXTENSION = "flask_sqlalchemy"
MAKER = "flask_sqlalchemy.SQLAlchemy"
_OPTIONS = {
    "app", "metadata", "engine_options", "session_options", "model_class", "add_models_to_shell",
    "disable_autonaming", "query_class",
}  # fmt: skip
_WORDS = {
    "SQLALCHEMY_BINDS": "there are several databases (SQLALCHEMY_BINDS)",
}
_SESSION_OPTIONS = {"autoflush", "expire_on_commit"}
_BASES = ("Base", "Model", "DatabaseModel")


@dataclass(frozen=True, eq=False)
class Database:
    """The object that `SQLAlchemy(…)` makes; `base` is the symbol of the declarative base instead.

    `own_base` is the class of the project that was given as `model_class`.
    """

    symbol: str
    call: ast.Call
    node: ast.stmt
    module: Module
    base: str
    own_base: ast.ClassDef | None
    tables: dict[str, Table] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def option(self, name: str) -> ast.expr | None:
        """Return the value of a keyword of the call; the application may be given by place."""
        if name == "app" and self.call.args:
            return self.call.args[0]
        return next((k.value for k in self.call.keywords if k.arg == name), None)

    @property
    def names_tables(self) -> bool:
        """Whether classes without a `__tablename__` are given one."""
        value = self.option("disable_autonaming")
        return value is None or (isinstance(value, ast.Constant) and not value.value)


def database(app: App) -> Database | None:
    """Return the application's database, None where it has none that is made in a plain way."""
    made = [r for r in app.uses(MAKER) if r.call is not None]
    if len(made) != 1 or made[0].scope.kind != "module":
        return None
    call = made[0].call
    assert call is not None
    node, module = statement(call), made[0].module
    name = _target(node, call)
    if name is None or len(module.scope.bindings[name]) != 1:
        return None
    own = _own_base(app, call, module)
    found = Database(f"{module.name}.{name}", call, node, module, _base(module, own), own[1])
    found.problems.extend([*_made(found), *_named(app, found)])
    found.tables.update(tables_below(app, found.symbol, found.base, names=found.names_tables))
    found.problems.extend(p for t in found.tables.values() for p in t.problems)
    found.problems.extend(odd_settings(app, found.tables, call))
    lines = ((setting(t), t.scope) for t in found.tables.values())
    given = [(line.value, scope) for line, scope in lines if line is not None]
    whole = found.option(KEY)
    given += [(whole, module.scope)] if whole is not None else []
    found.problems.extend(odd_classes(app, found.symbol, given, found.own_base))
    return found


def _target(node: ast.stmt, call: ast.Call) -> str | None:
    match node:
        case ast.Assign(targets=[ast.Name(id=name)], value=value) if value is call:
            return name
        case ast.AnnAssign(target=ast.Name(id=name), value=value) if value is call:
            return name
    return None


def _own_base(app: App, call: ast.Call, module: Module) -> tuple[str | None, ast.ClassDef | None]:
    """Return the class of the project that is given as `model_class`, a plain `DeclarativeBase`."""
    given = next((k.value for k in call.keywords if k.arg == "model_class"), None)
    symbol = app.project.resolve(given, module.scope) if given is not None else None
    bound = app.project.binding(symbol) if symbol is not None else None
    node = bound[0][0].node if bound is not None and len(bound[0]) == 1 else None
    if bound is None or not isinstance(node, ast.ClassDef) or node.keywords:
        return None, None
    bases = [app.project.resolve(b, bound[1]) for b in node.bases]
    return (symbol, node) if bases == ["sqlalchemy.orm.DeclarativeBase"] else (None, None)


def _base(module: Module, own: tuple[str | None, ast.ClassDef | None]) -> str:
    if own[0] is not None:
        return own[0]
    free = [n for n in _BASES if n not in module.scope.bindings]
    return f"{module.name}.{free[0] if free else 'Base_'}"


def _made(database: Database) -> Iterator[Problem]:
    module, call = database.module, database.call
    odd = sorted(str(k.arg) for k in call.keywords if k.arg not in _OPTIONS)
    if len(call.args) > 1 or odd:
        yield Problem(module, call, f"SQLAlchemy is given `{odd[0] if odd else 'arguments'}`")
    for name, known in (("engine_options", None), ("session_options", _SESSION_OPTIONS)):
        value = database.option(name)
        if value is not None and not _is_plain(value, known):
            yield Problem(module, call, f"its `{name}` are computed or have no counterpart")
    if database.option("session_options") is not None and database.option(KEY) is not None:
        yield Problem(module, call, "it has `session_options` and a `query_class`")
    if database.own_base is not None and database.option(KEY) is not None:
        yield Problem(module, call, "it has a `model_class` and a `query_class`")
    if database.option("model_class") is not None and database.own_base is None:
        yield Problem(module, call, "its `model_class` is no plain DeclarativeBase of the project")
    if database.own_base is not None and database.option("metadata") is not None:
        yield Problem(module, call, "it has a `model_class` and `metadata`")


def _named(app: App, database: Database) -> Iterator[Problem]:
    """Find what else of Flask-SQLAlchemy is named, in the code or in its settings."""
    for symbol, references in app.project.references.items():
        if symbol.split(".")[0] == EXTENSION:
            for reference in references:
                if reference.call is not database.call and not is_base(reference):
                    yield Problem(reference.module, reference.node, f"`{symbol}` is used")
    for module in app.modules:
        for node in module.nodes:
            for word, detail in _WORDS.items():
                if word in _words(node):
                    yield Problem(module, node, detail)
        if any(_is_extension(node) for node in module.nodes):
            yield Problem(module, module.tree.body[0], 'it reads `extensions["sqlalchemy"]`')


def _is_extension(node: ast.AST) -> bool:
    match node:
        case ast.Subscript(
            value=ast.Attribute(attr="extensions"), slice=ast.Constant(value="sqlalchemy")
        ):
            return True
    return False


def _words(node: ast.AST) -> tuple[object, ...]:
    match node:
        case ast.Constant(value=str(text)):
            return (text,)
        case ast.Name(id=name) | ast.Attribute(attr=name) | ast.keyword(arg=str(name)):
            return (name,)
    return ()


def _is_plain(value: ast.expr, known: set[str] | None) -> bool:
    try:
        found = ast.literal_eval(value)
    except ValueError:
        return False
    return isinstance(found, dict) and (known is None or set(found) <= known)
