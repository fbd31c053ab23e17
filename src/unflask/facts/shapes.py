"""What views answer where all of it is in sight: the keys of dict literals, and what is known of values."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

from unflask.facts.bodies import bodies, handled_errors
from unflask.facts.converters import type_of
from unflask.facts.leaks import leaks, returned
from unflask.facts.makers import attribute_uses
from unflask.facts.providers import writes_its_own_way
from unflask.facts.queries import names_in, removable
from unflask.facts.query_flow import query_flow, takes_parameters
from unflask.facts.returns import answers
from unflask.facts.rules import parameters
from unflask.facts.view_args import replaced_arguments
from unflask.facts.wrappers import decorators
from unflask.model.source import parent, parents, statement

if TYPE_CHECKING:
    from unflask.model.app import App
    from unflask.model.source import FunctionNode, Scope

_RESPONSES = {
    "flask.redirect", "flask.make_response", "flask.Response", "flask.abort", "flask.send_file",
    "flask.send_from_directory",
}  # fmt: skip
_CALLS = {"len": "int", "int": "int", "str": "str", "bool": "bool", "repr": "str"}
_KEEPING = {"append", "add", "insert", "appendleft"}


@dataclass(frozen=True)
class Member:
    """One key of an answer; `type` is empty where nothing is known of the value."""

    key: str
    type: str
    always: bool


@dataclass(frozen=True)
class Shape:
    """The members of an answer, or of each entry of it where it is a list."""

    members: tuple[Member, ...]
    many: bool = False


@dataclass(frozen=True, eq=False)
class Result:
    """One `return` of a view: `body` is its JSON, `status` its status, `call` the `jsonify` around it."""

    node: ast.expr
    body: ast.expr
    status: int
    call: ast.Call | None


@dataclass(frozen=True, eq=False)
class Answer:
    """What a view answers where it succeeds."""

    function: str
    shape: Shape
    status: int
    results: tuple[Result, ...]


def complete_answers(app: App) -> tuple[Answer, ...]:
    """Return the answers of the views whose every return is in sight, in source order.

    There are none where it matters that the view itself writes the JSON.
    """
    if app.fact(handles_wrong_json) or app.fact(writes_its_own_way) or _names_its_type(app):
        return ()
    found = [_answer(app, name) for name in app.views if app.function(name) is not None]
    whole = [a for a in found if a is not None]
    return tuple(sorted(whole, key=lambda a: _place(app, a.function)))


def handles_wrong_json(app: App) -> bool:
    """Tell whether a handler of the application's own answers what JSON cannot say."""
    return "TypeError" in handled_errors(app)


def _names_its_type(app: App) -> bool:
    """Tell whether JSON has a content type of the application's own: `app.json.mimetype = …`."""
    above = [parent(node) for node, _ in app.fact(attribute_uses) if node.attr == "json"]
    return any(
        isinstance(a, ast.Attribute) and a.attr == "mimetype" and isinstance(a.ctx, ast.Store)
        for a in above
    )


def _place(app: App, name: str) -> tuple[str, int]:
    node, scope = app.project.functions[name]
    return scope.module.path, node.lineno


def _answer(app: App, name: str) -> Answer | None:
    node, scope = app.project.functions[name]
    plain = (
        takes_parameters(app, name) and not decorators(app, node, scope) and node.returns is None
    )
    if not plain or not answers(app, node, scope) or _is_generator(node):
        return None
    results: list[Result] = []
    for value in returned(node):
        if _is_response(app, value, scope):
            continue
        result = _result(app, value, scope)
        if result is None:
            return None
        results.append(result)
    good = [r for r in results if r.status in {200, 201}]
    statuses = {r.status for r in good}
    shapes = [_shape(app, name, r.body, scope) for r in good]
    known = [s for s in shapes if s is not None]
    if len(statuses) != 1 or len(known) != len(shapes) or len({s.many for s in known}) != 1:
        return None
    return Answer(name, _kept(app, name, _union(known)), statuses.pop(), tuple(good))


def _kept(app: App, name: str, shape: Shape) -> Shape:
    """Leave out the members that are taken out of the view's answers on request."""
    dropped = "drop-secrets" in app.options
    gone = {f for leak in app.fact(leaks) if dropped and leak.function == name for f in leak.fields}
    return Shape(tuple(m for m in shape.members if m.key not in gone), shape.many)


