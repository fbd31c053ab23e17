"""Legacy queries as `select()` statements that the session at hand runs, for the same SQL."""

from __future__ import annotations

import ast
import re

from unflask.facts.chains import Chain, Query, queries
from unflask.facts.sessions import sessions
from unflask.model.app import App
from unflask.model.source import Anchor, parent
from unflask.model.spans import call_opening
from unflask.model.steps import Code, Effect, Flag, Needs, Replace
from unflask.recipe import Steps

LEGACY = Code(
    "UF302",
    "a legacy query was kept",
    "`session.query(…)` runs the same SQL. Write it with `select()` before the session becomes "
    "asynchronous.",
    scope="none",
)

OWN = {
    "get_or_404": "compat.database.get_or_404",
    "first_or_404": "compat.database.first_or_404",
    "one_or_404": "compat.database.one_or_404",
    "paginate": "compat.pagination.paginate",
}
"""What Flask-SQLAlchemy adds to queries, as functions of a session and a statement."""

LENGTH = 100
_MARK = re.compile(r"\$\{([@\w.]+)\}")
_SELECT = "${sqlalchemy.select}"
_RUNS = {
    "all": "scalars($stmt)!.all()",
    "first": "scalars($stmt.limit(1))!.first()",
    "one": "scalars($stmt)!.one()",
    "one_or_none": "scalars($stmt)!.one_or_none()",
    "scalar": "scalars($stmt)!.one_or_none()",
    "count": f"scalar({_SELECT}(${{sqlalchemy.func}}.count()).select_from($stmt.subquery()))",
}
_COLUMNS = {
    "all": "execute($stmt).all()",
    "first": "execute($stmt.limit(1)).first()",
    "one": "execute($stmt).one()",
    "one_or_none": "execute($stmt).one_or_none()",
}
_SHORT = {"first_or_404": "$stmt.limit(1)", "one_or_404": "$stmt", "paginate": "$stmt"}


def convert_queries(app: App) -> Steps:
    """Yield the steps for all queries of an application and its tests."""
    legacy = app.fact(sessions).legacy
    for query in app.fact(queries):
        if legacy and query.hindrance is not None and isinstance(query.root.node, ast.Attribute):
            span = query.root.module.anchor(query.root.node)
            yield Flag(span, LEGACY, query.hindrance)
            continue
        if query.is_own and not legacy:
            continue
        function = _function(app, query)
        if function is not None:
            yield Needs(function, Effect.SESSION, query.root.module.anchor(query.root.node))
        if query.hindrance is not None:
            yield from _kept(query, function)
            continue
        if not _is_looked_up(query) and not any(_is_bare(query, c) for c in query.chains):
            yield _selected(query)
        for chain in query.chains:
            yield from _run(query, chain, function)


def _function(app: App, query: Query) -> str | None:
    path = query.root.module.path
    return None if path in app.tests else app.function_at(query.root.scope)


def _kept(query: Query, function: str | None) -> Steps:
    """`Part.query.…` is `db.query(Part).…`."""
    root, module = query.root, query.root.module
    span = module.anchor(root.node)
    yield Flag(span, LEGACY, query.hindrance or "")
    if isinstance(root.node, ast.Call):
        assert isinstance(root.node.func, ast.Attribute)
        yield Replace(module.anchor(root.node.func.value), "${@session}", function=function)
    else:
        entity = (("entity", module.anchor(root.entities[0])),)
        yield Replace(span, "${@session}.query($entity)", entity, function)


def _is_looked_up(query: Query) -> bool:
    return query.chains[0].name in ("get", "get_or_404")


def _selected(query: Query) -> Replace:
    root, module = query.root, query.root.module
    if isinstance(root.node, ast.Call):
        return Replace(call_opening(module, root.node), f"{_SELECT}(")
    entity = (("entity", module.anchor(root.entities[0])),)
    return Replace(module.anchor(root.node), f"{_SELECT}($entity)", entity)


def _run(query: Query, chain: Chain, function: str | None) -> Steps:
    module = query.root.module
    start, last = module.anchor(chain.start), module.anchor(chain.last)
    statement = Anchor(start.path, start.start, last.end, start.line, "statement")
    if chain.end is None:
        if _iterates(chain):
            unique = ".unique()" if query.unique and query.root.kind != "columns" else ""
            how = "execute" if query.root.kind == "columns" else "scalars"
            hole, text = ("stmt", statement), "$stmt"
            if _is_bare(query, chain):
                hole = ("entity", module.anchor(query.root.entities[0]))
                text = f"{_SELECT}($entity)"
            yield Replace(last, f"${{@session}}.{how}({text}){unique}", (hole,), function)
        return
    holes = [("stmt", statement)]
    if _is_looked_up(query):
        holes = [("entity", module.anchor(query.root.entities[0]))]
    given = _arguments(query, chain)
    if given is not None:
        holes.append(("args", given))
    template = _template(query, chain, given is not None)
    if given is not None:
        template = _above(template, module.source[given.start : given.end])
    span, template = _laid_out(query, chain, template)
    yield Replace(span, template, tuple(sorted(holes)), function)


