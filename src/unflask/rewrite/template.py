"""Fill templates: symbols become marks, holes become source, `@request` the request at hand."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable

_PART = re.compile(r"\$\{([@\w.]+(?: as \w+)?)\}|\$(\w+)")
_MARK = re.compile(r"ufx(\d+)_\w*?xfu")

_LOOSE = (
    ast.BinOp, ast.BoolOp, ast.Compare, ast.UnaryOp, ast.IfExp, ast.Lambda, ast.NamedExpr,
    ast.Await, ast.Yield, ast.YieldFrom, ast.Starred, ast.GeneratorExp, ast.Tuple,
)  # fmt: skip


class Marks:
    """Stand-ins for symbols until it is known which names are free."""

    def __init__(self) -> None:
        self.symbols: dict[str, str] = {}
        self.aliases: dict[str, str] = {}

    def mark(self, symbol: str) -> str:
        """Return the stand-in of a symbol, or of `symbol as name`: an identifier that no source has."""
        symbol, _, alias = symbol.partition(" as ")
        for found, known in self.symbols.items():
            if known == symbol and self.aliases.get(found, "") == alias:
                return found
        found = f"ufx{len(self.symbols)}_{symbol.rpartition('.')[2]}xfu"
        self.symbols[found] = symbol
        if alias:
            self.aliases[found] = alias
        return found

    @staticmethod
    def replace(source: str, names: dict[str, str]) -> str:
        """Put the final names in the place of the stand-ins."""
        return _MARK.sub(lambda m: names[m.group()], source)

    @staticmethod
    def used(source: str) -> set[str]:
        """Return the stand-ins that a source holds."""
        return {m.group() for m in _MARK.finditer(source)}


def fill(
    template: str, symbol: Callable[[str], str], holes: dict[str, str], quote: str = '"'
) -> str:
    """Return a template with its parts filled in.

    `quote` is the quote that literal text may use: inside an f-string the other one.
    """

    def part(match: re.Match[str]) -> str:
        if match[1] is not None:
            return symbol(match[1])
        return _fitted(holes[match[2]], template, match.start(), match.end())

    if quote != '"':
        template = template.replace('"', quote)
    return _PART.sub(part, template)


def _fitted(text: str, template: str, start: int, end: int) -> str:
    before, after = template[:start].rstrip(), template[end:].lstrip()
    compared = before.endswith(("==", "!=", "<=", ">="))
    open_before = not before or before[-1] in "([{,=:" or before.endswith(("return", "raise"))
    open_before = open_before and not compared
    open_after = not after or after[0] in ")]},:\n"
    return text if open_before and open_after and not _starred(text) else tight(text)


def _starred(text: str) -> bool:
    return text.lstrip().startswith("*")


def tight(text: str) -> str:
    """Return an expression so that it may stand beside an operator or a dot."""
    return f"({text})" if is_loose(text) else text


def is_loose(text: str) -> bool:
    """Tell whether an expression needs parentheses beside an operator or a dot."""
    node = bare(text)
    return isinstance(node, _LOOSE) or (
        isinstance(node, ast.Constant) and isinstance(node.value, int)
    )


def bare(text: str) -> ast.expr | None:
    """Return the expression that a text is, or None where parentheses of its own hold it together."""
    if not text.strip():
        return None
    try:
        node = ast.parse(f"({text}\n)", mode="eval").body
    except SyntaxError:
        return None
    begin = 1 + len(text) - len(text.lstrip())
    bracketed = isinstance(node, ast.Tuple | ast.GeneratorExp)
    enclosed = node.lineno > 1 or node.col_offset > begin
    return None if enclosed or (bracketed and node.col_offset == begin) else node
