"""Where imports come from and belong: the helpers' package, and the sections of isort."""

from __future__ import annotations

import ast
import sys
from dataclasses import dataclass

from unflask.model.source import Module, absolute

_STDLIB = sys.stdlib_module_names
LENGTH = 88


@dataclass(frozen=True)
class Home:
    """Where the helpers live: `package` is their dotted name, `root` the app's top package.

    `relative` is whether its modules mostly import each other with dots, `own` are the top-level names
    of the project's modules, `scripts` the paths of those that are run outside of their package.
    """

    package: str
    root: str
    relative: bool = False
    own: frozenset[str] = frozenset()
    scripts: frozenset[str] = frozenset()


def qualified(symbol: str, home: Home) -> str:
    """Return the full name of a symbol; `compat.…` lies in the app's helper package."""
    if symbol.startswith("compat."):
        return f"{home.package}.{symbol.removeprefix('compat.')}"
    return symbol


def relative(package: str, module: Module) -> str:
    """Return a package's name as seen from a module, with leading dots."""
    here = module.package.split(".") if module.package else []
    there = package.split(".")
    common = 0
    while common < min(len(here), len(there)) and here[common] == there[common]:
        common += 1
    if not common:
        return package
    return "." * (len(here) - common + 1) + ".".join(there[common:])


def is_relative(module: Module, root: str, usual: bool) -> bool:
    """Tell whether a module imports from its own package with dots, or `usual` where it never does."""
    dotted, named = count_own(module, root)
    return dotted >= named if dotted or named else usual


def count_own(module: Module, root: str) -> tuple[int, int]:
    """Return how many imports from the package `root` a module has with dots, and by its name."""
    nodes = [n for n in module.nodes if isinstance(n, ast.ImportFrom)]
    dotted = sum(bool(n.level) for n in nodes)
    named = sum(not n.level and (n.module or "").split(".")[0] == root for n in nodes)
    return dotted, named


def section_of(node: ast.Import | ast.ImportFrom, home: Home, before: Module) -> int:
    """Return isort's section of an import: 0 standard library, 1 third party, 2 the project's own."""
    if isinstance(node, ast.ImportFrom):
        if node.level:
            return 2
        name = absolute(before, node)
    else:
        name = node.names[0].name
    top = name.split(".")[0]
    root = (home.root or before.name).split(".")[0]
    return (
        2
        if top == root or f"{name}.".startswith(f"{home.package}.") or top in home.own
        else 0
        if top in _STDLIB
        else 1
    )


def imported_names(tree: ast.Module, before: Module) -> dict[str, str]:
    """Return what each name stands for that a module imports at its top level."""
    found: dict[str, str] = {}
    for node in tree.body:
        if isinstance(node, ast.ImportFrom):
            base = absolute(before, node)
            found.update({bound_name(a): f"{base}.{a.name}" for a in node.names})
    return found


def bound_name(alias: ast.alias) -> str:
    """Return the name that an import binds."""
    return alias.asname or alias.name.partition(".")[0]
