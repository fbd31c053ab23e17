"""What lies in the nodes of trees that are kept, and asked for the same many times."""

from __future__ import annotations

import ast


def inside(node: ast.AST) -> tuple[ast.AST, ...]:
    """Return a node with all that is in it."""
    found: tuple[ast.AST, ...] | None = getattr(node, "inside", None)
    if found is None:
        found = tuple(ast.walk(node))
        node.inside = found  # type: ignore[attr-defined]
    return found


def typing_in(node: ast.AST) -> tuple[ast.AST, ...]:
    """Return what in a node may say of which class something is: parameters and assignments."""
    found: tuple[ast.AST, ...] | None = getattr(node, "typing", None)
    if found is None:
        kinds = (ast.arg, ast.AnnAssign, ast.Assign)
        found = tuple(n for n in inside(node) if isinstance(n, kinds))
        node.typing = found  # type: ignore[attr-defined]
    return found
