"""Take out of the helper modules what the migrated application cannot reach, and print the rest."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator

from unflask.migrate.optional import chosen, first_row, with_groups, words_in, words_of
from unflask.migrate.reach import DEFINITION, OVERRIDES, Helper, Reach, is_import

__all__ = ["OVERRIDES", "shake", "words_in", "words_of"]


_HEADING = re.compile(r"(?<=\n\n)( +)# [^\n]*\n\n+(?=\1# [^\n]*\n\n|\S|\Z)")
"""A comment that stands alone above nothing but another such comment or the end of its class."""

_WIDTH = 89
"""Lines of imports keep to the standard settings of ruff, with the line's end."""


def shake(sources: dict[str, str], start: Iterable[str], words: set[str]) -> dict[str, str]:
    """Return the helper modules that stay, without what nothing reaches.

    `sources` are all helpers by name, `start` those that the application imports, and `words` the
    identifiers that it uses.
    """
    words = with_groups(words)
    start = set(start)
    before = -1
    while before != len(words):
        before = len(words)
        reach = Reach({name: chosen(source, words) for name, source in sources.items()}, words)
        reach.settle(start)
        words = with_groups(words | {f"read {name}" for name in reach.read()})
    return {name: _printed(reach.helpers[name], reach.words) for name in sorted(reach.alive)}


def _printed(helper: Helper, words: set[str]) -> str:
    rows = helper.source.splitlines(keepends=True)
    gone: set[int] = set()
    for node in helper.tree.body:
        if is_import(node):
            continue
        if id(node) not in helper.kept and not _is_docstring(node, helper.tree.body):
            gone |= _lines(node, rows)
        elif isinstance(node, ast.ClassDef):
            for item in node.body:
                if id(item) not in helper.kept:
                    gone |= _lines(item, rows)
    text = "".join(r for i, r in enumerate(rows) if i not in gone)
    exported = words | helper.needed if helper.exports else set()
    return _tidied(_trimmed(_exporting(text, exported), exported))


def _exporting(text: str, words: set[str]) -> str:
    """Shorten `__all__` to the names that somebody reads."""

    def kept(match: re.Match[str]) -> str:
        names = [n for n in re.findall(r'"(\w+)"', match[1]) if n in words]
        return "__all__ = [\n" + "".join(f'    "{n}",\n' for n in names) + "]\n"

    return re.sub(r"^__all__ = \[(.*?)\]\n", kept, text, flags=re.MULTILINE | re.DOTALL)


def _is_docstring(node: ast.stmt, body: list[ast.stmt]) -> bool:
    """A text after a constant documents it, and goes with it."""
    if not isinstance(node, ast.Expr) or not isinstance(node.value, ast.Constant):
        return False
    return body[0] is node


def _lines(node: ast.stmt, rows: list[str]) -> set[int]:
    """Return the lines of a definition with its decorators and the comments right above."""
    assert node.end_lineno is not None
    return set(range(first_row(node, rows), node.end_lineno))


def _trimmed(text: str, exported: set[str]) -> str:
    """Take out the imports that nothing reads any more."""
    tree = ast.parse(text)
    words = _read_names(tree) | exported
    local = _local_imports(tree)
    rows = text.splitlines(keepends=True)
    changes: list[tuple[int, int, str]] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom) and not _is_future(node):
            kept = [
                a for a in node.names
                if node in local or (a.asname or a.name.split(".")[0]) in words
            ]  # fmt: skip
            if len(kept) < len(node.names) or len(rows[node.lineno - 1]) > _WIDTH:
                changes.append(_shorter(node, kept, rows))
    for first, last, line in sorted(changes, reverse=True):
        rows[first:last] = [line] if line else []
    return _without_empty_blocks("".join(rows))


def _read_names(tree: ast.Module) -> set[str]:
    """Return the names that are read, those in texts that are types included."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            found.add(node.id)
        elif isinstance(node, ast.Assign | ast.AnnAssign | ast.Call | ast.Subscript):
            found |= {w for text in _texts(node) for w in _typed(text)}
    return found


def _texts(node: ast.AST) -> Iterator[str]:
    """Yield the texts directly in an assignment, a call or a subscript: some of them are types."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Constant) and isinstance(child.value, str):
            yield child.value


def _typed(text: str) -> set[str]:
    if text.isidentifier() or "|" in text or "[" in text:
        return words_in(text.encode())
    return set()


def _is_future(node: ast.Import | ast.ImportFrom) -> bool:
    return isinstance(node, ast.ImportFrom) and node.module == "__future__"


def _local_imports(tree: ast.Module) -> set[ast.AST]:
    """Return the imports within functions and classes."""
    definitions = (node for node in tree.body if isinstance(node, DEFINITION))
    inner = (node for outer in definitions for node in ast.walk(outer))
    return {node for node in inner if isinstance(node, ast.Import | ast.ImportFrom)}


def _shorter(
    node: ast.Import | ast.ImportFrom, kept: list[ast.alias], rows: list[str]
) -> tuple[int, int, str]:
    assert node.end_lineno is not None
    names = ", ".join(a.name + (f" as {a.asname}" if a.asname else "") for a in kept)
    indent = rows[node.lineno - 1][: node.col_offset]
    head = (
        "import "
        if isinstance(node, ast.Import)
        else f"from {'.' * node.level}{node.module or ''} import "
    )
    line = f"{indent}{head}{names}\n"
    if len(line) > _WIDTH:
        inner = "".join(f"{indent}    {n},\n" for n in names.split(", "))
        line = f"{indent}{head}(\n{inner}{indent})\n"
    return node.lineno - 1, node.end_lineno, line if kept else ""


def _without_empty_blocks(text: str) -> str:
    """Take out an `if TYPE_CHECKING:` that holds nothing any more, and its import."""
    text = re.sub(r"^if TYPE_CHECKING:\n(?=\s*(?:^\S|\Z))", "", text, flags=re.MULTILINE)
    if "if TYPE_CHECKING" not in text:
        text = re.sub(r"^from typing import TYPE_CHECKING\n", "", text, flags=re.MULTILINE)
        text = re.sub(r"^(from typing import .*?)TYPE_CHECKING, ", r"\1", text, flags=re.MULTILINE)
        text = re.sub(r"^(from typing import .*?), TYPE_CHECKING$", r"\1", text, flags=re.MULTILINE)
    return text


def _tidied(text: str) -> str:
    """Leave two blank lines between definitions, one inside classes, and no heading above nothing."""
    text = re.sub(r"  # noqa: (?!SIM115|B004).*$", "", text, flags=re.MULTILINE)
    text = re.sub(r"^(if TYPE_CHECKING:\n)\n+", r"\1", text, flags=re.MULTILINE)
    text = re.sub(r"\n{3,}(?=[ \t]+\S)", "\n\n", text)
    text = _HEADING.sub("\n\n", text)
    text = re.sub(r"\n{4,}", "\n\n\n", text)
    text = re.sub(r"\n{3,}(?=[ \t]+\S)", "\n\n", text)
    return re.sub(r"\n{2,}\Z", "\n", text)
