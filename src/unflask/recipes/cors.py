"""
Flask-CORS becomes the copied `cors` module, under the same two names.

Starlette's CORSMiddleware is not used: it answers preflights itself, before hooks and routes,
passes over the answers to unhandled errors, and names other origins in other headers.

Parity: every answer gets Flask-CORS 6's headers, errors and automatic answers to OPTIONS among
them, in its place between the functions after the request. `cross_origin` is refused where it is
more than the outermost decorator of one view.
"""

from unflask.facts.cors import EXTENSION, cors
from unflask.model.app import App
from unflask.model.steps import Require
from unflask.recipe import Recipe, Steps
from unflask.recipes.common import rebind, unread_imports

recipe = Recipe("cors", "CORS headers")


@recipe.on_app
def convert(app: App) -> Steps:
    """Use the copied names in the place of Flask-CORS's."""
    found = app.fact(cors)
    for reference in found.uses:
        yield from rebind(app, reference, f"compat.cors.{reference.symbol.rpartition('.')[2]}")
    if found.uses and not found.odd:
        yield Require("flask-cors", drop=True)
        yield from unread_imports(app, EXTENSION)
