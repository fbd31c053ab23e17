"""
`abort(404)` becomes `raise HTTPException(404)`.

Werkzeug's exception classes become the ones of the copied `compat.errors`, which are subclasses of
Starlette's `HTTPException`; error handlers keep their decorators.

Parity: the answer is the same page or the application's own handler's; handlers find `code`,
`name`, `description` and `get_response()` with its parts on the error as before, and subclasses may
override them. Refused: overrides that read the environment of WSGI.
"""

import ast

from unflask.facts.error_classes import PARTS, foreign_override
from unflask.model.app import App, anchor
from unflask.model.project import Reference
from unflask.model.source import parent
from unflask.model.steps import Code, Replace
from unflask.recipe import Recipe, Steps
from unflask.recipes.common import rebind, refuse

UNKNOWN = Code(
    "UF150",
    "an exception of Werkzeug has no counterpart",
    "Raise `HTTPException` with the status instead.",
)

recipe = Recipe("errors", "Aborts and errors", (UNKNOWN,))

_CLASSES = {
    "BadRequest", "BadRequestKeyError", "Unauthorized", "Forbidden", "NotFound",
    "MethodNotAllowed", "NotAcceptable", "RequestTimeout", "Conflict", "Gone", "LengthRequired",
    "PreconditionFailed", "RequestEntityTooLarge", "RequestURITooLarge", "UnsupportedMediaType",
    "RequestedRangeNotSatisfiable", "ExpectationFailed", "ImATeapot", "UnprocessableEntity",
    "Locked", "FailedDependency", "PreconditionRequired", "TooManyRequests",
    "RequestHeaderFieldsTooLarge", "UnavailableForLegalReasons", "InternalServerError",
    "NotImplemented", "BadGateway", "ServiceUnavailable", "GatewayTimeout",
}  # fmt: skip


@recipe.on_use("flask.abort")
def convert(app: App, reference: Reference) -> Steps:
    """A statement with a plain status raises; anything else calls the copied `abort`."""
    call = reference.call
    if call is not None and (unknown := _unknown_keyword(call)):
        yield refuse(app, reference, UNKNOWN, f"`{unknown}=`")
        return
    statement = parent(call) if call is not None else None
    simple = (
        call is not None
        and isinstance(statement, ast.Expr)
        and not call.keywords
        and 1 <= len(call.args) <= 2
        and isinstance(call.args[0], ast.Constant)
        and isinstance(call.args[0].value, int)
        and call.args[0].value in KNOWN
        and not app.fact(reads_errors)
        and (len(call.args) == 1 or _is_text(call.args[1]))
    )
    if simple:
        yield Replace(anchor(reference), "raise ${fastapi.HTTPException}")
    else:
        yield from rebind(app, reference, "compat.errors.abort")


def _unknown_keyword(call: ast.Call) -> str | None:
    """Return a keyword that only some of Werkzeug's classes have, such as `retry_after`."""
    return next((k.arg for k in call.keywords if k.arg not in {*_KEYWORDS, None}), None)


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


_KEYWORDS = {"description", "response", "code", "status", "original_exception", "valid_methods"}
_READ = {"code", "name", "description", "response"} | PARTS

KNOWN = {
    400, 401, 403, 404, 405, 406, 408, 409, 410, 411, 412, 413, 414, 415, 416, 417, 418, 421, 422,
    423, 424, 428, 429, 431, 451, 500, 501, 502, 503, 504, 505,
}  # fmt: skip


def reads_errors(app: App) -> bool:
    """Tell whether an error handler, or an `except`, looks at the error it is given."""
    for hook in app.hooks:
        if hook.kind not in ("errorhandler", "app_errorhandler"):
            continue
        if hook.function is None:
            return True
        names = [a.arg for a in hook.function.args.args]
        used = {n.id for n in ast.walk(hook.function) if isinstance(n, ast.Name)}
        if used & set(names):
            return True
    if any(s.startswith("werkzeug.exceptions.") for s in app.project.references):
        return True
    caught = (n for m in app.modules for n in m.nodes if isinstance(n, ast.ExceptHandler))
    return any(_is_read(handler) for handler in caught)


def _is_read(handler: ast.ExceptHandler) -> bool:
    """Tell whether an `except` reads of its error what only Werkzeug's errors have."""
    return any(
        isinstance(node, ast.Attribute)
        and node.attr in _READ
        and isinstance(node.value, ast.Name)
        and node.value.id == handler.name
        for node in ast.walk(handler)
    )


@recipe.on_use(*(f"werkzeug.exceptions.{name}" for name in sorted(_CLASSES)))
def classes(app: App, reference: Reference) -> Steps:
    """The exception classes under their own names."""
    reason = _foreign(reference)
    if reason is not None:
        yield refuse(app, reference, UNKNOWN, reason)
        return
    yield from rebind(app, reference, f"compat.errors.{reference.symbol.rpartition('.')[2]}")


@recipe.on_use("werkzeug.exceptions.HTTPException")
def base(app: App, reference: Reference) -> Steps:
    """The base class: Starlette's where errors are caught, ours where it is subclassed or made."""
    outer = reference.outer
    reason = _foreign(reference)
    if reason is not None:
        yield refuse(app, reference, UNKNOWN, reason)
    elif isinstance(outer, ast.ClassDef) or reference.call is not None:
        yield from rebind(app, reference, "compat.errors.HTTPError")
    else:
        yield from rebind(app, reference, "compat.errors.HTTPException")


def _foreign(reference: Reference) -> str | None:
    """Return what a use asks of Werkzeug's class that ours does not do, or None."""
    outer, call = reference.outer, reference.call
    if call is not None and (keyword := _unknown_keyword(call)):
        return f"`{keyword}=`"
    return foreign_override(outer) if isinstance(outer, ast.ClassDef) else None


@recipe.on_app
def others(app: App) -> Steps:
    """Refuse what is left of Werkzeug's exceptions."""
    known = {f"werkzeug.exceptions.{n}" for n in [*_CLASSES, "HTTPException"]}
    for symbol in app.project.references:
        if symbol.startswith("werkzeug.exceptions.") and symbol not in known:
            for reference in app.uses(symbol):
                yield refuse(app, reference, UNKNOWN, f"`{symbol}`")
