"""The arguments that stand beside a function which is handed on: `Thread(target=f, args=(a, b))`."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from unflask.model.source import parent


def handed_along(function: ast.expr, name: str, names: list[str]) -> Iterator[ast.expr]:
    """Yield what a parameter of `function` may be given by the callee that it is handed to.

    `names` are its parameters by position. `Thread(target=f, args=(a, b))`, `Timer(5, f, [a, b])`
    and `pool.submit(f, a, b)` are known, and all that is written like them.
    """
    holder = parent(function)
    call = parent(holder) if isinstance(holder, ast.keyword) else holder
    if not isinstance(call, ast.Call):
        return
    after = call.args[call.args.index(function) + 1 :] if function in call.args else []
    index = names.index(name) if name in names else -1
    yield from (k.value for k in call.keywords if k.arg == name)
    for values in [after, *map(_items, after), *(_items(k.value) for k in call.keywords)]:
        if 0 <= index < len(values):
            yield values[index]
    for given in [*after, *(k.value for k in call.keywords)]:
        yield from _named(given, name)


def _items(node: ast.expr) -> list[ast.expr]:
    return node.elts if isinstance(node, ast.Tuple | ast.List) else []


def _named(node: ast.expr, name: str) -> Iterator[ast.expr]:
    match node:
        case ast.Dict(keys=keys, values=values):
            for key, value in zip(keys, values, strict=True):
                if isinstance(key, ast.Constant) and key.value == name:
                    yield value
        case ast.Call(func=ast.Name(id="dict"), keywords=keywords):
            yield from (k.value for k in keywords if k.arg == name)
