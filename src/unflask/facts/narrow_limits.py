"""Whether Flask-Limiter limits nothing but the functions that it decorates."""

from __future__ import annotations

import ast
import re

from unflask.facts.extensions import decorates, extension_uses, objects_of
from unflask.facts.limiters import EXTENSION, LIMITER
from unflask.facts.starting import serving
from unflask.model.app import App
from unflask.model.source import Scope, parent

_PLAIN = {
    "app", "enabled", "fail_on_first_breach", "key_func", "key_prefix", "on_breach", "retry_after",
    "storage_options", "storage_uri", "strategy", "swallow_errors",
}  # fmt: skip
_DECORATORS = {"limit", "shared_limit", "exempt", "request_filter"}
_WIDE = re.compile(
    rb"RATELIMIT_(APPLICATION|DEFAULT|GLOBAL|HEADERS_ENABLED|IN_MEMORY_FALLBACK|META|ON_META)"
)


def limits_decorated_only(app: App) -> bool:
    """Tell whether every limit stands as a decorator on the function that it is for.

    Limits of a blueprint, defaults for all routes, and headers in every answer act on other routes.
    """
    if any(_WIDE.search(content) for content in app.project.files.values()):
        return False
    found = [u for u in app.fact(extension_uses) if u.extension.module == EXTENSION]
    made = [u.reference for u in found if u.symbol == LIMITER]
    if not made or not all(r.call is not None and _is_plain(r.call) for r in made):
        return False
    return all(
        _is_decorator_or_served(app, node, scope) for node, scope in objects_of(app, LIMITER)
    )


def _is_plain(call: ast.Call) -> bool:
    starred = any(isinstance(a, ast.Starred) for a in call.args)
    return not starred and len(call.args) <= 2 and {k.arg for k in call.keywords} <= _PLAIN


def _is_decorator_or_served(app: App, node: ast.Name, scope: Scope) -> bool:
    outer = parent(node)
    if isinstance(outer, ast.Call) and outer.func is node:
        return True  # `Limiter(…)` itself.
    if isinstance(outer, ast.Attribute):
        if outer.attr == "init_app":
            return True
        if outer.attr in _DECORATORS and decorates(outer):
            return True
    return app.function_at(scope) in app.fact(serving)
