"""Risks and debts of an application, each at its line."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from unflask.analysis import audit_codes as codes
from unflask.facts.extension_reach import given
from unflask.facts.memory import shared_state
from unflask.model.app import App
from unflask.model.audit import Finding, Level
from unflask.model.source import Module
from unflask.model.steps import Code

_SECRETS = ("SECRET_KEY", "JWT_SECRET_KEY", "SECURITY_PASSWORD_SALT", "WTF_CSRF_SECRET_KEY")


def findings(app: App) -> tuple[Finding, ...]:
    """Return all findings, sorted by place."""
    found = [
        *_routes(app),
        *_extensions(app),
        *_hooks(app),
        *_memory(app),
        *(f for module in app.modules for f in _source(module)),
    ]
    return tuple(sorted(set(found), key=lambda f: (f.path, f.line, f.code, f.message)))


def _finding(code: Code, level: Level, path: str, line: int, detail: str) -> Finding:
    return Finding(code.id, level, path, line, f"{code.title}: {detail}")


def _routes(app: App) -> Iterator[Finding]:
    for route in app.routes:
        if route.source == "live" and route.declaration is None and route.view is not None:
            place = (route.path, route.line if route.path else 0)
            yield _finding(codes.LIVE_ONLY, "note", *place, f"{route.rule} ({route.endpoint})")
    for route in app.unconfirmed:
        detail = f"{route.rule} ({route.endpoint})"
        yield _finding(codes.STATIC_ONLY, "warning", route.path, route.line, detail)
    if not app.imported:
        for declaration in app.declarations:
            if declaration.rule is None:
                path, line = declaration.module.path, declaration.call.lineno
                text = declaration.module.text(declaration.call).partition("\n")[0]
                yield _finding(codes.COMPUTED, "warning", path, line, f"`{text}`")


def _extensions(app: App) -> Iterator[Finding]:
    for place in app.fact(given):
        if place.everywhere is not None:
            path, line = place.hand.scope.module.path, place.hand.call.lineno
            yield _finding(codes.EVERYWHERE, "warning", path, line, place.extension.name)


def _hooks(app: App) -> Iterator[Finding]:
    for hook in app.hooks:
        if "first_request" in hook.kind:
            path, line = hook.scope.module.path, hook.call.lineno
            yield _finding(codes.GONE, "warning", path, line, f"`{hook.kind}`")
    for foreign in app.live_hooks:
        if foreign.kind != "errorhandler":
            detail = f"{foreign.kind} of {foreign.module}"
            yield _finding(codes.FOREIGN_HOOK, "note", "", 0, detail)


def _memory(app: App) -> Iterator[Finding]:
    for symbol in sorted(app.fact(shared_state)):
        module, rest = app.project.split(symbol)
        bound = app.project.binding(symbol)
        if module is None or bound is None or module.path in app.tests:
            continue
        line = getattr(bound[0][0].node, "lineno", 1)
        yield _finding(codes.MEMORY, "note", module.path, line, f"`{'.'.join(rest)}`")


def _source(module: Module) -> Iterator[Finding]:
    for node in module.nodes:
        match node:
            case ast.Assign(targets=[target], value=ast.Constant(value=str(text))) if text:
                name = _key(target)
                if name in _SECRETS:
                    yield _finding(codes.SECRET, "warning", module.path, node.lineno, f"`{name}`")
            case ast.keyword(arg=str(name), value=ast.Constant(value=str(text))) if text:
                if name in _SECRETS:
                    line = node.value.lineno
                    yield _finding(codes.SECRET, "warning", module.path, line, f"`{name}`")
            case ast.Call(func=ast.Attribute(attr="run")):
                if any(k.arg == "debug" and _is_true(k.value) for k in node.keywords):
                    yield _finding(codes.DEBUG, "note", module.path, node.lineno, "`debug=True`")


def _key(target: ast.expr) -> str:
    match target:
        case ast.Subscript(slice=ast.Constant(value=str(name))):
            return name
        case ast.Name(id=name):
            return name
        case ast.Attribute(attr="secret_key"):
            return "SECRET_KEY"
    return ""


def _is_true(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is True
