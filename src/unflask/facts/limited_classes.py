"""Limits of class views: those of a class, which can stand at its methods, and those of methods."""

from __future__ import annotations

import ast
import re

from unflask.facts.limiters import LIMITER, LIMITS, limiting
from unflask.facts.settings import settings_from_outside
from unflask.model.app import App
from unflask.model.inventory import ClassView
from unflask.model.source import Scope

_DEFAULT = re.compile(rb"\bRATELIMIT_DEFAULT\b")


def is_limit(app: App, node: ast.expr, scope: Scope) -> bool:
    """Tell whether a decorator is a limit of Flask-Limiter."""
    made = limiting(app, node, scope)
    return made is not None and made[0] in LIMITS


def has_limits(app: App, view: ClassView) -> bool:
    """Tell whether a limit is among the decorators of a class view."""
    return any(is_limit(app, node, scope) for node, scope in view.decorators)


def name_of_limit(app: App, node: ast.expr, scope: Scope) -> str | None:
    """Return what names a limit in any module, as a template; None for that of a function's own."""
    target = node.func if isinstance(node, ast.Call) else node
    more = (
        f".{target.attr}"
        if isinstance(node, ast.Call) and isinstance(target, ast.Attribute)
        else ""
    )
    held = target.value if more and isinstance(target, ast.Attribute) else target
    symbol = app.project.resolve(held, scope)
    within = app.project.split(symbol)[1] if symbol is not None else []
    return "${" + str(symbol) + "}" + more if len(within) == 1 else None


def shares_methods(app: App, view: ClassView) -> bool:
    """Tell whether a method answers for class views of other decorators: it is limited by its name."""
    own = [id(node) for node, _ in view.decorators]
    return any(
        [id(node) for node, _ in other.decorators] != own
        for handler in view.handlers
        for other in app.class_views[handler.function]
    )


def oddity_of_method(app: App, name: str, scope: Scope) -> str | None:
    """Return why a limit cannot stand on a method, or None; `scope` is that of the class.

    A class view has a name of its own for Flask-Limiter, so that default limits count for the first
    request of a method with limits, and for those of the other methods until then.
    """
    method = f"{scope.module.name}.{scope.qualname}.{name}"
    views = app.class_views.get(method, [])
    if any(has_limits(app, view) for view in views):
        return f"limits are put on the method `{name}` and on its class"
    if views and may_have_defaults(app):
        return f"a limit is put on the method `{name}`, beside default limits"
    if not views and isinstance(scope.node, ast.ClassDef) and scope.node.bases:
        return f"a limit is put on the method `{name}`"
    return None


def may_have_defaults(app: App) -> bool:
    """Tell whether a limiter may have default limits."""
    if app.fact(settings_from_outside):
        return True
    if any(_DEFAULT.search(content) for content in app.project.files.values()):
        return True
    calls = [r.call for r in app.uses(LIMITER) if r.call is not None]
    return any(k.arg == "default_limits" for call in calls for k in call.keywords)
