"""
Flask-SQLAlchemy becomes SQLAlchemy itself: a declarative base, an engine, a session by `Depends`.

Views ask for the session, `db: SessionDep`, and hand it to what they call. Where no parameter can
carry it (a method, a hook, a command, a test), `current_session()` gives the same one. It is all or
nothing: where a part of the models or of the set-up cannot be converted, the database stays on Flask.

Parity: one session for each request and each application context, rolled back and closed at its
end; tables, columns and SQL as before. Columns stay `Column`: to go on to `mapped_column` is the
business of types, not of frameworks.
"""

import ast
import re

from unflask.facts.left_start import left_start
from unflask.facts.query_classes import BASES, KEY, dynamic_calls, setting
from unflask.facts.session_limits import at_start
from unflask.facts.sessions import Use, sessions
from unflask.facts.table_names import Table
from unflask.facts.tables import MAKER, Database, database
from unflask.model.app import App, anchor
from unflask.model.source import Anchor, Module, absolute, parent
from unflask.model.spans import attribute_name, with_comma
from unflask.model.steps import (
    AddArgument,
    Code,
    Effect,
    Insert,
    Needs,
    Refuse,
    Remove,
    Replace,
    Require,
)
from unflask.recipe import Recipe, Steps
from unflask.recipes.database_queries import LEGACY, OWN, convert_queries

STAYS = Code(
    "UF300",
    "the database stays on Flask",
    "Models and session are converted together or not at all. Change the marked line so that plain "
    "SQLAlchemy can do it, then migrate again; until then the routes that use the database are "
    "answered by the original.",
    scope="none",
)
NEEDED = Code(
    "UF303",
    "the database stays on Flask, and the application uses it to start",
    "Without its database the converted application would not start, so all routes stay on Flask. "
    "Change what the markers UF300 name, then migrate again.",
    scope="app",
)
KEPT = Code(
    "UF301",
    "this use of the database has no certain counterpart",
    "Write it with `select()` and the session.",
)

recipe = Recipe(
    "database",
    "The database, its models and its session",
    (STAYS, NEEDED, KEPT, LEGACY),
    ("extensions",),
)


@recipe.on_app
def convert(app: App) -> Steps:
    """Convert the whole database, or say why it stays."""
    base = app.fact(database)
    if base is None:
        return
    found = app.fact(sessions)
    for problem in found.problems:
        yield Refuse(problem.module.anchor(problem.node), STAYS, problem.detail)
    if found.problems:
        gone = app.fact(left_start)
        for place in [p for p in at_start(app) if not gone.holds(p.node)][:1]:
            yield Refuse(place.module.anchor(place.node), NEEDED, place.detail)
        return
    for odd in found.odd:
        yield Refuse(odd.module.anchor(odd.node), KEPT, odd.detail, odd.function)
    yield from _made(app, base, kept=bool(found.odd))
    if not found.odd:
        yield from _no_longer_imported(app, base)
    for table in base.tables.values():
        yield from _named(table)
    if found.legacy:
        yield from _keep_queries(app, base)
    for use in found.uses:
        yield from _used(app, base, use)
    yield from convert_queries(app)
    yield Require("sqlalchemy")
    yield Require("flask-sqlalchemy", drop=True)


def _made(app: App, base: Database, *, kept: bool) -> Steps:
    """Put the declarative base in the place of `db = SQLAlchemy()`."""
    span = base.module.anchor(base.node)
    given = base.option("app")
    holes = [("app", base.module.anchor(given))] if given is not None else []
    metadata = base.option("metadata")
    if metadata is not None:
        holes.append(("metadata", base.module.anchor(metadata)))
    legacy = app.fact(sessions).legacy
    parts = [] if base.own_base is not None else [_class(base, legacy=legacy)]
    if given is not None:
        parts.append("${compat.database.bind_engine}($app" + _options(base, base.module) + ")")
    if base.own_base is not None:
        yield from _own(app, base, base.own_base)
    text = "\n\n\n".join(parts)
    if kept:
        name = base.symbol.rpartition(".")[2]
        text = "\n\n\n".join([f"{name} = ${{{MAKER}}}()", *parts])
    if text:
        before, after = _room(base, definition=base.own_base is None and given is None)
        yield Replace(span, before + text + after, tuple(sorted(holes)))
    else:
        blank = re.match(r"\s*", base.module.source[span.end :])
        end = span.end + (blank.end() if blank is not None else 0)
        yield Replace(Anchor(span.path, span.start, end, span.line, "statement"), "")


