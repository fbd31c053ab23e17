"""Calls of `requests`, and whether `httpx` can make them with the same result."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from unflask.model.app import App
from unflask.model.project import Reference
from unflask.model.source import Scope, parent

VERBS = ("get", "post", "put", "patch", "delete", "head", "options")
_KEYWORDS = {"params", "json", "headers", "timeout", "allow_redirects"}
RESPONSE = {"status_code", "json", "raise_for_status", "headers", "content", "ok"}
EXCEPTIONS = {
    "Timeout": "TIMEOUTS",
    "ConnectTimeout": "httpx.ConnectTimeout",
    "ReadTimeout": "httpx.ReadTimeout",
    "ConnectionError": "CONNECTION_ERRORS",
    "HTTPError": "httpx.HTTPStatusError",
    "RequestException": "REQUEST_ERRORS",
}


@dataclass(frozen=True, eq=False)
class Outgoing:
    """One call of `requests`; `hindrance` says why `httpx` cannot stand in for it."""

    call: ast.Call
    reference: Reference
    function: str
    hindrance: str | None

    @property
    def verb(self) -> str:
        """The method in lower case."""
        return self.reference.symbol.rpartition(".")[2]


def outgoing(app: App) -> list[Outgoing]:
    """Return the calls of `requests` inside functions."""
    found = []
    for verb in VERBS:
        for reference in app.uses(f"requests.{verb}"):
            function = app.function_at(reference.scope)
            if reference.call is not None and function is not None:
                why = _hindrance(reference.call, reference)
                found.append(Outgoing(reference.call, reference, function, why))
    return found


def exception(symbol: str) -> str | None:
    """Return what stands for an exception of `requests`, or None."""
    if not symbol.startswith("requests."):
        return None
    return EXCEPTIONS.get(symbol.rpartition(".")[2])


def _hindrance(call: ast.Call, reference: Reference) -> str | None:
    names = {k.arg for k in call.keywords}
    if len(call.args) != 1 or isinstance(call.args[0], ast.Starred) or not names <= _KEYWORDS:
        return "its call of requests has arguments that httpx takes differently"
    redirects = next((k.value for k in call.keywords if k.arg == "allow_redirects"), None)
    if redirects is not None and not isinstance(redirects, ast.Constant):
        return "its call of requests decides on redirects while it runs"
    return _response_use(call, reference)


def _response_use(call: ast.Call, reference: Reference) -> str | None:
    """The response may only be used in ways that mean the same to both libraries."""
    outer = parent(call)
    if isinstance(outer, ast.Attribute):
        return _attribute(outer)
    if isinstance(outer, ast.Expr):
        return None
    if not isinstance(outer, ast.Assign) or len(outer.targets) != 1:
        return "it hands on the response of requests as a whole"
    target = outer.targets[0]
    if not isinstance(target, ast.Name):
        return "it stores the response of requests"
    for name, scope in _reads(target.id, reference.scope):
        above = parent(name)
        if not isinstance(above, ast.Attribute):
            return "it hands on the response of requests as a whole"
        why = _attribute(above)
        if why is not None:
            return why
        if scope.lookup(target.id) is not reference.scope:
            return "it uses the response of requests in another scope"
    return None


def _attribute(node: ast.Attribute) -> str | None:
    if node.attr not in RESPONSE:
        return f"it uses `{node.attr}` of the response, which httpx gives differently"
    return None


def _reads(name: str, scope: Scope) -> list[tuple[ast.Name, Scope]]:
    return [(n, s) for n, s in scope.module.names if n.id == name and s.lookup(name) is scope]
