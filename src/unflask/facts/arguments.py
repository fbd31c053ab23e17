"""Which argument of a call goes to which parameter of a function."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from unflask.model.source import FunctionNode


def parameter_of(
    function: FunctionNode, call: ast.Call, argument: ast.AST, skipped: int = 0
) -> str | None:
    """Return the parameter that an argument, or a keyword, is taken as, if that is plain to see.

    `skipped` is how many parameters the call does not give: `self` where it makes an object.
    """
    args = function.args
    names = [a.arg for a in [*args.posonlyargs, *args.args]]
    keyword = next((k for k in call.keywords if argument in (k, k.value)), None)
    if keyword is not None:
        return keyword.arg if keyword.arg in {*names, *(a.arg for a in args.kwonlyargs)} else None
    if argument not in call.args or any(isinstance(a, ast.Starred) for a in call.args):
        return None
    index = call.args.index(argument) + skipped
    return names[index] if index < len(names) else None


def arguments_for(call: ast.Call, name: str, names: list[str]) -> Iterator[ast.expr]:
    """Yield what a call gives a parameter; `names` are those that go by position."""
    yield from (k.value for k in call.keywords if k.arg == name)
    index = names.index(name) if name in names else -1
    if 0 <= index < len(call.args):
        yield call.args[index]
