"""Which imports a rewritten module does not need any more, and its text without them."""

from __future__ import annotations

import ast
import re
import symtable
from dataclasses import dataclass

from unflask.model.project import FLASK_EXPORTS
from unflask.model.source import Module, absolute, annotations_of
from unflask.rewrite.home import bound_name


@dataclass(frozen=True)
class Change:
    """Replace `start:end` of a source, in characters, by `text`."""

    start: int
    end: int
    text: str


def is_emptied(node: ast.Try, kept_of: dict[ast.Import | ast.ImportFrom, list[ast.alias]]) -> bool:
    """Tell whether a `try` only chose between imports that all go."""
    blocks = [node.body, node.orelse, node.finalbody, *(h.body for h in node.handlers)]
    statements = [s for block in blocks for s in block]
    return all(
        isinstance(s, ast.Import | ast.ImportFrom) and not kept_of.get(s, s.names)
        for s in statements
    )


def global_reads(source: str) -> set[str]:
    """Return the module-level names that some scope of a source reads."""
    top = symtable.symtable(source, "<migrated>", "exec")
    found = {s.get_name() for s in top.get_symbols() if s.is_referenced()}
    todo = list(top.get_children())
    while todo:
        table = todo.pop()
        todo += table.get_children()
        found |= {s.get_name() for s in table.get_symbols() if s.is_global() and s.is_referenced()}
    return found


def is_global(node: ast.stmt, top: set[int], tree: ast.Module) -> bool:
    """Tell whether an import binds at module level, also inside `try` and `if`."""
    if id(node) in top:
        return True
    for outer in ast.walk(tree):
        if isinstance(outer, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            if any(inner is node for inner in ast.walk(outer)):
                return False
    return True


def quoted_names(tree: ast.Module) -> set[str]:
    """Names in `__all__` and in annotations, quoted or never evaluated, count as read."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and any(
            isinstance(t, ast.Name) and t.id == "__all__" for t in node.targets
        ):
            found |= {
                c.value
                for c in ast.walk(node.value)
                if isinstance(c, ast.Constant) and isinstance(c.value, str)
            }
        for annotation in annotations_of(node):
            for inner in ast.walk(annotation):
                if isinstance(inner, ast.Name):
                    found.add(inner.id)
                if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
                    found |= set(
                        inner.value.replace("[", " ").replace("]", " ").replace(".", " ").split()
                    )
    return found


def is_unused(
    node: ast.Import | ast.ImportFrom,
    alias: ast.alias,
    read: set[str],
    was_read: set[str],
    before: Module,
) -> bool:
    """Tell whether the edits took away the last use of an imported name."""
    name = bound_name(alias)
    if name in read or alias.name == "*":
        return False
    source = absolute(before, node) if isinstance(node, ast.ImportFrom) else alias.name
    if isinstance(node, ast.ImportFrom) and node.module == "__future__":
        return False
    return name in was_read or source.split(".")[0] == "flask"


def is_empty_star(node: ast.Import | ast.ImportFrom, missing: set[str], before: Module) -> bool:
    """Tell whether a star import of Flask gives nothing any more that is read and not bound."""
    if not isinstance(node, ast.ImportFrom) or node.names[0].name != "*":
        return False
    return absolute(before, node) == "flask" and not missing & FLASK_EXPORTS


def without(
    node: ast.Import | ast.ImportFrom,
    kept: list[ast.alias],
    lines: list[str],
    starts: list[int],
    tree: ast.Module,
) -> Change:
    """Return the change that leaves an import with the names in `kept`, or takes it out."""
    assert node.end_lineno is not None
    start, end = starts[node.lineno - 1], starts[node.end_lineno]
    indent = lines[node.lineno - 1].encode()[: node.col_offset].decode()
    tail = lines[node.end_lineno - 1].encode()[node.end_col_offset :].decode()
    if not kept:
        if indent.strip() or tail.lstrip().startswith(";"):
            return Change(start, end, f"{indent}pass{tail}")
        if _only_statement(node, tree):
            return Change(start, end, f"{indent}pass\n")
        if (
            indent
            and _opens(node, tree)
            and node.end_lineno < len(lines)
            and not lines[node.end_lineno].strip()
        ):
            end += len(lines[node.end_lineno])
        return Change(start, end, "")
    if "#" in "".join(lines[node.lineno - 1 : node.end_lineno - 1]):
        return Change(start, end, _cut(node, kept, lines))
    head = (
        "import "
        if isinstance(node, ast.Import)
        else f"from {'.' * node.level}{node.module or ''} import "
    )
    texts = [a.name + (f" as {a.asname}" if a.asname else "") for a in kept]
    if node.end_lineno > node.lineno and len(kept) > 1:
        body = "".join(f"{indent}    {t},\n" for t in texts)
        return Change(start, end, f"{indent}{head}(\n{body}{indent}){tail}")
    return Change(start, end, f"{indent}{head}{', '.join(texts)}{tail}")


def _cut(node: ast.Import | ast.ImportFrom, kept: list[ast.alias], lines: list[str]) -> str:
    """Take names out of an import over several lines whose comments stay with the names they follow."""
    assert node.end_lineno is not None
    rows = {n: lines[n - 1] for n in range(node.lineno, node.end_lineno + 1)}
    for alias in reversed(node.names):
        if alias in kept:
            continue
        row = rows[alias.lineno]
        start, end = (
            len(row.encode()[:c].decode()) for c in (alias.col_offset, alias.end_col_offset or 0)
        )
        head, rest = row[:start], re.sub(r"\A[ \t]*,?[ \t]*", "", row[end:])
        alone = not head.strip() and (not rest.strip() or rest.startswith("#"))
        rows[alias.lineno] = (
            "" if alone else (head + rest if rest.strip() else head.rstrip() + rest)
        )
    return "".join(rows.values())


def _opens(node: ast.stmt, tree: ast.Module) -> bool:
    """Tell whether a statement is the first of a block that is not the module's."""
    blocks = (
        getattr(outer, "body", None) for outer in ast.walk(tree) if isinstance(outer, ast.stmt)
    )
    return any(isinstance(block, list) and block[0] is node for block in blocks)


def _only_statement(node: ast.stmt, tree: ast.Module) -> bool:
    for outer in ast.walk(tree):
        for name in ("body", "orelse", "finalbody"):
            block = getattr(outer, name, None)
            if isinstance(block, list) and node in block:
                return len(block) == 1 and not isinstance(outer, ast.Module)
    return False


def applied(source: str, changes: list[Change]) -> str:
    """Return a source with all changes made."""
    for change in sorted(changes, key=lambda c: c.start, reverse=True):
        source = source[: change.start] + change.text + source[change.end :]
    return source