def _is_generator(node: FunctionNode) -> bool:
    return any(isinstance(n, ast.Yield | ast.YieldFrom) for n in ast.walk(node))


def _is_response(app: App, value: ast.expr, scope: Scope) -> bool:
    return isinstance(value, ast.Call) and app.project.resolve(value.func, scope) in _RESPONSES


def _result(app: App, value: ast.expr, scope: Scope) -> Result | None:
    """Take `{…}`, `{…}, 400`, `jsonify(…)` and `jsonify(…), 400` apart."""
    status, body = 200, value
    if isinstance(value, ast.Tuple):
        code = app.constant(value.elts[1], scope) if len(value.elts) == 2 else None
        if not isinstance(code, int):
            return None
        status, body = code, value.elts[0]
    call = body if isinstance(body, ast.Call) and _is_jsonify(app, body, scope) else None
    if call is not None and not call.keywords and len(call.args) == 1:
        body = call.args[0]
    elif call is not None and (call.args or any(k.arg is None for k in call.keywords)):
        return None
    if status not in {200, 201} and call is None and not isinstance(body, ast.Dict | ast.List):
        return None
    return Result(value, body, status, call)


def _is_jsonify(app: App, call: ast.Call, scope: Scope) -> bool:
    return app.project.resolve(call.func, scope) == "flask.jsonify"


def _shape(app: App, view: str, body: ast.expr, scope: Scope) -> Shape | None:
    match body:
        case ast.List(elts=elements) if elements:
            many = [_single(app, view, e, scope) for e in elements]
            known = [s for s in many if s is not None]
            return Shape(_union(known).members, many=True) if len(known) == len(many) else None
        case ast.ListComp():
            one = _single(app, view, body.elt, scope.module.scopes.get(body, scope))
            return Shape(one.members, many=True) if one else None
    return _single(app, view, body, scope)


def _single(app: App, view: str, body: ast.expr, scope: Scope) -> Shape | None:
    """Return the shape of a dict literal, of a variable that holds one, of a function that returns one."""
    match body:
        case ast.Dict():
            return _literal(app, view, body, scope)
        case ast.Call(args=[], keywords=words) if words and _is_jsonify(app, body, scope):
            return Shape(
                tuple(Member(k.arg or "", _type(app, view, k.value, scope), True) for k in words)
            )
        case ast.Call():
            return _returned(app, view, body, scope)
        case ast.Name():
            made = _only_value(body, scope)
            return _literal(app, view, made, scope) if isinstance(made, ast.Dict) else None
    return None


def _literal(app: App, view: str, node: ast.Dict, scope: Scope) -> Shape | None:
    members = []
    for key, value in zip(node.keys, node.values, strict=True):
        if not isinstance(key, ast.Constant) or not isinstance(key.value, str):
            return None
        members.append(Member(key.value, _type(app, view, value, scope), always=True))
    unique = {m.key for m in members}
    return Shape(tuple(members)) if members and len(unique) == len(members) else None


def _returned(app: App, view: str, call: ast.Call, scope: Scope) -> Shape | None:
    symbol = app.project.resolve(call.func, scope)
    found = app.function(symbol)
    if found is None or symbol is None or symbol in app.views:
        return None
    node, own = found
    if node.decorator_list or _is_generator(node) or isinstance(node, ast.AsyncFunctionDef):
        return None
    values = returned(node)
    shapes = [_single(app, view, v, own) if not isinstance(v, ast.Call) else None for v in values]
    known = [s for s in shapes if s is not None]
    return _union(known) if known and len(known) == len(shapes) and _always_returns(node) else None


def _always_returns(node: FunctionNode) -> bool:
    return isinstance(node.body[-1], ast.Return | ast.Raise)


def _only_value(name: ast.Name, scope: Scope) -> ast.expr | None:
    """Return what a local variable was set to, if nothing can have changed it since."""
    owner = scope.lookup(name.id)
    bound = (
        owner.bindings.get(name.id, []) if owner is not None and owner.kind == "function" else []
    )
    if owner is None or len(bound) != 1 or bound[0].value is None or name.id in owner.outer:
        return None
    uses = [n for n in ast.walk(owner.node) if isinstance(n, ast.Name) and n.id == name.id]
    return bound[0].value if all(_only_looks(u) or _is_kept_last(u) for u in uses) else None


