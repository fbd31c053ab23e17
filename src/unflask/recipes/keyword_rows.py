"""How keywords of a call are laid out, and how a dict of them stands in their place."""

from __future__ import annotations

import ast
import re

from unflask.model.source import Anchor, Module
from unflask.model.spans import call_closing, keyword_name
from unflask.model.steps import Insert, Replace
from unflask.recipe import Steps

_COMMA = re.compile(r"\s*,")


def as_dict(module: Module, call: ast.Call, more: str = "") -> Steps:
    """Put a dict in the place of a call's keywords; `more` are arguments to stand behind it."""
    rows = row_indent(module, call)
    if rows is not None:
        yield from _in_rows(module, call, rows, more)
        return
    first = module.anchor(call.keywords[0])
    yield Insert(first, "before", "{", order=-1)
    for keyword in call.keywords[1:]:
        span = module.anchor(keyword)
        aligned = keyword.col_offset == call.keywords[0].col_offset
        if aligned and _before(module, span.start) is not None:
            yield Insert(span, "before", " ", order=-1)
    yield from _keys(module, call)
    last = module.anchor(call.keywords[-1])
    yield Insert(last, "after", "}" + (f", {more}" if more else ""), order=1)


def row_indent(module: Module, call: ast.Call) -> str | None:
    """Return the indentation of a call's arguments if each has a row of its own, and nothing else has."""
    given: list[ast.expr | ast.keyword] = [*call.args, *call.keywords]
    rows = [n.lineno for n in given]
    plain = all(n.lineno == n.end_lineno for n in given)
    close = call.end_lineno or 0
    if not plain or rows != list(range(call.func.end_lineno or 0, close))[1:]:
        return None
    starts = [module.anchor(n).start for n in given]
    closing = _before(module, call_closing(module, call).start)
    indents = {_before(module, start) for start in starts}
    return indents.pop() if len(indents) == 1 and closing is not None else None


def _in_rows(module: Module, call: ast.Call, indent: str, more: str) -> Steps:
    yield Insert(module.anchor(call.keywords[0]), "before", "{\n" + indent, order=-2)
    for keyword in call.keywords:
        yield Insert(module.anchor(keyword), "before", "    ", order=-1)
    yield from _keys(module, call)
    last, closing = module.anchor(call.keywords[-1]), call_closing(module, call)
    if _COMMA.match(module.source, last.end) is None:
        yield Insert(last, "after", ",")
    outer = _before(module, closing.start) or ""
    span = Anchor(closing.path, closing.start - len(outer), closing.end, closing.line, "closing")
    rest = f"{indent}{more},\n" if more else ""
    yield Replace(span, f"{indent}}},\n{rest}{outer})")


def _keys(module: Module, call: ast.Call) -> Steps:
    for keyword in call.keywords:
        if keyword.arg is not None:
            yield Replace(keyword_name(module, keyword), f'"{keyword.arg}": ')


def _before(module: Module, start: int) -> str | None:
    """Return the blanks before the first thing in a row; None if something stands before it."""
    text = module.source[module.source.rfind("\n", 0, start) + 1 : start]
    return text if not text.strip() else None
