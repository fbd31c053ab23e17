"""Exception classes of a project's own below those of Werkzeug: what they override."""

from __future__ import annotations

import ast

from unflask.model.source import FunctionNode

PARTS = {"get_response", "get_body", "get_headers", "get_description"}
"""The methods of an HTTP error that make its answer."""

_OF_WSGI = {"__call__", "wrap"}


def foreign_override(node: ast.ClassDef) -> str | None:
    """Return what a subclass overrides that has no counterpart, or None."""
    own = [f for f in node.body if isinstance(f, ast.FunctionDef | ast.AsyncFunctionDef)]
    return next((reason for f in own if (reason := _foreign_method(f))), None)


def _foreign_method(function: FunctionNode) -> str | None:
    """Return what a method does with the environment of WSGI, which is None with us."""
    if function.name not in PARTS:
        return f"it overrides `{function.name}`" if function.name in _OF_WSGI else None
    taken = (*function.args.args[1:], *function.args.kwonlyargs)
    rest = (function.args.vararg, function.args.kwarg)
    given = {a.arg for a in (*taken, *rest) if a is not None}
    handed = {
        id(argument.value if isinstance(argument, ast.Starred) else argument)
        for call in ast.walk(function)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)
        for argument in [*call.args, *(k.value for k in call.keywords)]
        if call.func.attr in PARTS
    }
    read = (n for n in ast.walk(function) if isinstance(n, ast.Name) and n.id in given)
    if isinstance(function, ast.AsyncFunctionDef) or any(id(n) not in handed for n in read):
        return f"its `{function.name}` reads the environment"
    return None