def _room(base: Database, *, definition: bool) -> tuple[str, str]:
    """Return the line ends that leave two blank lines around a class; imports see to their own."""
    body = base.module.tree.body
    source, span = base.module.source, base.module.anchor(base.node)
    at = body.index(base.node)
    above, below = source[: span.start].rstrip(), source[span.end :].lstrip()
    imported = at > 0 and isinstance(body[at - 1], ast.Import | ast.ImportFrom)
    first = source[len(above) : span.start].count("\n") if above and not imported else 3
    last = source[span.end : len(source) - len(below)].count("\n") if below and definition else 3
    return "\n" * max(0, 3 - first), "\n" * max(0, 3 - last)


def _no_longer_imported(app: App, base: Database) -> Steps:
    """Take out the imports of `db` that nothing reads; those that are read settle by themselves."""
    name = base.symbol.rpartition(".")[2]
    for module in app.project.modules.values():
        read = {n.id for n, _ in module.names}
        for node in module.nodes:
            if not isinstance(node, ast.ImportFrom):
                continue
            for alias in node.names:
                bound = alias.asname or alias.name
                target = app.project.canonical(f"{absolute(module, node)}.{alias.name}")
                if alias.name != name or target != base.symbol or bound in read:
                    continue
                whole = len(node.names) == 1
                yield (
                    Remove(module.anchor(node)) if whole else Replace(with_comma(module, alias), "")
                )


def _class(base: Database, *, legacy: bool) -> str:
    name = base.base.rpartition(".")[2]
    lines = [f"class {name}(${{sqlalchemy.orm.DeclarativeBase}}):"]
    if base.option("metadata") is not None:
        lines.append("    metadata = $metadata")
    if legacy:
        lines.append(f"    {_query(base)}")
    if _shows_keys(base):
        lines.append("    __repr__ = ${compat.database.repr_by_key}")
    return "\n".join(lines if len(lines) > 1 else [*lines, "    pass"])


def _query(base: Database) -> str:
    """Return the line that gives all models their legacy query."""
    given = base.option(KEY)
    own = base.module.text(given) if given is not None else ""
    return f"query = ${{compat.database.QueryProperty}}({own})"


def _own(app: App, base: Database, node: ast.ClassDef) -> Steps:
    """Give the project's own base the `__repr__` that models had, and the query."""
    module = next(m for m in app.modules if node in m.scopes)
    lines = [_query(base)] if app.fact(sessions).legacy else []
    if _shows_keys(base) and "__repr__" not in module.scopes[node].bindings:
        lines.append("__repr__ = ${compat.database.repr_by_key}")
    if not lines:
        return
    line = "\n".join(lines)
    last = node.body[-1]
    if isinstance(last, ast.Pass):
        yield Replace(module.anchor(last), line)
    else:
        yield Insert(module.anchor(last), "after", line, line=True)


def _shows_keys(base: Database) -> bool:
    """Models without a `__repr__` show their key, as Flask-SQLAlchemy's did."""
    return any("__repr__" not in t.scope.bindings for t in base.tables.values() if not t.abstract)


def _options(base: Database, module: Module) -> str:
    text = ""
    for name in ("engine_options", "session_options"):
        value = base.option(name)
        if value is not None:
            text += f", {name}={base.module.text(value)}"
    own = base.option(KEY)
    if own is not None:
        text += f', session_options={{"query_cls": {_query_class(base, module)}}}'
    return text


def _named(table: Table) -> Steps:
    """Write out the table name that was made up."""
    if table.tablename is None:
        return
    body = table.node.body
    first = body[0]
    text = f'__tablename__ = "{table.tablename}"'
    if ast.get_docstring(table.node) is not None:
        where = table.module.anchor(first)
        yield Insert(where, "after", f"\n{text}" + ("" if len(body) > 1 else "\n"), line=True)
    else:
        yield Insert(table.module.anchor(first), "before", f"{text}\n", line=True)


def _keep_queries(app: App, base: Database) -> Steps:
    """Query classes are made from ours; `query_class = Own` becomes the query itself."""
    for symbol in BASES:
        for reference in app.project.references.get(symbol, []):
            yield Replace(anchor(reference), "${compat.queries.Query}")
    for use in app.fact(sessions).uses:
        yield from _relation(base, use)
    for table in base.tables.values():
        line = setting(table)
        if line is not None:
            template = "query = ${compat.database.QueryProperty}($own)"
            holes = (("own", table.module.anchor(line.value)),)
            yield Replace(table.module.anchor(line), template, holes)


