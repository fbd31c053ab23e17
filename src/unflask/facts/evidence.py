"""What the code does with a value, and what that says about the value's type."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Literal

from unflask.model.source import parent, parents

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from unflask.model.app import App
    from unflask.model.source import FunctionNode, Scope

# `text` and `number` are proofs: anything else would end in an error. `none` is a test for None and
# `truth` one for anything empty, `handled` a use that takes several types, `unknown` one out of sight.
Sign = Literal["text", "number", "none", "truth", "handled", "unknown"]
Signs = frozenset[Sign]

_TEXT = {
    "strip", "lstrip", "rstrip", "lower", "upper", "title", "capitalize", "casefold", "split",
    "rsplit", "splitlines", "startswith", "endswith", "encode", "format", "replace", "isdigit",
    "isalpha", "isalnum", "isnumeric", "isspace", "partition", "rpartition", "zfill", "swapcase",
    "removeprefix", "removesuffix", "islower", "isupper", "isidentifier", "join", "ljust", "rjust",
}  # fmt: skip
_ORDER = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)
_NUMERIC = (ast.Sub, ast.Div, ast.FloorDiv, ast.Pow, ast.Add)
_CATCHING = {"TypeError", "ValueError", "AttributeError", "Exception", "BaseException"}
_DEPTH = 4


def signs(app: App, values: Iterable[ast.expr], scope: Scope, depth: int = 0) -> Signs:
    """Return what the uses of some expressions say, followed through variables and calls."""
    found: set[Sign] = set()
    for value in values:
        found |= set(_use(app, value, scope, depth))
        if _is_guarded(value):
            found.add("handled")
    return frozenset(found)


def signs_by_key(app: App) -> dict[str, Signs]:
    """Return, for each constant key that values are taken by, what is done with them right there."""
    found: dict[str, set[Sign]] = {}
    for module in app.modules:
        for node in module.nodes:
            key = key_of(node)
            if key is not None and isinstance(node, ast.expr):
                found.setdefault(key, set()).update(_use(app, node, module.scope, _DEPTH))
    return {key: frozenset(s) for key, s in found.items()}


def key_of(node: ast.AST) -> str | None:
    """Return the key of `x["key"]` and `x.get("key")`."""
    match node:
        case ast.Subscript(slice=ast.Constant(value=str(key)), ctx=ast.Load()):
            return key
        case ast.Call(func=ast.Attribute(attr="get"), args=[ast.Constant(value=str(key)), *_]):
            return key
    return None


def _use(app: App, value: ast.expr, scope: Scope, depth: int) -> Iterator[Sign]:
    outer = parent(value)
    match outer:
        case ast.Attribute():
            yield "text" if outer.attr in _TEXT else "handled"
        case ast.Compare():
            yield from _compared(outer, value)
        case ast.BinOp():
            yield from _combined(outer, value)
        case ast.UnaryOp():
            yield "truth" if isinstance(outer.op, ast.Not) else "number"
        case ast.If() | ast.While() | ast.IfExp() if outer.test is value:
            yield "truth"
        case ast.Call() | ast.keyword():
            yield from _handed(app, outer, value, scope, depth)
        case ast.Assign(targets=[ast.Name(id=name)]):
            yield from _kept(app, name, scope, depth)
        case ast.Assign() | ast.Dict() | ast.List() | ast.Tuple() | ast.Return() | ast.Expr():
            return
        case _:
            yield "handled"


def _compared(outer: ast.Compare, value: ast.expr) -> Iterator[Sign]:
    every = [outer.left, *outer.comparators]
    others = [n for n in every if n is not value]
    if all(isinstance(op, ast.Is | ast.IsNot) for op in outer.ops):
        yield "none"
    elif all(isinstance(op, _ORDER) for op in outer.ops):
        if all(_is_number(n) for n in others):
            yield "number"
        else:
            yield "handled"
    elif any(isinstance(op, ast.In | ast.NotIn) for op in outer.ops) and outer.left is not value:
        yield "handled"


def _combined(outer: ast.BinOp, value: ast.expr) -> Iterator[Sign]:
    other = outer.left if outer.right is value else outer.right
    if isinstance(outer.op, ast.Add) and _is_text(other):
        yield "text"
    elif isinstance(outer.op, _NUMERIC) and _is_number(other):
        yield "number"
    else:
        yield "handled"


def _handed(
    app: App, outer: ast.Call | ast.keyword, value: ast.expr, scope: Scope, depth: int
) -> Iterator[Sign]:
    call = parent(outer) if isinstance(outer, ast.keyword) else outer
    if not isinstance(call, ast.Call) or call.func is value:
        yield "handled"
        return
    symbol = app.project.resolve(call.func, scope)
    found = app.function(symbol)
    if found is None:
        builtin = isinstance(call.func, ast.Name) and symbol is None
        yield "handled" if builtin else "unknown"
        return
    name = _parameter(found[0], call, value, outer)
    if name is None or depth >= _DEPTH:
        yield "unknown"
        return
    yield from _of_name(app, found[0], found[1], name, depth + 1)


def _parameter(node: FunctionNode, call: ast.Call, value: ast.expr, outer: ast.AST) -> str | None:
    """Return the parameter that a value is handed to."""
    names = [a.arg for a in [*node.args.posonlyargs, *node.args.args]]
    if isinstance(outer, ast.keyword):
        every = [*names, *(a.arg for a in node.args.kwonlyargs)]
        return outer.arg if outer.arg in every else None
    index = call.args.index(value)
    plain = not any(isinstance(a, ast.Starred) for a in call.args)
    return names[index] if plain and index < len(names) else None


def _kept(app: App, name: str, scope: Scope, depth: int) -> Iterator[Sign]:
    owner = scope.lookup(name)
    if owner is None or not isinstance(owner.node, ast.FunctionDef | ast.AsyncFunctionDef):
        yield "unknown"
        return
    yield from _of_name(app, owner.node, owner, name, depth)


def _of_name(app: App, node: FunctionNode, scope: Scope, name: str, depth: int) -> Iterator[Sign]:
    """Follow a variable that is set once."""
    uses = [n for n in ast.walk(node) if isinstance(n, ast.Name) and n.id == name]
    if len(scope.bindings.get(name, [])) != 1 or depth > _DEPTH:
        yield "handled"
        return
    yield from signs(app, [n for n in uses if isinstance(n.ctx, ast.Load)], scope, depth + 1)


def _is_guarded(value: ast.expr) -> bool:
    """Tell whether an error that a wrong type causes would be caught."""
    child: ast.AST = value
    for above in parents(value):
        if isinstance(above, ast.Try) and child in above.body:
            caught = {
                n.id
                for h in above.handlers
                if h.type
                for n in ast.walk(h.type)
                if isinstance(n, ast.Name)
            }
            if caught & _CATCHING or any(h.type is None for h in above.handlers):
                return True
        child = above
    return False


def _is_number(node: ast.expr) -> bool:
    if isinstance(node, ast.UnaryOp):
        return _is_number(node.operand)
    return isinstance(node, ast.Constant) and type(node.value) in (int, float)


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)
