"""
`session`, `g` and `current_app` become the request's own session, state and application.

`session` is `request.session`; `g` and `current_app` keep their names and are read from a context
variable, so that code which also runs outside of requests (commands, tests) goes on working.

Parity: the session cookie is Flask's own, readable by both sides.
"""

from unflask.facts.makers import unwrapped
from unflask.model.app import App, anchor
from unflask.model.project import Reference
from unflask.model.steps import Code, Replace
from unflask.recipe import Recipe, Steps
from unflask.recipes.common import is_deferred, needs_request, rebind, refuse

IMPORTED = Code(
    "UF130",
    "`session` is used while the module is imported",
    "Move the use into a view.",
    scope="app",
)

recipe = Recipe("context", "Session, g and current_app", (IMPORTED,))


@recipe.on_use("flask.session")
def session(app: App, reference: Reference) -> Steps:
    """`session[…]` becomes `request.session[…]`."""
    function = app.function_at(reference.scope)
    if function is None and not is_deferred(reference.scope):
        yield refuse(app, reference, IMPORTED)
        return
    yield Replace(anchor(reference), "${@request}.session", function=function)
    yield from needs_request(app, reference)


@recipe.on_use(
    "flask.g", "flask.current_app", "flask.has_request_context", "flask.has_app_context",
    "flask.after_this_request", "flask.copy_current_request_context",
)  # fmt: skip
def proxies(app: App, reference: Reference) -> Steps:
    """The context variables under their old names, and the application behind `current_app`."""
    call = unwrapped(reference.node) if reference.symbol == "flask.current_app" else None
    if call is not None:
        function = app.function_at(reference.scope)
        yield Replace(
            anchor(reference, call), "${compat.context.current_app_object}()", function=function
        )
        return
    yield from rebind(app, reference, f"compat.context.{reference.symbol.removeprefix('flask.')}")
