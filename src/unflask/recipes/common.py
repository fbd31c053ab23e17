"""Small things that several recipes say in the same way."""

from __future__ import annotations

import ast

from unflask.model.app import App, anchor
from unflask.model.project import Reference
from unflask.model.source import Scope, parent
from unflask.model.steps import Code, Effect, Needs, Refuse, Replace
from unflask.recipe import Steps

HOSTS = ", since routes of FastAPI do not look at the host"
"""Why options that name a host or a subdomain have no counterpart, as the end of a sentence."""


def rebind(app: App, reference: Reference, symbol: str) -> Steps:
    """Use another symbol in the place of this one."""
    yield Replace(anchor(reference), "${" + symbol + "}", function=app.function_at(reference.scope))


def refuse(app: App, reference: Reference, code: Code, detail: str = "") -> Refuse:
    """Refuse a use, with the function it lies in."""
    outer = parent(reference.node)
    node = outer if isinstance(outer, ast.Attribute | ast.Call) else reference.node
    return Refuse(anchor(reference, node), code, detail, app.function_at(reference.scope))


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