def _is_bare(query: Query, chain: Chain) -> bool:
    """Tell whether `Part.query` itself is what a loop goes through."""
    node = query.root.node
    return chain.last is node and isinstance(node, ast.Attribute) and _iterates(chain)


def _iterates(chain: Chain) -> bool:
    outer = parent(chain.last)
    return isinstance(outer, ast.For | ast.comprehension) and outer.iter is chain.last


def _template(query: Query, chain: Chain, given: bool) -> str:
    name = chain.name or ""
    args = ", $args" if given else ""
    if name == "get":
        return f"${{@session}}.get($entity{args})"
    if name == "get_or_404":
        return f"${{{OWN[name]}}}(${{@session}}, $entity{args})"
    if name in _SHORT:
        return f"${{{OWN[name]}}}(${{@session}}, {_SHORT[name]}{args})"
    runs = _RUNS | _COLUMNS if query.root.kind == "columns" else _RUNS
    unique = ".unique()" if query.unique and query.root.kind != "columns" else ""
    return "${@session}." + runs[name].replace("!", unique)


def _arguments(query: Query, chain: Chain) -> Anchor | None:
    """Return what stands between the parentheses of the call that runs the query, if anything."""
    assert chain.end is not None
    if not chain.end.args and not chain.end.keywords:
        return None
    module = query.root.module
    span, opening = module.anchor(chain.end), call_opening(module, chain.end)
    return Anchor(span.path, opening.end, span.end - 1, span.line, "arguments")


def _above(template: str, given: str) -> str:
    """Put the session and the statement on lines of their own where the arguments have some."""
    lines = re.match(r"\s*(\n[ \t]*)", given)
    if lines is None:
        return template
    head, _, rest = template.partition("(")
    first = ",".join(f"{lines[1]}{a}" for a in rest.split(", ")[:-1])
    return f"{head}({first},$args)"


def _laid_out(query: Query, chain: Chain, template: str) -> tuple[Anchor, str]:
    """Break a chain that stands on lines of its own inside of parentheses as it was broken."""
    module = query.root.module
    assert chain.end is not None
    span = module.anchor(chain.end)
    source = module.source
    if "\n" not in source[span.start : span.end]:
        return span, _broken(query, chain, template) if "($stmt" in template else template
    before = re.search(r"(?:=|return|\bin|,|\()\s*(\()\s*\n[ \t]*$", source[: span.start])
    after = re.match(r"[ \t]*\n([ \t]*)\)", source[span.end :])
    if before is None or after is None:
        return span, template
    margin = source[source.rfind("\n", 0, span.start) + 1 : span.start]
    text = _on_lines(template, margin, after[1])
    whole = Anchor(span.path, before.start(1), span.end + after.end(), span.line, "parentheses")
    return whole, text


def _on_lines(template: str, margin: str, end: str) -> str:
    """Give each argument a line of its own."""
    if "\n" in template:
        return template
    if "($stmt" not in template:
        head, _, given = template.partition("(")
        rows = "".join(f"{margin}{row},\n" for row in given.removesuffix(")").split(", "))
        return f"{head}(\n{rows}{end})"
    head, inner, tail = _parts(template)
    own = f"\n{margin}{inner}" if inner else ""
    return f"{head}\n{margin}$stmt{own}\n{end}{tail}"


def _parts(template: str) -> tuple[str, str, str]:
    """Split a template around the argument that holds the statement; what is called on it apart."""
    head, _, tail = template.partition("$stmt")
    close = tail.index("))") + 1 if tail.startswith(".") else tail.index(")")
    return head, tail[:close], tail[close:]


def _broken(query: Query, chain: Chain, template: str) -> str:
    """Put the statement on a line of its own where the line would be too long."""
    module = query.root.module
    assert chain.end is not None
    outer: ast.AST = chain.end
    while isinstance(above := parent(outer), ast.Attribute | ast.Call) and _is_head(outer, above):
        outer = above
    if not isinstance(above, ast.Assign | ast.Return | ast.Expr) or "$args" in template:
        return template
    start = module.anchor(above).start
    line_start = module.source.rfind("\n", 0, start) + 1
    line_end = module.source.find("\n", start)
    shown = _MARK.sub(_short_name, template).replace("$stmt", "") + "select()"
    length = line_end - line_start + len(shown) - len(f".query.{chain.name}()")
    if length <= LENGTH:
        return template
    indent = module.source[line_start:start]
    head, inner, tail = _parts(template)
    return f"{head}\n{indent}    $stmt{inner}\n{indent}{tail}"


def _is_head(node: ast.AST, above: ast.AST) -> bool:
    return node in (getattr(above, "value", None), getattr(above, "func", None))


def _short_name(match: re.Match[str]) -> str:
    return "db" if match[1] == "@session" else match[1].rpartition(".")[2]
