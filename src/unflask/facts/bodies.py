"""JSON bodies that a view takes apart by constant keys: what a model of them would say."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

from unflask.facts.body_reads import Access, Guard, accesses, guard_after, is_early, is_present
from unflask.facts.evidence import Signs, signs, signs_by_key
from unflask.facts.providers import reads_its_own_way
from unflask.facts.queries import literal
from unflask.facts.query_flow import takes_parameters
from unflask.facts.request_classes import answers_bad_json
from unflask.facts.rules import parameters
from unflask.facts.wrappers import decorators
from unflask.model.source import parent

if TYPE_CHECKING:
    from unflask.model.app import App
    from unflask.model.project import Reference
    from unflask.model.source import FunctionNode, Scope

_WRITES = {"POST", "PUT", "PATCH"}
_ERRORS = {
    "KeyError", "LookupError", "TypeError", "AttributeError", "ValueError", "Exception", "BaseException",
}  # fmt: skip


@dataclass(frozen=True)
class Field:
    """One key of a body; `default` is Python source, None where the key has to be there.

    `type` is a type without `None`, or `Any`; `asked` is whether its lack has an answer of the app.
    """

    key: str
    type: str
    nullable: bool
    default: str | None
    asked: bool


@dataclass(frozen=True, eq=False)
class Body:
    """A body that becomes a model: where it is read into which variable, and all uses of it."""

    function: str
    reference: Reference
    statement: ast.Assign
    variable: str
    guard: Guard | None
    fields: tuple[Field, ...]
    accesses: tuple[Access, ...]


def bodies(app: App) -> tuple[Body, ...]:
    """Return the bodies that can become models, in source order.

    There are none where the application answers errors of its own code: what ends in an error in a
    view has an answer then, which a model would not give; and none where JSON is read in a way of the
    application's own. At `bytes` there are none at all.
    """
    found: list[Body] = []
    own_way = app.fact(reads_its_own_way) or app.fact(answers_bad_json)
    if app.fidelity == "bytes" or _answers_errors(app) or own_way:
        return ()
    for reference in app.uses("flask.request"):
        statement = _read(reference)
        name = app.function_at(reference.scope)
        if statement is not None and name in app.views and name is not None:
            body = _body(app, reference, statement, name)
            if body is not None:
                found.append(body)
    return tuple(found)


def _answers_errors(app: App) -> bool:
    return not handled_errors(app).isdisjoint(_ERRORS)


def handled_errors(app: App) -> set[str]:
    """Return the names of the classes of errors that the application has handlers for."""
    handlers = (h for h in app.hooks if h.kind in {"errorhandler", "app_errorhandler"})
    return {h.on.id for h in handlers if isinstance(h.on, ast.Name)}


def claimed_bodies(app: App) -> frozenset[Reference]:
    """Return the uses of `request` that models replace."""
    return frozenset(b.reference for b in app.fact(bodies))


def _read(reference: Reference) -> ast.Assign | None:
    """Return the statement `data = request.get_json()` or `data = request.json`."""
    attribute = reference.attribute
    value: ast.AST | None = attribute
    if attribute is not None and attribute.attr == "get_json":
        call = parent(attribute)
        plain = isinstance(call, ast.Call) and call.func is attribute
        value = call if plain and not call.args and not call.keywords else None  # type: ignore[union-attr]
    elif attribute is None or attribute.attr != "json":
        return None
    statement = parent(value) if value is not None else None
    if not isinstance(statement, ast.Assign) or len(statement.targets) != 1:
        return None
    return statement if isinstance(statement.targets[0], ast.Name) else None


def _body(app: App, reference: Reference, statement: ast.Assign, name: str) -> Body | None:
    node, scope = app.project.functions[name]
    target = statement.targets[0]
    assert isinstance(target, ast.Name)
    if not _comes_first(node, statement) or not _may_declare(app, name, node, scope, target.id):
        return None

    def is_jsonify(function: ast.expr) -> bool:
        return app.project.resolve(function, scope) == "flask.jsonify"

    guard = guard_after(scope.module, node, statement, target.id, is_jsonify)
    if guard is not None and guard.refuses_empty:
        return None
    uses = accesses(node, target.id, guard, target)
    fields = _fields(app, node, scope, statement, target.id, guard, uses) if uses else None
    if not uses or not fields:
        return None
    return Body(name, reference, statement, target.id, guard, fields, tuple(uses))


def _comes_first(node: FunctionNode, statement: ast.Assign) -> bool:
    """FastAPI reads the body before the view runs: nothing may have come before it."""
    start = 1 if ast.get_docstring(node, clean=False) is not None else 0
    return len(node.body) > start and node.body[start] is statement


def _may_declare(app: App, name: str, node: FunctionNode, scope: Scope, variable: str) -> bool:
    routes = app.views[name]
    writing = all(set(r.methods) - {"OPTIONS"} <= _WRITES for r in routes)
    taken = {a.arg for a in [*node.args.args, *node.args.kwonlyargs]}
    taken |= {p.name for r in routes for p in parameters(r.rule)}
    inner = (s for n in ast.walk(node) if n is not node and (s := scope.module.scopes.get(n)))
    return (
        writing
        and takes_parameters(app, name)
        and not decorators(app, node, scope)
        and variable not in taken
        and variable not in scope.outer
        and len(scope.bindings.get(variable, [])) == 1
        and not any(variable in s.bindings for s in inner)
    )


def _fields(
    app: App, node: FunctionNode, scope: Scope, read: ast.Assign, name: str,
    guard: Guard | None, uses: list[Access],
) -> tuple[Field, ...] | None:  # fmt: skip
    """Return the fields by first use; None where one cannot be told."""
    required = set(guard.required) if guard is not None else set()
    after: ast.stmt = guard.statement if guard is not None and not guard.kept else read
    keys = list(dict.fromkeys([*(guard.required if guard else ()), *(u.key for u in uses)]))
    found = []
    for key in keys:
        own = [u for u in uses if u.key == key]
        needed = key in required or any(
            u.kind == "item" and is_early(node, after, u.node, name) for u in own
        )
        if not needed and any(u.kind == "item" and not is_present(node, u, name) for u in own):
            return None
        loose = [u.node for u in own if guard is not None and _is_emptiness(u, guard)]
        field = _field(app, scope, key, own, loose, needed=needed, asked=key in required)
        if field is None:
            return None
        found.append(field)
    return tuple(found)


def _is_emptiness(use: Access, guard: Guard) -> bool:
    """`not data.get("key")` in the guard: a value that the model refuses gets the same answer."""
    outer = parent(use.node)
    return outer in guard.kept and isinstance(outer, ast.UnaryOp)


def _field(
    app: App, scope: Scope, key: str, own: list[Access], loose: list[ast.expr],
    *, needed: bool, asked: bool,
) -> Field | None:  # fmt: skip
    default = _default(own)
    if default is None:
        return None
    values = [u.node for u in own if u.kind in {"item", "get"} and u.node not in loose]
    type_, nullable = _type(app, scope, key, values, default)
    if needed:
        return Field(key, type_, nullable, None, asked)
    empty = default[0] == "None"
    return Field(key, type_, nullable or empty, default[0], asked)


def _default(own: list[Access]) -> tuple[str, str] | None:
    """Return the one default that `get` is given everywhere; None where there are several."""
    given = [u.default for u in own if u.kind == "get"]
    found = {_constant(node) for node in given}
    busy = (ast.Call, ast.Await, ast.NamedExpr, ast.Lambda)
    if len(found) > 1 or any(isinstance(n, busy) for d in given if d for n in ast.walk(d)):
        return None
    return found.pop() if found else ("None", "None")


def is_computed(node: ast.expr) -> bool:
    """Tell whether a default is no plain value."""
    return _constant(node)[1] == "computed"


def _constant(node: ast.expr | None) -> tuple[str, str]:
    """Return a default as source and its type; one that is worked out stays where it is."""
    if isinstance(node, ast.List | ast.Dict) and not ast.unparse(node).strip("[]{}"):
        return ast.unparse(node), "list" if isinstance(node, ast.List) else "dict"
    return literal(node) or ("None", "computed")


def _type(
    app: App, scope: Scope, key: str, values: list[ast.expr], default: tuple[str, str]
) -> tuple[str, bool]:
    """Return the type that uses, default and other uses of the key prove, and whether null is one."""
    direct = signs(app, values, scope)
    if direct & {"handled", "truth"}:
        return "Any", False
    proved = _proved(direct)
    tested = "none" in direct
    if proved is not None:
        return proved, tested
    if "unknown" in direct or {"text", "number"} <= direct:
        return "Any", False
    by_default = {"str": "str", "int": "int | float", "float": "int | float", "bool": "bool"}
    if default[1] in by_default:
        return by_default[default[1]], True
    elsewhere = app.fact(signs_by_key).get(key, frozenset())
    by_key = (
        _proved(elsewhere - {"none", "truth", "unknown"}) if "handled" not in elsewhere else None
    )
    return (by_key, tested) if by_key is not None else ("Any", False)


def _proved(found: Signs) -> str | None:
    kinds = found & {"text", "number"}
    if len(kinds) != 1:
        return None
    return "str" if "text" in kinds else "int | float"
