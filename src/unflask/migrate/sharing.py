"""What routes share in memory, so that none of them can be served by a copy of the application."""

from __future__ import annotations

import ast

from unflask.facts.computed_views import is_computed, reached_by
from unflask.facts.graph import graph, owners
from unflask.facts.held import held
from unflask.facts.limit_counters import counters
from unflask.facts.memory import shared_state
from unflask.facts.session_classes import own_sessions
from unflask.facts.socks import EXTENSION as SOCK
from unflask.facts.socks import function_of
from unflask.facts.whole_extensions import callbacks, converts
from unflask.model.app import App
from unflask.model.inventory import Hook, Route
from unflask.model.source import parent

_ELSEWHERE = ("cli", "shell_context_processor")
_SIGNALS = (
    "flask.request_started", "flask.request_finished", "flask.request_tearing_down",
    "flask.got_request_exception", "flask.template_rendered", "flask.before_render_template",
    "flask.appcontext_pushed", "flask.appcontext_popped", "flask.appcontext_tearing_down",
    "flask.message_flashed",
)  # fmt: skip


def shared_by(app: App, route: Route, hooks: list[Hook]) -> set[str]:
    """Return the state that a request of a route may use, in its view or in the hooks around it."""
    start = set(starts_of(app, route))
    viewed = bool(start)
    for hook in hooks:
        start |= _hook_starts(app, hook)
    start |= app.fact(listeners)
    reached = app.fact(graph).reach(start)
    return _state_of(app, reached, with_view=viewed) | set(counters(app, route, reached))


def starts_of(app: App, route: Route) -> set[str]:
    """Return what the view of a route is, or what the expression names that makes it.

    A lambda is part of the function that it stands in.
    """
    if route.view is not None:
        return {route.view}
    declaration = route.declaration
    if declaration is not None and declaration.kind == "socket":
        return {function_of(declaration)} if converts(app, SOCK) else set()
    if declaration is None or not is_computed(declaration):
        return set()
    target = declaration.options["view_func"]
    around = owners(app, target, declaration.scope) if _has_lambda(target) else []
    return reached_by(app, declaration) | set(around)


def _has_lambda(node: ast.expr) -> bool:
    return any(isinstance(inner, ast.Lambda) for inner in ast.walk(node))


def _state_of(app: App, reached: set[str], *, with_view: bool) -> set[str]:
    by_owner = app.fact(held)
    found = reached & app.fact(shared_state)
    for symbol in reached & set(by_owner):
        found |= by_owner[symbol]
    return found | by_owner.get("", set()) if with_view else found


def _hook_starts(app: App, hook: Hook) -> set[str]:
    """A hook that is no function of the project's is part of where it is registered."""
    if hook.kind in _ELSEWHERE:
        return set()
    return {hook.view} if hook.view is not None else set(owners(app, hook.call, hook.scope))


def listeners(app: App) -> set[str]:
    """Return the functions that any request may run: those that listen to Flask's signals.

    What opens and saves all sessions is among them, and what extensions call.
    """
    sessions = app.fact(own_sessions)
    found = {*app.fact(callbacks), *([sessions.symbol] if sessions is not None else [])}
    for symbol in _SIGNALS:
        for reference in app.uses(symbol):
            used = reference.attribute
            call = parent(used) if used is not None else None
            given = call.args[0] if isinstance(call, ast.Call) and call.args else None
            name = app.project.resolve(given, reference.scope) if given is not None else None
            plain = name if name in app.project.functions else None
            found |= {plain} if plain else set(owners(app, reference.node, reference.scope))
    return found
