"""Functions that answer WebSockets in a Flask application, by Flask-Sock or Flask-Sockets."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from unflask.facts.extensions import held_by
from unflask.model.app import App
from unflask.model.source import FunctionNode, Scope

_MAKERS = ("flask_sock.Sock", "flask_sockets.Sockets")


@dataclass(frozen=True, eq=False)
class Websocket:
    """One function that answers a WebSocket, with the decorator that says where."""

    decorator: ast.Call
    function: FunctionNode
    scope: Scope


def websockets(app: App) -> list[Websocket]:
    """Return the functions that `@sock.route("/…")` stands above, in source order."""
    found = []
    for function, scope in app.project.functions.values():
        if scope.module.path in app.tests:
            continue
        for decorator in function.decorator_list:
            if _is_route(app, decorator, scope):
                assert isinstance(decorator, ast.Call)
                found.append(Websocket(decorator, function, scope))
    return found


def _is_route(app: App, node: ast.expr, scope: Scope) -> bool:
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return False
    around = scope.parent or scope
    return node.func.attr == "route" and held_by(app.project, node.func, around) in _MAKERS
