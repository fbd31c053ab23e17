"""Uses of Flask-Sock: all of them have a counterpart, or none is converted."""

from __future__ import annotations

import ast

from unflask.analysis.sockets import SOCK
from unflask.facts.conversion import Conversion
from unflask.facts.extensions import extension_uses, objects_of
from unflask.model.app import App
from unflask.model.inventory import Declaration
from unflask.model.project import Reference
from unflask.model.source import Scope, call_of, parent
from unflask.model.spans import is_unpacked

EXTENSION = "flask_sock"
NAMES = {
    SOCK: "Sock",
    "flask_sock.ConnectionClosed": "ConnectionClosed",
    "simple_websocket.ConnectionClosed": "ConnectionClosed",
}
"""The symbols that have a counterpart, with its name."""

_LIBRARIES = ("flask_sock", "simple_websocket")
_OF_SOCKETS = {
    "close", "close_message", "close_reason", "connected", "receive", "send", "subprotocol",
}  # fmt: skip
_SETTING = "SOCK_SERVER_OPTIONS"
_OF_THREADS = ("thread_class", "event_class", "selector_class")
_TYPES = (ast.arg, ast.AnnAssign)


def socks(app: App) -> Conversion:
    """Return what is done with Flask-Sock."""
    uses = [u for u in app.fact(extension_uses) if u.extension.module == EXTENSION]
    if not uses:
        return Conversion()
    every = _references(app)
    odd = next((why for r in every if (why := _oddity(r)) is not None), None)
    if odd is None and any(u.reference.symbol != u.symbol for u in uses):
        odd = "something else may stand for it"
    odd = odd or next((w for n, s in objects_of(app, SOCK) if (w := _oddity_of(app, n, s))), None)
    odd = odd or next(
        (w for d in declared(app) if (w := _oddity_of_socket(app, d)) is not None), None
    )
    odd = odd or _oddity_of_settings(app)
    return Conversion(tuple(every)) if odd is None else Conversion(odd=odd)


def declared(app: App) -> list[Declaration]:
    """Return the declarations of WebSockets, outside of tests."""
    return [d for d in app.declarations if d.kind == "socket" and d.module.path not in app.tests]


def function_of(declaration: Declaration) -> str:
    """Return the function that answers a WebSocket."""
    module, node = declaration.module, parent(declaration.call)
    assert isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    return f"{module.name}.{module.scopes[node].qualname}"


def _references(app: App) -> list[Reference]:
    found = app.project.references.items()
    return [r for s, uses in found if s.split(".")[0] in _LIBRARIES for r in uses]


def _oddity(reference: Reference) -> str | None:
    if reference.symbol not in NAMES:
        return f"`{reference.symbol}` is used"
    if reference.symbol != SOCK or isinstance(reference.outer, _TYPES):
        return None
    call = reference.call
    if call is None:
        return "`Sock` is used as a value"
    given = {k.arg for k in call.keywords}
    if is_unpacked(call) or len(call.args) > 1 or not given <= {"app"}:
        return "`Sock` is given something unknown"
    return None


def _oddity_of(app: App, node: ast.Name, scope: Scope) -> str | None:
    used, symbol = parent(node), app.project.resolve(node, scope)
    if symbol == SOCK or isinstance(used, _TYPES):
        return None
    if not isinstance(used, ast.Attribute) or used.attr not in ("init_app", "route"):
        return "its object is handed on"
    call = call_of(used)
    if call is None:
        return f"`{used.attr}` of its object is used as a value"
    if used.attr == "init_app":
        return None if len(call.args) == 1 and not call.keywords else "`init_app` is given more"
    if not any(d.call is call for d in app.declarations):
        return (
            f"a WebSocket is declared at {scope.module.path}:{node.lineno} in a way that hides it"
        )
    return None


def _oddity_of_socket(app: App, declaration: Declaration) -> str | None:
    place = f"{declaration.module.path}:{declaration.call.lineno}"
    if not {k.arg for k in declaration.call.keywords} <= {"path", "bp"}:
        return f"the WebSocket at {place} has options"
    if app.imported and not any(r.declaration is declaration for r in app.routes):
        return f"the application has no such rule as {place} declares"
    function = parent(declaration.call)
    if not isinstance(function, ast.FunctionDef):
        return f"the WebSocket at {place} is answered by a coroutine"
    first = [*function.args.posonlyargs, *function.args.args][:1]
    if not first or declaration.scope.kind == "class":
        return f"the function at {place} takes no connection"
    read = _asked(function, first[0].arg) - _OF_SOCKETS
    return f"`{first[0].arg}.{min(read)}` is used at {place}" if read else None


def _asked(function: ast.FunctionDef, name: str) -> set[str]:
    """Return the attributes that a function asks of its connection."""
    return {
        node.attr
        for node in ast.walk(function)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == name
    }


def _oddity_of_settings(app: App) -> str | None:
    for module in app.modules:
        if _SETTING in module.source:
            named = next((n for n in _OF_THREADS if n in module.source), None)
            if named is not None:
                return f"the setting `{_SETTING}` has a `{named}`"
    return None
