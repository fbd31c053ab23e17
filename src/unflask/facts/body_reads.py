"""How a view reads its JSON body: the statement, the check after it, every later use."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from unflask.facts.queries import names_in
from unflask.model.source import parent, parents

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unflask.model.source import FunctionNode, Module

Kind = Literal["item", "get", "in", "not in"]
IsJsonify = Callable[[ast.expr], bool]


@dataclass(frozen=True, eq=False)
class Access:
    """One use of the body by a constant key; `default` is the second argument of `get`."""

    node: ast.expr
    kind: Kind
    key: str
    default: ast.expr | None = None


@dataclass(frozen=True, eq=False)
class Guard:
    """The check right after the read, with the answer of its own that it gives.

    `required` are the keys that it asks for; `kept` are the parts of its test that look at values
    and stay; `refuses_empty` is whether an empty object gets the answer; `body` is Python source.
    """

    statement: ast.If
    required: tuple[str, ...]
    kept: tuple[ast.expr, ...]
    refuses_empty: bool
    status: int
    body: str


def accesses(
    node: FunctionNode, name: str, guard: Guard | None, target: ast.Name
) -> list[Access] | None:
    """Return all uses of the body but those in the dropped parts of the guard; None if one is other."""
    found = []
    for use in names_in(node, name):
        if use is target or (guard is not None and _is_dropped(use, guard)):
            continue
        access = _access(use)
        if access is None:
            return None
        found.append(access)
    return sorted(found, key=lambda a: _position(a.node))


def _is_dropped(use: ast.Name, guard: Guard) -> bool:
    above = [use, *parents(use)]
    return guard.statement.test in above and not any(k in above for k in guard.kept)


def _access(use: ast.Name) -> Access | None:
    outer = parent(use)
    match outer:
        case ast.Subscript(slice=ast.Constant(value=str(key)), ctx=ast.Load()) if (
            outer.value is use
        ):
            return Access(outer, "item", key)
        case ast.Attribute(attr="get"):
            call = parent(outer)
            if isinstance(call, ast.Call) and call.func is outer and not call.keywords:
                match call.args:
                    case [ast.Constant(value=str(key))]:
                        return Access(call, "get", key)
                    case [ast.Constant(value=str(key)), default]:
                        return Access(call, "get", key, default)
        case ast.Compare(left=ast.Constant(value=str(key)), ops=[ast.In()]):
            return Access(outer, "in", key)
        case ast.Compare(left=ast.Constant(value=str(key)), ops=[ast.NotIn()]):
            return Access(outer, "not in", key)
    return None


def guard_after(
    module: Module, node: FunctionNode, read: ast.Assign, name: str, is_jsonify: IsJsonify
) -> Guard | None:
    """Return the check of the body's shape that follows its read, if there is one."""
    index = node.body.index(read) + 1
    statement = node.body[index] if index < len(node.body) else None
    if not isinstance(statement, ast.If) or statement.orelse or len(statement.body) != 1:
        return None
    answer = _answer(module, statement.body[0], is_jsonify)
    if answer is None:
        return None
    required: list[str] = []
    kept: list[ast.expr] = []
    shaped = empty = False
    for term in terms(statement.test):
        shape = _shape(term, name)
        if shape is None:
            kept.append(term)
            empty |= _empty_key(term, name) is not None
        else:
            shaped = True
            required += [k for k in shape if k]
    if not shaped:
        return None
    asks = any("" in (_shape(t, name) or ()) for t in terms(statement.test))
    fine = not asks or bool(required) or empty
    return Guard(statement, tuple(required), tuple(kept), not fine, *answer)


def terms(test: ast.expr) -> list[ast.expr]:
    """Return the parts of a test that `or` joins."""
    if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.Or):
        return list(test.values)
    return [test]


def _shape(term: ast.expr, name: str) -> tuple[str, ...] | None:
    """Return the keys that a part of a test asks for; `""` stands for not being empty."""
    match term:
        case ast.UnaryOp(op=ast.Not(), operand=ast.Name(id=found)) if found == name:
            return ("",)
        case ast.Compare(
            left=ast.Name(id=found), ops=[ast.Is()], comparators=[ast.Constant(value=None)]
        ):
            return () if found == name else None
        case ast.UnaryOp(
            op=ast.Not(),
            operand=ast.Call(
                func=ast.Name(id="isinstance"), args=[ast.Name(id=found), ast.Name(id="dict")]
            ),
        ):
            return () if found == name else None
        case ast.Compare(
            left=ast.Constant(value=str(key)), ops=[ast.NotIn()], comparators=[ast.Name(id=found)]
        ):
            return (key,) if found == name else None
        case ast.UnaryOp(
            op=ast.Not(),
            operand=ast.Call(func=ast.Name(id="all"), args=[ast.GeneratorExp() as each]),
        ):
            return _keys(each, name, ast.In)
        case ast.Call(func=ast.Name(id="any"), args=[ast.GeneratorExp() as each]):
            return _keys(each, name, ast.NotIn)
    return None


def _keys(each: ast.GeneratorExp, name: str, operator: type[ast.cmpop]) -> tuple[str, ...] | None:
    """`key in data for key in ("a", "b")`."""
    match each:
        case ast.GeneratorExp(
            elt=ast.Compare(left=ast.Name(id=key), ops=[op], comparators=[ast.Name(id=found)]),
            generators=[ast.comprehension(target=ast.Name(id=target), iter=listed, ifs=[])],
        ):
            if key != target or found != name or not isinstance(op, operator):
                return None
            if isinstance(listed, ast.Tuple | ast.List | ast.Set):
                values = [e.value for e in listed.elts if isinstance(e, ast.Constant)]
                texts = tuple(v for v in values if isinstance(v, str))
                return texts if len(texts) == len(listed.elts) and texts else None
    return None


