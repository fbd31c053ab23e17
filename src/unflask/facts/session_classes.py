"""Session interfaces of an application's own: where its sessions are opened and saved."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from unflask.facts.makers import attribute_uses
from unflask.facts.starting import serving
from unflask.model.app import App
from unflask.model.project import Reference
from unflask.model.source import Scope, parent

MODULE = "flask.sessions"
INTERFACES = {f"{MODULE}.SessionInterface", f"{MODULE}.SecureCookieSessionInterface"}
MIXIN = f"{MODULE}.SessionMixin"
_OF_APPS = {
    "config", "secret_key", "permanent_session_lifetime", "logger", "debug", "testing", "name",
}  # fmt: skip
_OF_RESPONSES = {"set_cookie", "delete_cookie", "headers", "vary", "status_code"}
_METHODS = {
    "open_session": ("app", "request"),
    "save_session": ("app", "session", "response"),
    "should_set_cookie": ("app", "session"),
    "get_expiration_time": ("app", "session"),
    "make_null_session": ("app",),
    "is_null_session": ("session",),
    "get_signing_serializer": ("app",),
    **{
        f"get_cookie_{name}": ("app",)
        for name in ("name", "domain", "path", "httponly", "secure", "samesite", "partitioned")
    },
}
_SETTINGS = {"salt", "key_derivation", "session_class", "null_session_class", "pickle_based"}


@dataclass(frozen=True, eq=False)
class SessionClass:
    """A class that opens and saves all sessions; `why` says what has no counterpart, if something."""

    symbol: str
    node: ast.ClassDef
    scope: Scope
    why: str | None


def own_sessions(app: App) -> SessionClass | None:
    """Return the class of `app.session_interface = Own(…)`, where that is the only such line.

    Its `why` is set where it cannot be converted.
    """
    settings = [
        (node, scope)
        for node, scope in app.fact(attribute_uses)
        if node.attr == "session_interface" and scope.module.path not in app.tests
    ]
    if len(settings) != 1 or sum(maker.kind == "app" for maker in app.makers) != 1:
        return None
    node, scope = settings[0]
    setting = parent(node)
    if not isinstance(setting, ast.Assign) or setting.targets != [node]:
        return None
    made = setting.value.func if isinstance(setting.value, ast.Call) else None
    symbol = app.project.resolve(made, scope) if made is not None else None
    found = _class(app, symbol) if symbol is not None else None
    if found is None or symbol is None or app.function_at(scope) in app.fact(serving):
        return None
    return SessionClass(symbol, *found, _hindrance(app, *found))


def converted_sessions(app: App) -> SessionClass | None:
    """Return the class of the application's sessions where it is converted."""
    made = app.fact(own_sessions)
    return made if made is not None and made.why is None else None


def session_requests(app: App) -> list[Reference]:
    """Return the uses of the request that `open_session` is given."""
    made = app.fact(converted_sessions)
    if made is None:
        return []
    return [
        Reference("flask.request", name, scope)
        for method in _methods(made.node)
        for name, scope, kind in _given(made.scope, method)
        if kind == "request"
    ]


def _class(app: App, symbol: str) -> tuple[ast.ClassDef, Scope] | None:
    bound = app.project.binding(symbol)
    node = bound[0][0].node if bound is not None and len(bound[0]) == 1 else None
    if bound is None or not isinstance(node, ast.ClassDef):
        return None
    return node, bound[1].module.scopes[node]


def _hindrance(app: App, node: ast.ClassDef, scope: Scope) -> str | None:
    bases = [app.project.resolve(base, scope) for base in node.bases]
    if len(bases) != 1 or bases[0] not in INTERFACES or node.keywords or node.decorator_list:
        return "its class is more than a subclass of `SessionInterface`"
    for item in node.body:
        match item:
            case ast.Assign(targets=[ast.Name(id=name)]):
                if name in _METHODS or (
                    bases[0].endswith("CookieSessionInterface") and name not in _SETTINGS
                ):
                    return f"it sets `{name}`"
    for method in _methods(node):
        why = _odd(scope, method)
        if why is not None:
            return why
    return None


def _methods(node: ast.ClassDef) -> list[ast.FunctionDef]:
    return [item for item in node.body if isinstance(item, ast.FunctionDef)]


def _odd(scope: Scope, method: ast.FunctionDef) -> str | None:
    """Return what a method does with what it is given that has no counterpart, or None."""
    if method.name in _METHODS:
        wanted, plain = _METHODS[method.name], method.args
        given = [*plain.posonlyargs, *plain.args][1:]
        if method.decorator_list or plain.vararg or plain.kwarg or len(given) != len(wanted):
            return f"its `{method.name}` takes other arguments"
    for name, _, kind in _given(scope, method):
        outer = parent(name)
        known = {"app": _OF_APPS, "response": _OF_RESPONSES}.get(kind)
        if known is None or is_handed_on(name):
            continue
        if not isinstance(outer, ast.Attribute) or outer.attr not in known:
            shown = ast.unparse(outer) if isinstance(outer, ast.expr) else name.id
            return f"its `{method.name}` has `{shown}`"
    return None


def _given(scope: Scope, method: ast.FunctionDef) -> Iterator[tuple[ast.Name, Scope, str]]:
    """Yield the names in a method that stand for what it is given, and what that is."""
    inner = scope.module.scopes[method]
    names = [a.arg for a in [*method.args.posonlyargs, *method.args.args][1:]]
    kinds = dict(zip(names, _METHODS.get(method.name, ()), strict=False))
    for name, where in scope.module.names:
        if name.id in kinds and where.lookup(name.id) is inner:
            yield name, where, kinds[name.id]


def is_handed_on(name: ast.AST) -> bool:
    """`self.get_cookie_name(app)` and `super().open_session(app, request)`."""
    match parent(name):
        case ast.Call(func=ast.Attribute(value=owner, attr=method)) as call if method in _METHODS:
            own = isinstance(owner, ast.Name) and owner.id == "self"
            return name in call.args and (own or ast.unparse(owner) == "super()")
    return False
