"""Settle imports after the edits: what is no longer read goes, what is newly used comes in."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from types import MappingProxyType

from unflask.model.source import Module, lines_of
from unflask.rewrite.dropping import (
    Change,
    applied,
    global_reads,
    is_emptied,
    is_empty_star,
    is_global,
    is_unused,
    quoted_names,
    without,
)
from unflask.rewrite.home import Home, bound_name, imported_names, qualified
from unflask.rewrite.placing import gap_after, tidy, with_imports


def settle(
    before: Module,
    source: str,
    marks: dict[str, str],
    home: Home,
    aliases: Mapping[str, str] = MappingProxyType({}),
) -> tuple[str, dict[str, str]]:
    """Return the source with its imports settled, and the final name of each stand-in.

    `before` is the module as it was; `source` the edited text with stand-ins; `aliases` are the
    names that stand-ins take where they are free. A stand-in among the names of an import
    is dropped there, and imported from where its symbol lies if it is read or in `__all__`.
    """
    tree = ast.parse(source)
    read = global_reads(source) | quoted_names(tree)
    anywhere = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name)}
    moved = _moved(tree, marks)
    told = {m for m in moved if aliases.get(m, marks[m].rpartition(".")[2]) in quoted_names(tree)}
    top = set(map(id, tree.body))
    was_read = {n.id for n in before.nodes if isinstance(n, ast.Name)}
    lines = lines_of(source)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    dropped: set[str] = set()
    kept_of: dict[ast.Import | ast.ImportFrom, list[ast.alias]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            alive = read if is_global(node, top, tree) else anywhere
            kept = [a for a in node.names if not is_unused(node, a, alive, was_read, before)]
            kept = [a for a in kept if a.name not in moved]
            if is_empty_star(node, read - _bound_names(tree), before):
                kept = []
            if len(kept) < len(node.names):
                kept_of[node] = kept
                dropped |= {bound_name(a) for a in node.names if a not in kept}
    emptied = [n for n in tree.body if isinstance(n, ast.Try) and is_emptied(n, kept_of)]
    inside = {id(inner) for outer in emptied for inner in ast.walk(outer)}
    changes = [
        without(node, kept, lines, starts, tree)
        for node, kept in kept_of.items()
        if id(node) not in inside
    ]
    changes += [Change(starts[n.lineno - 1], starts[n.end_lineno or n.lineno], "") for n in emptied]
    bound = _bound_names(tree) - dropped
    names = _names(marks, aliases, bound, tree, home, before)
    wanted = [
        m
        for m in marks
        if m in anywhere | told and not _present(names, marks, m, tree, home, before, dropped)
    ]
    text = applied(source, changes)
    settled = with_imports(text, wanted, marks, names, home, before)
    gap = max(gap_after(before, tree), 1 if emptied else 0)
    return (tidy(settled, gap) if changes or wanted else settled), names


def _moved(tree: ast.Module, marks: dict[str, str]) -> set[str]:
    imports = (n for n in ast.walk(tree) if isinstance(n, ast.ImportFrom))
    return {a.name for node in imports for a in node.names if a.name in marks}


def _bound_names(tree: ast.Module) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                found.add(node.name)
            case ast.Name(ctx=ast.Store()):
                found.add(node.id)
            case ast.arg():
                found.add(node.arg)
            case ast.alias():
                found.add(bound_name(node))
            case ast.ExceptHandler(name=str(name)):
                found.add(name)
    return found


def _names(
    marks: dict[str, str],
    aliases: Mapping[str, str],
    bound: set[str],
    tree: ast.Module,
    home: Home,
    before: Module,
) -> dict[str, str]:
    """Choose a local name for each symbol: its own where free, else one that says what it is."""
    names: dict[str, str] = {}
    taken = set(bound)
    present = imported_names(tree, before)
    own = _aliases(before)
    for mark in sorted(marks, key=lambda m: marks[m]):
        symbol = qualified(marks[mark], home)
        package, _, short = symbol.rpartition(".")
        known = next((n for n, s in present.items() if s == symbol), None)
        if known is not None:
            names[mark] = known
            continue
        name = aliases.get(mark, short)
        name = short if name in taken else name
        if name in taken and short in own:
            name = own[short]
        if name in taken:
            name = f"{_origin(package)}_{short}" if short.islower() else f"{short}_"
        while name in taken:
            name += "_"
        taken.add(name)
        names[mark] = name
    return names


def _origin(package: str) -> str:
    """Return what says where a name is from; pytest takes names that begin with `test` for tests."""
    module = package.rpartition(".")[2]
    return "current" if module.startswith("test") else module


def _aliases(before: Module) -> dict[str, str]:
    """Return what a module calls the names of Flask that it imports under another one."""
    return {
        alias.name: alias.asname
        for node in before.tree.body
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "flask"
        for alias in node.names
        if alias.asname is not None
    }


def _present(
    names: dict[str, str],
    marks: dict[str, str],
    mark: str,
    tree: ast.Module,
    home: Home,
    before: Module,
    dropped: set[str],
) -> bool:
    symbol = qualified(marks[mark], home)
    return names[mark] not in dropped and imported_names(tree, before).get(names[mark]) == symbol
