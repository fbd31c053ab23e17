"""Which decorators hand every argument on: what a view takes besides is safe with them."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from unflask.facts.wrappers import TRANSPARENT, is_caller, wrappers_of, wraps_itself
from unflask.model.source import parent

if TYPE_CHECKING:
    from unflask.model.app import App
    from unflask.model.source import FunctionNode


def passes_everything(app: App, symbol: str | None) -> bool:
    """Tell whether all wrappers of a decorator call the view with their own `**kwargs`, unread.

    A wrapper without `**kwargs` would refuse a new parameter, and one that looks at them as a
    whole (a key of a cache, say) would see it.
    """
    found = app.function(symbol)
    if found is None:
        return symbol in TRANSPARENT
    if not wraps_itself(app, symbol):
        return False
    if is_caller(app, *found):
        return _passes_from_place(found[0])
    return all(_passes(wrapper) for wrapper in wrappers_of(app, *found))


def _passes_from_place(caller: FunctionNode) -> bool:
    """The `decorator` library gives all values by their place: none of them may be looked at."""
    alone = len(caller.args.args) == 1 and not caller.args.posonlyargs
    values = caller.args.vararg
    if not alone or values is None or not _passes(caller):
        return False
    uses = [n for n in ast.walk(caller) if isinstance(n, ast.Name) and n.id == values.arg]
    return all(isinstance(parent(n), ast.Starred) for n in uses)


def _passes(wrapper: FunctionNode) -> bool:
    if wrapper.args.kwarg is None:
        return False
    name = wrapper.args.kwarg.arg
    uses = [n for n in ast.walk(wrapper) if isinstance(n, ast.Name) and n.id == name]
    handed = [n for n in uses if _is_unpacked(n)]
    return bool(handed) and all(n in handed or _picks_one(n) for n in uses)


def _is_unpacked(node: ast.Name) -> bool:
    outer = parent(node)
    return isinstance(outer, ast.keyword) and outer.arg is None


def _picks_one(node: ast.Name) -> bool:
    """`kwargs["id"]`, `kwargs.get("id")` and `"id" in kwargs` see only what they name."""
    outer = parent(node)
    match outer:
        case ast.Subscript(slice=ast.Constant(), ctx=ast.Load()):
            return outer.value is node
        case ast.Attribute(attr="get"):
            call = parent(outer)
            return isinstance(call, ast.Call) and isinstance(call.args[0], ast.Constant)
        case ast.Compare(left=ast.Constant()):
            return node in outer.comparators
    return False
