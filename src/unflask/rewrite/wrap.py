"""Break signatures that edits have made too long for a line: one parameter a line."""

from __future__ import annotations

import ast
from itertools import pairwise

from unflask.model.source import lines_of

LENGTH = 100


def wrap(text: str, before: str) -> str:
    """Return a source with the long one-line signatures broken that were not in it before."""
    known = {row.rstrip("\r\n") for row in lines_of(before)}
    rows = lines_of(text)
    if not any(len(row) > LENGTH and row.rstrip("\n") not in known for row in rows):
        return text
    nodes = [
        n
        for n in ast.walk(ast.parse(text))
        if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    for node in sorted(nodes, key=lambda n: n.lineno, reverse=True):
        row = rows[node.lineno - 1]
        if len(row.rstrip("\n")) > LENGTH and row.rstrip("\n") not in known and row.isascii():
            rows[node.lineno - 1] = _broken(row, node) or row
    return "".join(rows)


def _broken(row: str, node: ast.FunctionDef | ast.AsyncFunctionDef) -> str | None:
    """Return the lines of a signature that ends on the line it starts on, else None."""
    starts = _starts(node.args)
    opening = row.find("(", node.col_offset)
    closing = _closing(row, opening)
    if not starts or closing is None or any(line != node.lineno for line, _ in starts):
        return None
    cuts = [opening + 1, *(column for _, column in starts[1:]), closing]
    parts = [row[a:b].strip().rstrip(",") for a, b in pairwise(cuts)]
    indent = row[: len(row) - len(row.lstrip())]
    comma = "" if parts[-1].startswith("**") or parts[-1] == "/" else ","
    body = ",\n".join(f"{indent}    {part}" for part in parts)
    return f"{row[: opening + 1]}\n{body}{comma}\n{indent}{row[closing:]}"


def _starts(args: ast.arguments) -> list[tuple[int, int]]:
    """Return where each parameter begins; none for the forms that are not broken."""
    if args.posonlyargs or (args.kwonlyargs and args.vararg is None):
        return []
    found = [(a.lineno, a.col_offset) for a in [*args.args, *args.kwonlyargs]]
    found += [(args.vararg.lineno, args.vararg.col_offset - 1)] if args.vararg else []
    found += [(args.kwarg.lineno, args.kwarg.col_offset - 2)] if args.kwarg else []
    return sorted(found)


def _closing(row: str, opening: int) -> int | None:
    """Return the column of the parenthesis that ends a signature, or None if it is not there."""
    for column in range(len(row) - 1, opening, -1):
        if row[column] != ")":
            continue
        try:
            ast.parse(f"def f{row[opening : column + 1]}: pass")
        except SyntaxError:
            continue
        return column
    return None