def _relation(base: Database, use: Use) -> Steps:
    """Give a relationship that is a query the class that `db.relationship` gave it."""
    module, call = use.reference.module, parent(use.node)
    named = getattr(use.node, "attr", None) in ("relationship", "dynamic_loader")
    if use.kind == "name" and named and isinstance(call, ast.Call) and call.func is use.node:
        for inner in dynamic_calls(call):
            yield AddArgument(module.anchor(inner), f"query_class={_query_class(base, module)}")


def _query_class(base: Database, module: Module) -> str:
    """Return what names the class of queries in a module."""
    own = base.option(KEY)
    if own is None:
        return "${compat.queries.Query}"
    text = base.module.text(own)
    return text if module is base.module else f"${{{base.module.name}.{text}}}"


def _used(app: App, base: Database, use: Use) -> Steps:
    module = use.reference.module
    span = module.anchor(use.node)
    text = _text(app, base, use)
    if text is not None:
        yield Replace(span, text)
        return
    match use.kind:
        case "init":
            yield from _bound(base, use)
        case "table":
            yield from _table(_base_name(base, use), use)
        case "served":
            yield from _served(app, use)
        case "dropped":
            line = parent(use.node)
            assert line is not None
            yield Remove(module.anchor(line))
        case "remove":
            assert isinstance(use.node, ast.Attribute)
            yield Replace(attribute_name(module, use.node), "close")
            yield from needs_session(app, use, module.anchor(use.node.value))
        case "session":
            yield from needs_session(app, use, span)


def _text(app: App, base: Database, use: Use) -> str | None:
    """Return what stands for a use as a whole, if something does."""
    symbol = _base_name(base, use)
    match use.kind:
        case "name":
            return "${" + use.text + "}"
        case "base":
            return symbol
        case "metadata" | "migrated":
            return f"{symbol}.metadata"
        case "engine":
            return _engine(app, use)
        case "all_tables":
            return f"{symbol}.metadata.{use.text}({_engine(app, use)})"
    return None


def needs_session(app: App, use: Use, span: Anchor) -> Steps:
    """Put the session at hand in the place of a span."""
    function = function_of(app, use)
    yield Replace(span, "${@session}", function=function)
    if function is not None:
        yield Needs(function, Effect.SESSION, anchor(use.reference))


def function_of(app: App, use: Use) -> str | None:
    """Return the function of a use; None in tests, whose functions keep their parameters."""
    reference = use.reference
    return None if reference.module.path in app.tests else app.function_at(reference.scope)


def _base_name(base: Database, use: Use) -> str:
    """In the module that defines the base, its name; elsewhere its symbol, to be imported."""
    module, _, name = base.base.rpartition(".")
    return name if use.reference.module.name == module else "${" + base.base + "}"


def _engine(app: App, use: Use) -> str:
    """The engine of the application: by the name that holds it here, else of the current one."""
    scope = use.reference.scope
    for name, bound in scope.bindings.items():
        held = any(b.value is not None for b in bound)
        probe = ast.Name(id=name, ctx=ast.Load())
        if held and any(m.kind == "app" for m in app.makers_of(probe, scope)):
            return f"{name}.state.engine"
    return "${compat.context.current_app}.state.engine"


def _bound(base: Database, use: Use) -> Steps:
    assert isinstance(use.node, ast.Call)
    module = use.reference.module
    yield Replace(module.anchor(use.node.func), "${compat.database.bind_engine}")
    options = _options(base, module)
    if options:
        yield Insert(module.anchor(use.node.args[0]), "after", options)


def _table(symbol: str, use: Use) -> Steps:
    """`db.Table(name, …)` is `Table(name, Base.metadata, …)`."""
    assert isinstance(use.node, ast.Call)
    module = use.reference.module
    yield Replace(module.anchor(use.node.func), "${sqlalchemy.Table}")
    if use.text != "given":
        name = module.anchor(use.node.args[0])
        gap = module.source[name.end : module.anchor(use.node).end]
        line = re.match(r",(\s*\n\s*)", gap)
        blank = line[1] if line is not None else " "
        yield Insert(name, "after", f",{blank}{symbol}.metadata")


def _served(app: App, use: Use) -> Steps:
    """`db.get_or_404(Part, 3)` is `get_or_404(db, Part, 3)`, and so is `db.paginate(…)`."""
    assert isinstance(use.node, ast.Call)
    module = use.reference.module
    function = function_of(app, use)
    yield Replace(module.anchor(use.node.func), "${" + OWN[use.text] + "}")
    first = module.anchor(use.node.args[0])
    yield Insert(first, "before", "${@session}, ", function=function)
    if function is not None:
        yield Needs(function, Effect.SESSION, anchor(use.reference))


__all__ = ["recipe"]
