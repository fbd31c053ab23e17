"""Decorators that only note how a view is documented: `@swag_from("colors.yml")`."""

from __future__ import annotations

import ast

from unflask.model.app import App
from unflask.model.project import Reference
from unflask.model.source import parent

_SYMBOLS = ("flasgger.swag_from", "flasgger.utils.swag_from")
_NOTES = ("specs", "filetype", "endpoint", "methods")


def documenting(app: App) -> dict[ast.expr, Reference]:
    """Return the decorators that change nothing of what a view does, with the use of each.

    Those that validate what a client sends are not among them.
    """
    found: dict[ast.expr, Reference] = {}
    for reference in (r for symbol in _SYMBOLS for r in app.uses(symbol)):
        call = reference.call
        outer = parent(call) if call is not None else None
        if call is not None and isinstance(outer, ast.FunctionDef | ast.AsyncFunctionDef):
            if call in outer.decorator_list and _only_notes(call):
                found[call] = reference
    return found


def _only_notes(call: ast.Call) -> bool:
    starred = any(isinstance(a, ast.Starred) for a in call.args)
    named = all(k.arg in _NOTES for k in call.keywords)
    return named and not starred and len(call.args) <= len(_NOTES)
