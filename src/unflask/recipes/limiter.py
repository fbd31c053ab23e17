"""
Flask-Limiter becomes the copied `limiter` module, under the same names, upon the library `limits`.

Parity: the same counters in the same storages, so that limits go on where they were; the same
answers 429, headers and callbacks, at the same moments. Refused, and with it all that Flask-Limiter
does: limits of blueprints, meta limits, limits in memory where a storage fails, limits around
blocks, methods of class views with limits beside default ones, and limiters that are handed on.
"""

import ast

from unflask.facts.limiters import EXTENSION, LIMITER
from unflask.facts.limits import NAMES, is_given_no_app
from unflask.facts.whole_extensions import conversions
from unflask.model.app import App
from unflask.model.project import Reference
from unflask.model.spans import keyword_of, with_line
from unflask.model.steps import Replace, Require
from unflask.recipe import Recipe, Steps
from unflask.recipes.common import rebind, unread_imports

recipe = Recipe("limiter", "Limits of requests", over=("context",))


@recipe.on_app
def convert(app: App) -> Steps:
    """Use the copied names in the place of Flask-Limiter's."""
    made = app.fact(conversions).get(EXTENSION)
    for reference in made.uses if made is not None else ():
        yield from rebind(app, reference, f"compat.limiter.{NAMES[reference.symbol]}")
        yield from _without_proxy(app, reference)
    if made is not None and made.uses:
        yield Require("flask-limiter", drop=True)
        yield Require("limits")
        yield from unread_imports(app, EXTENSION)


def _without_proxy(app: App, reference: Reference) -> Steps:
    """`Limiter(app=current_app)` in a module gives it no application, which comes by `init_app`."""
    call = reference.call
    if reference.symbol != LIMITER or not isinstance(call, ast.Call):
        return
    given = keyword_of(call, "app")
    if given is not None and is_given_no_app(app, call, reference.scope):
        yield Replace(with_line(reference.module, given), "")
