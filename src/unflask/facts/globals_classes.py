"""Classes of the project's own that `g` is an object of: `app.app_ctx_globals_class = Own`."""

from __future__ import annotations

import ast

from unflask.facts.makers import attribute_uses
from unflask.model.app import App
from unflask.model.source import Scope, parent

_SETTING = "app_ctx_globals_class"
_ODD = {
    "__slots__", "__new__", "__del__", "__getattribute__", "__getattr__", "__setattr__", "__delattr__",
    "__dict__", "__init_subclass__", "__class_getitem__",
}  # fmt: skip


def globals_classes(app: App) -> frozenset[str]:
    """Return the symbols of the classes that `g` is an object of, whether they are converted or not."""
    found = set()
    for node, scope in app.fact(attribute_uses):
        setting = parent(node)
        if node.attr == _SETTING and isinstance(setting, ast.Assign) and setting.targets == [node]:
            symbol = app.project.resolve(setting.value, scope)
            if symbol is not None and scope.module.path not in app.tests:
                found.add(symbol)
    return frozenset(found)


def why_no_globals(app: App, node: ast.expr, scope: Scope) -> str | None:
    """Return why `g` cannot be an object of a class after, or None.

    It has to be a plain one, since its attributes are kept beside the request.
    """
    if len(app.fact(globals_classes)) != 1:
        return "it is set to several classes"
    symbol = app.project.resolve(node, scope)
    bound = app.project.binding(symbol) if symbol is not None else None
    made = bound[0][0].node if bound is not None and len(bound[0]) == 1 else None
    if not isinstance(made, ast.ClassDef):
        return "it is no class of the project"
    if made.bases or made.keywords or made.decorator_list:
        return "its class is more than a plain one"
    names = {i.name for i in made.body if isinstance(i, ast.FunctionDef | ast.AsyncFunctionDef)}
    names |= {
        t.id
        for i in made.body
        if isinstance(i, ast.Assign)
        for t in ast.walk(i)
        if isinstance(t, ast.Name)
    }
    odd = names & _ODD
    return f"its class defines `{min(odd)}`" if odd else None
