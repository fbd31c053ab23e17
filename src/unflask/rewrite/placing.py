"""Put new imports where isort would, and leave the blank lines as they were."""

from __future__ import annotations

import ast
import sys

from unflask.model.source import Module, absolute, lines_of
from unflask.rewrite.home import LENGTH, Home, is_relative, qualified, relative, section_of

_STDLIB = sys.stdlib_module_names


def with_imports(
    text: str,
    wanted: list[str],
    marks: dict[str, str],
    names: dict[str, str],
    home: Home,
    before: Module,
) -> str:
    """Return a source with the wanted stand-ins imported under their final names."""
    if not wanted:
        return text
    # isort gives each name under another one a statement of its own.
    groups: dict[tuple[str, str], list[str]] = {}
    plain: list[str] = []
    for mark in wanted:
        symbol = qualified(marks[mark], home)
        package, _, short = symbol.rpartition(".")
        if not package:
            plain.append(f"import {short}")
            continue
        local = names[mark]
        if local == short:
            groups.setdefault((package, ""), []).append(short)
        else:
            groups[package, local] = [f"{short} as {local}"]
    tree = ast.parse(text)
    for (package, alias), items in list(groups.items()):
        merged = None if alias else _merge(text, tree, before, package, items)
        if merged is not None:
            text = merged
            tree = ast.parse(text)
            del groups[package, alias]
    lines: dict[int, list[str]] = {0: [], 1: [], 2: []}
    for line in plain:
        top = line.removeprefix("import ").split(".")[0]
        lines[0 if top in _STDLIB else 1].append(line)
    for (package, _), items in sorted(groups.items()):
        section, line = _section(package, sorted(set(items), key=_isort), home, before)
        lines[section].append(line)
    return _place(text, tree, lines, home, before)


def _isort(item: str) -> tuple[int, str]:
    name = item.split(" ", maxsplit=1)[0]
    return (0 if name.isupper() else 1 if name[:1].isupper() else 2, name)


def _merge(
    text: str, tree: ast.Module, before: Module, package: str, items: list[str]
) -> str | None:
    """Add names to a one-line import of the same package, if there is one."""
    lines = lines_of(text)
    for node in tree.body:
        if not isinstance(node, ast.ImportFrom) or absolute(before, node) != package:
            continue
        if node.lineno != node.end_lineno or node.names[0].name == "*":
            continue
        old = [a.name + (f" as {a.asname}" if a.asname else "") for a in node.names]
        every = sorted({*old, *items}, key=_isort)
        tail = lines[node.lineno - 1].encode()[node.end_col_offset :].decode()
        lines[node.lineno - 1] = _line(f"{'.' * node.level}{node.module or ''}", every, tail)
        return "".join(lines)
    return None


def _section(package: str, items: list[str], home: Home, before: Module) -> tuple[int, str]:
    local = package.split(".", maxsplit=1)[0] == (home.root or home.package).split(".")[
        0
    ] or package.startswith(home.package)
    section = (
        2
        if local or package.split(".", maxsplit=1)[0] in home.own
        else 0
        if package.split(".", maxsplit=1)[0] in _STDLIB
        else 1
    )
    dotted = local and before.path not in home.scripts
    dotted = dotted and is_relative(before, home.root.split(".")[0], home.relative)
    source = relative(package, before) if dotted else package
    return section, _line(source, items)


def _line(source: str, items: list[str], tail: str = "") -> str:
    """Return an import, one name a line where one line would be too long for isort's default."""
    line = f"from {source} import {', '.join(items)}"
    if len(line) > LENGTH:
        line = f"from {source} import (\n" + "".join(f"    {i},\n" for i in items) + ")"
    return line + tail


def _place(
    text: str, tree: ast.Module, lines: dict[int, list[str]], home: Home, before: Module
) -> str:
    """Put each section's lines among the imports of the same section, in isort's order."""
    rows = lines_of(text)
    block = _block(tree)
    head = 0
    for node in tree.body[: 1 if ast.get_docstring(tree) is not None else 0] + block[:1]:
        if not isinstance(node, ast.Import | ast.ImportFrom) or _is_future(node):
            assert node.end_lineno is not None
            head = node.end_lineno
    found = {
        s: [n for n in block if not _is_future(n) and section_of(n, home, before) == s]
        for s in lines
    }
    inserts: list[tuple[int, int, str]] = []
    for section in sorted(lines):
        for order, line in enumerate(sorted(lines[section], key=_sort_key)):
            inserts.append((*_spot(found, section, order, line, head), line + "\n"))
        if lines[section] and not found[section]:
            at = inserts[-1][0]
            inserts.append((at, section * 100 + 99, "\n"))
            inserts.append((at, section * 100 - 1, "\n"))
    for at, _order, line in sorted(inserts, reverse=True):
        rows.insert(at, line)
    return "".join(rows)


