"""Audit a project: what there is, what becomes of it, and in which order to go."""

from __future__ import annotations

import ast

from unflask.analysis.audit_extensions import extensions
from unflask.analysis.audit_findings import findings
from unflask.analysis.audit_routes import order, routes
from unflask.analysis.link import link
from unflask.analysis.live import Live
from unflask.analysis.probe import probe
from unflask.facts.blocking import blocking_calls, reaching
from unflask.facts.globals import global_uses
from unflask.model.app import App
from unflask.model.audit import (
    AppFound,
    Audit,
    BlockingCall,
    ContextUse,
    ErrorHandlerUse,
    HookUse,
    SyntaxFault,
)
from unflask.model.inventory import Hook
from unflask.model.project import Project

_AROUND = (
    "before_request", "before_app_request", "after_request", "after_app_request",
    "teardown_request", "teardown_app_request", "teardown_appcontext", "url_defaults",
    "app_url_defaults", "url_value_preprocessor", "app_url_value_preprocessor",
    "context_processor", "app_context_processor", "before_first_request", "before_app_first_request",
)  # fmt: skip
_HANDLERS = ("errorhandler", "app_errorhandler")


def audit(project: Project, python: str | None = None, *, imports: bool = True) -> Audit:
    """Return everything that can be said of an application without running a request.

    The application is imported in a child process by `python`, which has its dependencies; where that
    fails the audit goes on with what reading found. Raises UserError where there is no application.
    """
    live = probe(project, python) if imports and project.root else Live()
    app = link(project, None if live.error else live)
    rows = routes(app)
    return Audit(
        _found(app),
        rows,
        extensions(app),
        _context_uses(app),
        _blocking(app),
        _hooks(app),
        _handlers(app),
        tuple(SyntaxFault(p.path, p.line, p.message) for p in project.problems),
        findings(app),
        order(app, rows),
        live.error,
        len(app.modules),
        sum(module.source.count("\n") for module in app.modules),
    )


def _found(app: App) -> AppFound:
    name, _, attribute = app.target.partition(":")
    symbol = app.project.canonical(f"{name}.{attribute}")
    module, _ = app.project.split(symbol)
    bound = app.project.binding(symbol)
    line = getattr(bound[0][0].node, "lineno", 0) if bound is not None else 0
    return AppFound(app.target, app.factory, module.path if module is not None else "", line)


def _context_uses(app: App) -> tuple[ContextUse, ...]:
    return tuple(
        ContextUse(
            use.kind, _short(app, use.function), use.path, use.line, use.attribute,
            tuple(_short(app, name) for name in use.chain),
        )
        for use in app.fact(global_uses)
    )  # fmt: skip


def _blocking(app: App) -> tuple[BlockingCall, ...]:
    reached = {use.function: reaching(app, use.function) for use in app.fact(blocking_calls)}
    return tuple(
        BlockingCall(use.call, use.path, use.line, _short(app, use.function), reached[use.function])
        for use in app.fact(blocking_calls)
    )


def _hooks(app: App) -> tuple[HookUse, ...]:
    own = [
        HookUse(h.kind, _name(app, h), h.scope.module.path, h.call.lineno, _owner(h))
        for h in app.hooks
        if h.kind in _AROUND and h.scope.module.path not in app.tests
    ]
    foreign = [
        HookUse(h.kind, f"{h.module}.{h.function}", "", 0)
        for h in app.live_hooks
        if h.kind in _AROUND
    ]
    return tuple(dict.fromkeys([*sorted(own, key=lambda h: (h.path, h.line)), *foreign]))


def _handlers(app: App) -> tuple[ErrorHandlerUse, ...]:
    found = [
        ErrorHandlerUse(
            ast.unparse(h.on) if h.on is not None else "?", _name(app, h), h.scope.module.path,
            h.call.lineno, _owner(h),
        )
        for h in app.hooks
        if h.kind in _HANDLERS and h.scope.module.path not in app.tests
    ]  # fmt: skip
    return tuple(dict.fromkeys(sorted(found, key=lambda h: (h.path, h.line))))


def _owner(hook: Hook) -> str:
    if hook.owner.kind == "app" or "app_" in hook.kind:
        return "app"
    return hook.owner.name or "blueprint"


def _name(app: App, hook: Hook) -> str:
    if hook.view is not None:
        return _short(app, hook.view)
    given = hook.call.args[-1] if isinstance(hook.call, ast.Call) and hook.call.args else hook.call
    return ast.unparse(given).partition("\n")[0]


def _short(app: App, symbol: str | None) -> str:
    """Return a function's name within its module; code outside functions is its module's."""
    if symbol is None:
        return "module"
    module, rest = app.project.split(symbol)
    return ".".join(rest) if module is not None and rest else symbol
