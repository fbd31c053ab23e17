"""
What an application takes from Werkzeug itself: plain functions stay, objects of requests do not.

`MultiDict` and `FileStorage` become the copied ones, whose instances the request has; hashing
passwords, dates, header values and the like go on coming from Werkzeug, which is then required.

Parity: `isinstance` finds what it found, what `url_for` raises is caught as before, and errors that
redirect pass error handlers by. Refused is what is made to see a WSGI request: wrappers, middleware,
form parsers, and catching the redirects of the map of rules.
"""

import ast

from unflask.facts.error_classes import foreign_override
from unflask.facts.wsgi import wrapped
from unflask.model.app import App
from unflask.model.project import Reference
from unflask.model.source import parent
from unflask.model.steps import Code
from unflask.recipe import Recipe, Steps
from unflask.recipes.common import rebind, refuse

REQUESTS = Code(
    "UF142",
    "a part of Werkzeug that works on requests of Flask is used",
    "Use what FastAPI or Starlette have for it, or keep the routes that reach it on Flask.",
)

recipe = Recipe("werkzeug", "Parts of Werkzeug", (REQUESTS,))

_TWINS = {
    "werkzeug.datastructures.FileStorage": "compat.uploads.FileStorage",
    "werkzeug.datastructures.MultiDict": "compat.multidict.MultiDict",
    "werkzeug.datastructures.ImmutableMultiDict": "compat.multidict.ImmutableMultiDict",
    "werkzeug.utils.secure_filename": "compat.uploads.secure_filename",
}
_OWN = ("wrappers", "middleware", "formparser", "wsgi")
_BUILD_ERROR = "werkzeug.routing.BuildError"
_REDIRECTS = ("werkzeug.routing.RequestRedirect", "werkzeug.routing.RoutingException")
_ELSEWHERE = {"werkzeug.wrappers.Response", _BUILD_ERROR, *_REDIRECTS, *_TWINS}


@recipe.on_use(*_TWINS)
def twins(app: App, reference: Reference) -> Steps:
    """Classes and functions that have a copy."""
    yield from rebind(app, reference, _TWINS[reference.symbol])


@recipe.on_use(_BUILD_ERROR)
def build_error(app: App, reference: Reference) -> Steps:
    """The error of `url_for` where it is caught; ours knows no adapter of Werkzeug's map."""
    adapter = any(name in reference.module.source for name in (".adapter", ".closest_rule"))
    if adapter or reference.call is not None or isinstance(reference.outer, ast.ClassDef):
        yield refuse(app, reference, REQUESTS, f"`{reference.symbol}`")
    else:
        yield from rebind(app, reference, "compat.urls.BuildError")


@recipe.on_use(*_REDIRECTS)
def redirects(app: App, reference: Reference) -> Steps:
    """Errors that redirect, where they are raised or subclassed; those of Werkzeug's map are others."""
    outer, attribute = reference.outer, reference.attribute
    own = isinstance(outer, ast.ClassDef) and foreign_override(outer) is None
    initialised = attribute is not None and attribute.attr == "__init__"
    if own or initialised or reference.call is not None:
        yield from rebind(app, reference, f"compat.redirects.{reference.symbol.rpartition('.')[2]}")
    else:
        yield refuse(app, reference, REQUESTS, f"`{reference.symbol}`")


@recipe.on_app
def others(app: App) -> Steps:
    """Refuse what sees requests, and questions after classes whose instances are others now."""
    for symbol in sorted(app.project.references):
        if not symbol.startswith("werkzeug.") or symbol in _ELSEWHERE:
            continue
        sees = symbol.split(".")[1] in _OWN
        for reference in app.uses(symbol):
            if any(place.holds(reference.node) for place in app.fact(wrapped)):
                continue
            if (sees and not _is_annotation(reference)) or (
                symbol.startswith("werkzeug.datastructures.") and _is_asked(reference)
            ):
                yield refuse(app, reference, REQUESTS, f"`{symbol}`")


def _is_annotation(reference: Reference) -> bool:
    outer = reference.outer
    if isinstance(outer, ast.FunctionDef | ast.AsyncFunctionDef):
        return outer.returns is reference.node
    return isinstance(outer, ast.arg | ast.AnnAssign)


def _is_asked(reference: Reference) -> bool:
    """`isinstance(x, Headers)`, alone or among others."""
    outer = reference.outer
    if isinstance(outer, ast.Tuple):
        outer = parent(outer)
    match outer:
        case ast.Call(func=ast.Name(id="isinstance" | "issubclass")):
            return outer.func is not reference.node
    return False
