"""Read the WebSockets of Flask-Sock: functions that `@sock.route("/echo")` stands above."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from unflask.analysis.resources import keyword, made_by
from unflask.analysis.values import Values
from unflask.model.inventory import Declaration, Maker
from unflask.model.project import Project
from unflask.model.source import Scope, parent

SOCK = "flask_sock.Sock"
_LATE = "__flask_sock."
"""What stands before the endpoints of WebSockets that are declared before there is an application."""


class Sockets:
    """The WebSockets of a project, as the decorators tell."""

    def __init__(self, project: Project, values: Values) -> None:
        self.project, self.values = project, values

    def declared(self, call: ast.Call, scope: Scope) -> Iterator[Declaration]:
        """Yield the declaration that a decorator is; none where it is no plain one."""
        assert isinstance(call.func, ast.Attribute)
        made = made_by(self.project, call.func.value, scope, self._is_sock)
        function = parent(call)
        if made is None or not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            return
        given = call.args[0] if call.args else keyword(call, "path")
        rule = self.values.constant(given, scope) if given is not None else None
        group = call.args[1] if len(call.args) > 1 else keyword(call, "bp")
        owners, late = self._owners(group, scope, *made)
        if given is None or not isinstance(rule, str) or len(owners) != 1:
            return
        yield Declaration(
            owners[0],
            call,
            scope,
            rule,
            ("GET",),
            f"{_LATE if late else ''}{function.name}",
            None,
            None,
            "socket",
            {"view_func": call, "rule": given},
        )

    def _is_sock(self, node: ast.expr, scope: Scope) -> bool:
        return self.project.resolve(node, scope) == SOCK

    def _owners(
        self, group: ast.expr | None, scope: Scope, made: ast.Call, where: Scope
    ) -> tuple[list[Maker], bool]:
        """Return what a WebSocket is served by, and whether that comes after its declaration."""
        if group is not None:
            return list(self.values.of(group, scope)), False
        app = made.args[0] if made.args else keyword(made, "app")
        if app is not None:
            return list(self.values.of(app, where)), False
        above = parent(made)
        target = above.targets[0] if isinstance(above, ast.Assign) else None
        symbol = self.project.resolve(target, where) if target is not None else None
        found: list[Maker] = []
        for reference in self.project.references.get(symbol or "", []):
            begun = reference.attribute
            start = parent(begun) if begun is not None and begun.attr == "init_app" else None
            for argument in start.args if isinstance(start, ast.Call) else ():
                found += self.values.of(argument, reference.scope)
        return found, True
