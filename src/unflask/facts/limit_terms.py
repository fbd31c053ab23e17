"""What limits are declared with: options that have a counterpart, and functions that they call."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from unflask.model.app import App
from unflask.model.source import Scope, parent
from unflask.model.spans import is_unpacked

_DEFAULTS = ("", "_cost", "_deduct_when", "_exempt_when", "_per_method")
LIMITER_OPTIONS = {
    "enabled", "fail_on_first_breach", "header_name_mapping", "headers_enabled", "key_func",
    "key_prefix", "on_breach", "retry_after", "storage_options", "storage_uri", "strategy",
    "swallow_errors",
    *(f"default_limits{option}" for option in _DEFAULTS),
    *(f"application_limits{option}" for option in _DEFAULTS),
}  # fmt: skip
_TERMS = {
    "cost", "deduct_when", "error_message", "exempt_when", "key_func", "limit_value", "methods",
    "on_breach", "override_defaults", "per_method", "scope",
}  # fmt: skip
_BY_PLACE = {"limit": 1, "shared_limit": 2}


def oddity_of_options(app: App, call: ast.Call, scope: Scope) -> str | None:
    """Return what `Limiter` is given that has no counterpart, if anything."""
    if is_unpacked(call) or len(call.args) > 1:
        return "`Limiter` is given something unknown"
    if any("app" in {m.kind for m in app.makers_of(a, scope)} for a in call.args):
        return "`Limiter` is given the application first, as before its third version"
    return _oddity(app, call, scope, {*LIMITER_OPTIONS, "app"})


def oddity_of_terms(app: App, call: ast.Call, scope: Scope) -> str | None:
    """Return what `limit` or `shared_limit` is given that has no counterpart, if anything."""
    assert isinstance(call.func, ast.Attribute)
    if is_unpacked(call) or len(call.args) > _BY_PLACE[call.func.attr]:
        return f"`{call.func.attr}` is given something unknown"
    return _oddity(app, call, scope, _TERMS)


def _oddity(app: App, call: ast.Call, scope: Scope, known: set[str]) -> str | None:
    for keyword in call.keywords:
        name, value = keyword.arg or "", keyword.value
        if name not in known:
            return f"`{name}` is given"
        if name.endswith("deduct_when") and not _sees_status_only(app, value, scope):
            return f"`{name}` looks at more of a response than its status"
        if name == "on_breach" and any(_answers(app, n) for n in _functions(app, value, scope)):
            return "`on_breach` calls what answers requests, too"
    return None


def _functions(app: App, value: ast.expr, scope: Scope) -> Iterator[str]:
    for node in ast.walk(value):
        symbol = app.project.resolve(node, scope) if isinstance(node, ast.expr) else None
        if symbol is not None and app.function(symbol) is not None:
            yield symbol


def _answers(app: App, function: str) -> bool:
    """Tell whether what a function returns may be rewritten, since the framework makes a response of it."""
    return function in app.views or function in app.handlers


def _sees_status_only(app: App, value: ast.expr, scope: Scope) -> bool:
    """Tell whether a function asks a response for nothing but `status_code`, which both sides have."""
    if isinstance(value, ast.Constant) and value.value is None:
        return True
    found = app.function(app.project.resolve(value, scope))
    function = value if isinstance(value, ast.Lambda) else found[0] if found is not None else None
    if function is None or len(function.args.args) != 1:
        return False
    name = function.args.args[0].arg
    uses = [n for n in ast.walk(function) if isinstance(n, ast.Name) and n.id == name]
    return all(getattr(parent(n), "attr", None) == "status_code" for n in uses)