def _only_looks(use: ast.Name) -> bool:
    """Tell whether a use only sets the variable, reads a key of it, or returns it."""
    outer = parent(use)
    match outer:
        case ast.Assign(targets=[target]):
            return target is use
        case ast.Subscript():
            return isinstance(outer.ctx, ast.Load)
    return any(isinstance(p, ast.Return) for p in parents(use))


def _is_kept_last(use: ast.Name) -> bool:
    """`db.append(item)` or `db[1] = item` right before the return: nobody can change it in between."""
    outer = parent(use)
    match outer:
        case ast.Assign(targets=[ast.Subscript()]) if outer.value is use:
            pass
        case ast.Call(func=ast.Attribute(attr=attribute)) if attribute in _KEEPING:
            pass
        case _:
            return False
    kept = statement(use)
    block = next(
        b
        for n in ("body", "orelse", "finalbody")
        if kept in (b := getattr(parent(kept), n, []) or [])
    )
    after = block[block.index(kept) + 1 :]
    return bool(after) and isinstance(after[0], ast.Return)


def _union(shapes: list[Shape]) -> Shape:
    keys = dict.fromkeys(m.key for s in shapes for m in s.members)
    members = []
    for key in keys:
        own = [m for s in shapes for m in s.members if m.key == key]
        types = {m.type for m in own}
        always = len(own) == len(shapes) and all(m.always for m in own)
        members.append(Member(key, types.pop() if len(types) == 1 else "", always))
    return Shape(tuple(members), shapes[0].many)


def _type(app: App, view: str, value: ast.expr, scope: Scope, depth: int = 0) -> str:
    """Return the type of a value where it is certain, else nothing."""
    known = app.fact(declared).get(value)
    if known is not None:
        return known
    match value:
        case ast.Constant():
            kind = type(value.value)
            return kind.__name__ if kind in (str, int, bool, float) else ""
        case ast.JoinedStr():
            return "str"
        case ast.Compare() | ast.UnaryOp(op=ast.Not()):
            plain = all(
                isinstance(op, ast.Is | ast.IsNot | ast.In | ast.NotIn)
                for op in getattr(value, "ops", [])
            )
            return "bool" if plain else ""
        case ast.Call(func=ast.Name(id=name)) if name in _CALLS and scope.lookup(name) is None:
            return _CALLS[name]
        case ast.Name() if depth == 0:
            set_to = _only_value(value, scope)
            return _path_type(app, view, value, scope) or (
                _type(app, view, set_to, scope, 1) if set_to else ""
            )
    return ""


def declared(app: App) -> dict[ast.expr, str]:
    """Return the expressions that become parameters or fields of a declared type, with the type.

    Numbers with a point are left out: JSON tells 1 from 1.0, and has no word for some of them.
    """
    found: dict[ast.expr, str] = {}
    for read in app.fact(query_flow).reads:
        found[read.call] = read.query.annotation
        node, scope = app.project.functions[read.function]
        if removable(node, scope, read) and len(scope.bindings.get(read.query.name, [])) == 1:
            found.update((use, read.query.annotation) for use in names_in(node, read.query.name))
    for body in app.fact(bodies):
        types = {f.key: f"{f.type} | None" if f.nullable else f.type for f in body.fields}
        found.update((a.node, types[a.key]) for a in body.accesses if a.kind in {"item", "get"})
    return {
        node: type_ for node, type_ in found.items() if "float" not in type_ and "Any" not in type_
    }


def _path_type(app: App, view: str, name: ast.Name, scope: Scope) -> str:
    """A parameter of the path has the type that its converter makes."""
    node, own = app.project.functions[view]
    given = name.id in {a.arg for a in node.args.args} and scope.lookup(name.id) is own
    given = given and name.id not in app.fact(replaced_arguments)
    rules = [{p.name: type_of(app, p) for p in parameters(r.rule)} for r in app.views[view]]
    types = {rule.get(name.id, "") for rule in rules}
    single = given and len(own.bindings.get(name.id, [])) == 1 and len(types) == 1
    found = types.pop() if single else ""
    return found if found in {"int", "str", "float"} else ""
