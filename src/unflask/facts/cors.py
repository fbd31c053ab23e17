"""Uses of Flask-CORS: those with a counterpart, and what is odd about the others."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field

from unflask.facts.extensions import extension_uses
from unflask.facts.wrappers import decorators
from unflask.model.app import App
from unflask.model.project import Reference
from unflask.model.source import parent

EXTENSION = "flask_cors"
CORS = "flask_cors.CORS"
CROSS_ORIGIN = "flask_cors.cross_origin"
_NO_AUTOMATIC = b"CORS_AUTOMATIC_OPTIONS"


@dataclass(frozen=True)
class Cors:
    """The uses that convert, and for the nodes of all others what is odd about them."""

    uses: tuple[Reference, ...] = ()
    odd: dict[ast.expr, str] = field(default_factory=dict)

    @property
    def converts_class(self) -> bool:
        """Tell whether the class converts, and with it all of its objects."""
        return any(use.symbol == CORS for use in self.uses)

    def converts(self, node: ast.AST) -> bool:
        """Tell whether a use converts, by its node."""
        return any(use.node is node for use in self.uses)


def cors(app: App) -> Cors:
    """Return what is done with Flask-CORS; its class converts everywhere or nowhere."""
    found = [u.reference for u in app.fact(extension_uses) if u.extension.module == EXTENSION]
    odd = {r.node: why for r in found if (why := _oddity(app, r)) is not None}
    wide = [odd[r.node] for r in found if r.node in odd and r.symbol != CROSS_ORIGIN]
    if wide:
        odd = {r.node: odd.get(r.node, wide[0]) for r in found}
    return Cors(tuple(r for r in found if r.node not in odd), odd)


def _oddity(app: App, reference: Reference) -> str | None:
    if reference.symbol == CORS:
        return None if reference.call is not None else "`CORS` is used as a value"
    if reference.symbol == CROSS_ORIGIN:
        return _oddity_of_decorator(app, reference)
    return f"`{reference.symbol}` is used, or what may stand for it"


def _oddity_of_decorator(app: App, reference: Reference) -> str | None:
    call, function = reference.call, None if reference.call is None else _decorated(reference.call)
    if call is None or function is None:
        return "`cross_origin` is no plain decorator here"
    if call.args or any(k.arg in (None, "automatic_options") for k in call.keywords):
        return "`cross_origin` is given something unknown"
    if any(_NO_AUTOMATIC in content for content in app.project.files.values()):
        return "`CORS_AUTOMATIC_OPTIONS` is set"
    scope = reference.module.scopes[function]
    name = f"{reference.module.name}.{scope.qualname}"
    if name not in app.views:
        return "`cross_origin` is put on a function that is no view"
    if isinstance(function, ast.AsyncFunctionDef):
        return "`cross_origin` is put on an asynchronous view"
    if decorators(app, function, scope)[0][0] is not call:
        return "another decorator stands between `cross_origin` and the route"
    if [s for _, s in decorators(app, function, scope)].count(CROSS_ORIGIN) > 1:
        return "`cross_origin` is put on a view twice"
    if any(r.call is not None for r in app.project.references.get(name, [])):
        return "the view with `cross_origin` is called by name"
    return None


def _decorated(call: ast.Call) -> ast.FunctionDef | ast.AsyncFunctionDef | None:
    outer = parent(call)
    if isinstance(outer, ast.FunctionDef | ast.AsyncFunctionDef) and call in outer.decorator_list:
        return outer
    return None
