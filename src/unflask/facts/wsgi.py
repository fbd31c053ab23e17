"""WSGI middleware around an application: `app.wsgi_app = Middleware(app.wsgi_app, …)`."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from unflask.facts.graph import viewed
from unflask.facts.head_middleware import environ_class
from unflask.facts.makers import attribute_uses
from unflask.model.app import App
from unflask.model.source import Scope, parent, parents
from unflask.model.spans import is_unpacked

PROXY_FIX = "werkzeug.middleware.proxy_fix.ProxyFix"
NUMBERS = ("x_for", "x_proto", "x_host", "x_port", "x_prefix")
_KNOWN = {
    "werkzeug.middleware.dispatcher.DispatcherMiddleware": (
        "it serves other WSGI applications by their path; `app.mount` does so"
    ),
    "werkzeug.middleware.shared_data.SharedDataMiddleware": (
        "it serves files; `app.mount` does so with Starlette's StaticFiles"
    ),
    "werkzeug.middleware.profiler.ProfilerMiddleware": "it profiles requests; py-spy does so from outside",
    "werkzeug.debug.DebuggedApplication": "it shows errors in the browser; leave it out",
    "whitenoise.WhiteNoise": (
        "it serves files before any route sees the request; let the proxy or StaticFiles do so"
    ),
}


@dataclass(frozen=True, eq=False)
class Wrapped:
    """One assignment to `wsgi_app`; `hindrance` says why it has no counterpart.

    `middleware` is the project's own class that the application is wrapped in, if it is one.
    """

    statement: ast.Assign
    owner: ast.expr
    scope: Scope
    numbers: dict[str, ast.expr]
    hindrance: str | None
    middleware: ast.ClassDef | None = None

    def holds(self, node: ast.AST) -> bool:
        """Tell whether a node lies in the assignment, or in the class of the middleware."""
        inside = {self.statement, self.middleware} - {None}
        return not inside.isdisjoint(parents(node))


def wrapped(app: App) -> list[Wrapped]:
    """Return every assignment to an application's `wsgi_app`, outside tests."""
    found = []
    for node, scope in app.fact(attribute_uses):
        statement = parent(node)
        if node.attr != "wsgi_app" or not isinstance(statement, ast.Assign):
            continue
        if statement.targets == [node] and scope.module.path not in app.tests:
            own = _own(app, statement, node, scope)
            why = own[1] if own is not None else _hindrance(app, statement, node, scope)
            numbers = {} if why is not None or own is not None else _numbers(statement.value)
            class_ = own[0] if own is not None and why is None else None
            found.append(Wrapped(statement, node.value, scope, numbers, why, class_))
    return found


def reads_proxies(app: App) -> bool:
    """Tell whether the converted application reads what proxies say about the client."""
    return any(w.hindrance is None and w.middleware is None for w in app.fact(wrapped))


def _own(
    app: App, statement: ast.Assign, node: ast.Attribute, scope: Scope
) -> tuple[ast.ClassDef | None, str | None] | None:
    """Return the class of a middleware of the project's own, and why it has no counterpart."""
    call = statement.value
    symbol = app.project.resolve(call.func, scope) if isinstance(call, ast.Call) else None
    if symbol is None or app.project.split(symbol)[0] is None or not isinstance(call, ast.Call):
        return None
    class_, why = environ_class(app, symbol)
    told = f"`{ast.unparse(call.func)}` is a WSGI middleware of the project's own"
    if why is not None:
        return class_, f"{told}: {why}"
    inner = ast.unparse(call.args[0]) if call.args else ""
    if inner not in (ast.unparse(node), ast.unparse(node.value)) or is_unpacked(call):
        return class_, f"{told}, put around something else"
    function = app.function_at(scope)
    if function is not None and function in app.fact(viewed):
        return class_, f"{told}, set while a request is served"
    return class_, None


def _hindrance(app: App, statement: ast.Assign, node: ast.Attribute, scope: Scope) -> str | None:
    call = statement.value
    if not isinstance(call, ast.Call):
        return "it is replaced as a whole"
    symbol = app.project.resolve(call.func, scope)
    if symbol != PROXY_FIX:
        return _named(app, symbol, call)
    inner = call.args[0] if call.args else None
    if inner is None or ast.unparse(inner) != ast.unparse(node):
        return "`ProxyFix` is put around something else"
    names = [k.arg for k in call.keywords]
    plain = len(call.args) <= 1 + len(NUMBERS) and all(n in NUMBERS for n in names)
    if not plain or any(isinstance(a, ast.Starred) for a in call.args):
        return "`ProxyFix` is given something unknown"
    if any(b"proxy_fix.orig" in content for content in app.project.files.values()):
        return "what `ProxyFix` replaced is read"
    function = app.function_at(scope)
    if function is not None and function in app.fact(viewed):
        return "it is set while a request is served"
    return None


def _named(app: App, symbol: str | None, call: ast.Call) -> str:
    name = ast.unparse(call.func)
    if symbol in _KNOWN:
        return f"`{name}`: {_KNOWN[symbol]}"
    if symbol is not None and app.project.split(symbol)[0] is not None:
        return f"`{name}` is a WSGI middleware of the project's own"
    return f"`{name}` is a WSGI middleware"


def _numbers(call: ast.expr) -> dict[str, ast.expr]:
    assert isinstance(call, ast.Call)
    given = dict(zip(NUMBERS, call.args[1:], strict=False))
    return given | {k.arg: k.value for k in call.keywords if k.arg is not None}
