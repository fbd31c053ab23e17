"""Small things that several recipes say in the same way."""

from __future__ import annotations

import ast

from unflask.model.app import App, anchor
from unflask.model.project import Reference
from unflask.model.source import Module, Scope, absolute, parent
from unflask.model.spans import with_comma
from unflask.model.steps import Code, Effect, Needs, Refuse, Remove, Replace
from unflask.recipe import Steps

HOSTS = ", since routes of FastAPI do not look at the host"
"""Why options that name a host or a subdomain have no counterpart, as the end of a sentence."""

LAUNCH = Code(
    "UF113",
    "what starts the server asks for a WSGI application",
    "Start it with Uvicorn, and write what was put around it as an ASGI middleware. No route depends on it: "
    "only whoever runs this module as a script gets here.",
    scope="none",
)


def rebind(app: App, reference: Reference, symbol: str) -> Steps:
    """Use another symbol in the place of this one."""
    yield Replace(anchor(reference), "${" + symbol + "}", function=app.function_at(reference.scope))


def refuse(app: App, reference: Reference, code: Code, detail: str = "") -> Refuse:
    """Refuse a use, with the function it lies in."""
    outer = parent(reference.node)
    node = outer if isinstance(outer, ast.Attribute | ast.Call) else reference.node
    return Refuse(anchor(reference, node), code, detail, app.function_at(reference.scope))


def unread_imports(app: App, package: str) -> Steps:
    """Take out imports from a package that no longer comes along, which nothing has ever read."""
    for module in [*app.modules, *(m for m in app.project.modules.values() if m.path in app.suite)]:
        read = {name.id for name, _ in module.names}
        for node in module.nodes:
            if not isinstance(node, ast.Import | ast.ImportFrom):
                continue
            gone = [a for a in node.names if _is_unread(module, node, a, package, read)]
            if len(gone) == len(node.names):
                yield Remove(module.anchor(node))
            else:
                yield from (Replace(with_comma(module, alias), "") for alias in gone)


def _is_unread(
    module: Module,
    node: ast.Import | ast.ImportFrom,
    alias: ast.alias,
    package: str,
    read: set[str],
) -> bool:
    source = absolute(module, node) if isinstance(node, ast.ImportFrom) else alias.name
    name = (alias.asname or alias.name).split(".")[0]
    return source.split(".")[0] == package and name not in read


def needs_request(app: App, reference: Reference) -> Steps:
    """State that the function of a use needs the request."""
    function = app.function_at(reference.scope)
    if function is not None:
        yield Needs(function, Effect.REQUEST, anchor(reference))


def is_deferred(scope: Scope) -> bool:
    """Tell whether code runs later than its module is imported: in a function or a lambda."""
    here: Scope | None = scope
    while here is not None:
        if isinstance(here.node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            return True
        here = here.parent
    return False