def _block(tree: ast.Module) -> list[ast.Import | ast.ImportFrom]:
    """Return the imports at the top of a module, up to its first other statement."""
    body = tree.body[1:] if ast.get_docstring(tree) is not None else tree.body
    found: list[ast.Import | ast.ImportFrom] = []
    for node in body:
        if not isinstance(node, ast.Import | ast.ImportFrom):
            break
        found.append(node)
    return found


def _is_future(node: ast.stmt) -> bool:
    return isinstance(node, ast.ImportFrom) and node.module == "__future__"


def _spot(
    found: dict[int, list[ast.Import | ast.ImportFrom]],
    section: int,
    order: int,
    line: str,
    head: int,
) -> tuple[int, int]:
    """Return the row before which an import goes, and its rank among those that go there."""
    rank = section * 100 + order
    if found[section]:
        for node in found[section]:
            if _sort_key(line) < _sort_key(_shown(node)):
                return node.lineno - 1, rank
        last = found[section][-1].end_lineno
        assert last is not None
        return last, rank
    earlier = [n.end_lineno or 0 for s, nodes in found.items() if s < section for n in nodes]
    return (max(earlier) if earlier else head), rank


def _shown(node: ast.Import | ast.ImportFrom) -> str:
    if isinstance(node, ast.Import):
        return f"import {node.names[0].name}"
    first = min((alias.name for alias in node.names), key=_isort)
    return f"from {'.' * node.level}{node.module or ''} import {first}"


def _sort_key(line: str) -> tuple[int, int, str, tuple[int, str]]:
    """Isort's order: plain imports first, then by distance, then by module and first name."""
    if line.startswith("import "):
        return (0, 0, line, (0, ""))
    source, names = line.removeprefix("from ").split(" import ", maxsplit=1)
    first = names.lstrip("(\n ").split(",", maxsplit=1)[0]
    dots = len(source) - len(source.lstrip("."))
    return (1, -dots, source.lstrip(".").lower(), _isort(first))


def gap_after(before: Module, tree: ast.Module) -> int:
    """Return how many blank lines are to follow the imports of a module: as many as did.

    Two where a class or function, which `tree` has after its imports, was not there before.
    """
    block = _block(before.tree)
    if not block:
        return 1
    if _begins_with_definition(tree) and not _begins_with_definition(before.tree):
        return 2
    rows = lines_of(before.source)
    count = 0
    at = block[-1].end_lineno or 0
    while at + count < len(rows) and not rows[at + count].strip():
        count += 1
    return count


def _begins_with_definition(tree: ast.Module) -> bool:
    block = _block(tree)
    after = tree.body[tree.body.index(block[-1]) + 1 :] if block else []
    return bool(after) and isinstance(after[0], ast.ClassDef | ast.FunctionDef)


def tidy(text: str, gap: int) -> str:
    """Leave one blank line between sections of imports, and `gap` after them."""
    tree = ast.parse(text)
    block = _block(tree)
    rows = lines_of(text)
    if not block:
        return text.lstrip("\n") if not tree.body or tree.body[0].lineno > 1 else text
    last = block[-1].end_lineno
    assert last is not None
    start = block[0].lineno - 1
    head, body, tail = rows[:start], rows[start:last], rows[last:]
    kept: list[str] = []
    for row in body:
        if row.strip() or (kept and kept[-1].strip()):
            kept.append(row)
    top = "".join(head)
    top = (
        top.rstrip("\n") + "\n\n"
        if top.strip() and not top.rstrip().endswith("#")
        else top.lstrip("\n")
    )
    if top.rstrip("\n").rpartition("\n")[2].startswith("#"):
        top = "".join(head)
    below = "".join(tail).lstrip("\n")
    return top + "".join(kept) + ("\n" * gap + below if below else "")