def _empty_key(term: ast.expr, name: str) -> str | None:
    """Return the key of `not data.get("key")`, which is true of an empty object."""
    match term:
        case ast.UnaryOp(
            op=ast.Not(),
            operand=ast.Call(
                func=ast.Attribute(value=ast.Name(id=found), attr="get"),
                args=[ast.Constant(value=str(key))],
            ),
        ):
            return key if found == name else None
    return None


def _answer(module: Module, statement: ast.stmt, is_jsonify: IsJsonify) -> tuple[int, str] | None:
    """Return status and body of `return {…}, 400`, where both are plain constants."""
    if not isinstance(statement, ast.Return) or not isinstance(statement.value, ast.Tuple):
        return None
    match statement.value.elts:
        case [body, ast.Constant(value=int(status))]:
            text = _plain(module, body, is_jsonify)
            return None if text is None or "$" in text else (status, text)
    return None


def _plain(module: Module, body: ast.expr, is_jsonify: IsJsonify) -> str | None:
    """Return a constant answer as source: text, a dict, or what `jsonify` would make of its arguments."""
    if isinstance(body, ast.Call) and is_jsonify(body.func):
        if body.args:
            single = len(body.args) == 1 and not body.keywords
            return _plain(module, body.args[0], is_jsonify) if single else None
        parts = [(k.arg, _plain(module, k.value, is_jsonify)) for k in body.keywords]
        if not all(name and text for name, text in parts):
            return None
        return "{" + ", ".join(f'"{name}": {text}' for name, text in parts) + "}"
    try:
        ast.literal_eval(body)
    except ValueError:
        return None
    return None if isinstance(body, ast.Tuple) else module.text(body)


def is_early(node: FunctionNode, after: ast.stmt, access: ast.expr, name: str) -> bool:
    """Tell whether an access always happens once the body was read, before anything else can end the view."""
    if any(isinstance(p, _CONDITIONAL) for p in _below(access, node)):
        return False
    first = next((s for s in _risks(node, after, name)), None)
    return first is None or _position(access) < first


_CONDITIONAL = (
    ast.If, ast.For, ast.AsyncFor, ast.While, ast.Try, ast.With, ast.AsyncWith, ast.Match, ast.BoolOp, ast.IfExp,
    ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp, ast.FunctionDef,
    ast.AsyncFunctionDef, ast.Assert,
)  # fmt: skip


def _below(node: ast.AST, function: FunctionNode) -> Iterator[ast.AST]:
    for above in parents(node):
        if above is function:
            return
        yield above


def _risks(node: FunctionNode, after: ast.stmt, name: str) -> list[tuple[int, int]]:
    """Return the ends of calls and the starts of blocks after a statement, in order."""
    found = []
    for statement in node.body[node.body.index(after) + 1 :]:
        if isinstance(statement, (*_CONDITIONAL, ast.Raise)):
            found.append(_position(statement))
        calls = [n for n in ast.walk(statement) if isinstance(n, ast.Call)]
        risky = (c for c in calls if not (_reads(c, name) or _only_fails(c)))
        found += [(c.end_lineno or 0, c.end_col_offset or 0) for c in risky]
    return sorted(found)


def _reads(call: ast.Call, name: str) -> bool:
    match call.func:
        case ast.Attribute(value=ast.Name(id=found), attr="get"):
            return found == name
    return False


def _only_fails(call: ast.Call) -> bool:
    """`int(x)` and its like end a view by an error at most."""
    return isinstance(call.func, ast.Name) and call.func.id in {
        "int",
        "float",
        "str",
        "bool",
        "len",
    }


def is_present(node: FunctionNode, access: Access, name: str) -> bool:
    """Tell whether a key was found to be there before it is read."""
    child: ast.AST = access.node
    for above in parents(access.node):
        if (
            isinstance(above, ast.If)
            and child in above.body
            and _asserts(above.test, access.key, name)
        ):
            return True
        if (
            isinstance(above, ast.IfExp)
            and child is above.body
            and _asserts(above.test, access.key, name)
        ):
            return True
        if isinstance(above, ast.BoolOp) and isinstance(above.op, ast.And):
            before = above.values[: above.values.index(child)]  # type: ignore[arg-type]
            if any(_asserts(value, access.key, name) for value in before):
                return True
        if above is node:
            break
        child = above
    earlier = node.body[: node.body.index(child)] if child in node.body else []
    return any(_leaves_without(s, access.key, name) for s in earlier)


def _asserts(test: ast.expr, key: str, name: str) -> bool:
    match test:
        case ast.BoolOp(op=ast.And(), values=values):
            return any(_asserts(v, key, name) for v in values)
        case ast.Compare(
            left=ast.Constant(value=found), ops=[ast.In()], comparators=[ast.Name(id=body)]
        ):
            return (found, body) == (key, name)
    return False


def _leaves_without(statement: ast.stmt, key: str, name: str) -> bool:
    """`if "key" not in data: return …`."""
    if not isinstance(statement, ast.If) or not isinstance(
        statement.body[-1], ast.Return | ast.Raise
    ):
        return False
    found = terms(statement.test)
    return any(key in (_shape(t, name) or ()) or _empty_key(t, name) == key for t in found)


def _position(node: ast.expr | ast.stmt) -> tuple[int, int]:
    return node.lineno, node.col_offset
