"""Where a parameter or an argument goes: points in the source, with the commas they need."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from dataclasses import dataclass

from unflask.model.source import Anchor, FunctionNode, Module, lines_of, parent

Point = tuple[int, str]
_BLANK = {tokenize.NL, tokenize.NEWLINE, tokenize.COMMENT, tokenize.INDENT, tokenize.DEDENT}
_REST = re.compile(r"[ \t]*(,?)[ \t]*(?:#[^\r\n]*)?\r?\n")
_COMMA = re.compile(r"[ \t]*,")


@dataclass(frozen=True)
class Slots:
    """The items between two parentheses: offsets of the inside, and of each item without its comma."""

    opening: int
    closing: int
    items: tuple[tuple[int, int], ...]


def slots(source: str, opening: int) -> Slots:
    """Return what stands between the parenthesis at `opening` and the one that closes it."""
    text = source[opening:]
    starts = [opening]
    for line in lines_of(text):
        starts.append(starts[-1] + len(line))
    depth, begin, end = 0, -1, opening + 1
    items: list[tuple[int, int]] = []
    lambdas: list[int] = []  # The depths of those whose parameters are being read.
    for token in tokenize.generate_tokens(io.StringIO(text, newline="").readline):
        if token.type in _BLANK:
            continue
        at = starts[token.start[0] - 1] + token.start[1]
        depth += (
            (token.string in "([{") - (token.string in ")]}") if token.type == tokenize.OP else 0
        )
        if token.string == "lambda":
            lambdas.append(depth)
        elif token.string == ":" and lambdas and lambdas[-1] == depth:
            lambdas.pop()
        is_comma = token.type == tokenize.OP and token.string == ","
        separates = is_comma and depth == 1 and 1 not in lambdas
        if (depth == 0 or separates) and begin >= 0:
            items.append((begin, end))
            begin = -1
        elif begin < 0 and at > opening and not separates:
            begin = at
        if depth == 0:
            return Slots(opening + 1, at, tuple(items))
        end = starts[token.end[0] - 1] + token.end[1]
    raise ValueError("a parenthesis is not closed")


def insertion(source: str, found: Slots, index: int, texts: list[str]) -> list[Point]:
    """Return the points that put items before the one at `index`, on lines of their own as those are."""
    if not found.items:
        return [(found.opening, ", ".join(texts))]
    before = found.items[index - 1][1] if index else found.opening
    is_last = index == len(found.items)
    following = found.closing if is_last else found.items[index][0]
    rest = _REST.match(source, before)
    if not index and len(found.items) > 1 and "\n" not in source[slice(*_gap(found))]:
        return [(following, "".join(f"{t}, " for t in texts))]
    if rest is not None and rest.end() <= following:
        indent = _indent(source, found.items[0][0])
        text = f"{indent}" + f",\n{indent}".join(texts)
        if rest[1] or not index:
            return [(rest.end(), f"{text},\n")]
        if is_last:
            return [(before, ","), (rest.end(), f"{text}\n")]
    comma = _COMMA.match(source, before) if is_last else None
    if comma is not None:
        return [(comma.end(), " " + ", ".join(texts))]
    return [
        (before, "".join(f", {t}" for t in texts) if index else "".join(f"{t}, " for t in texts))
    ]


def _gap(found: Slots) -> tuple[int, int]:
    """Return the end of the first item and the start of the second."""
    return found.items[0][1], found.items[1][0]


def _indent(source: str, at: int) -> str:
    line = source[max(source.rfind("\n", 0, at), source.rfind("\r", 0, at)) + 1 : at]
    return line[: len(line) - len(line.lstrip())]


def parameter_slots(module: Module, node: FunctionNode) -> tuple[Slots, dict[str, int]]:
    """Return the parameters of a function, and the index of a new first, last or keyword one."""
    found = slots(module.source, _opening(module, node))
    args = node.args
    last = len(args.posonlyargs) + len(args.args) + bool(args.posonlyargs)
    star = args.vararg is not None or bool(args.kwonlyargs)
    return found, {
        "first": _is_method(node),
        "last": last,
        "keyword": last + star + len(args.kwonlyargs),
    }


def _is_method(node: FunctionNode) -> int:
    """Return how many parameters Python itself fills: a method's `self`."""
    return int(isinstance(parent(node), ast.ClassDef) and bool(node.args.args))


def needs_star(node: FunctionNode) -> bool:
    """Tell whether the first keyword parameter of a function has to bring its `*` along."""
    return node.args.vararg is None and not node.args.kwonlyargs


def _opening(module: Module, node: FunctionNode) -> int:
    """Return the offset of the parenthesis that opens the parameters."""
    at = module.source.index("def", module.anchor(node).start)
    types = getattr(node, "type_params", None)  # Python 3.12
    return module.source.index("(", module.anchor(types[-1]).end if types else at)


def async_point(source: str, anchor: Anchor) -> int:
    """Return the offset of the `def` of a function."""
    return source.index("def", anchor.start)


def argument_slots(module: Module, call: ast.Call) -> Slots:
    """Return the arguments of a call."""
    return slots(module.source, module.source.index("(", module.anchor(call.func).end))


def is_bare_generator(module: Module, call: ast.Call, found: Slots) -> bool:
    """Tell whether a generator is the only argument of a call and shares its parentheses."""
    if len(call.args) != 1 or call.keywords or not isinstance(call.args[0], ast.GeneratorExp):
        return False
    return module.anchor(call.args[0]).start == found.opening - 1
