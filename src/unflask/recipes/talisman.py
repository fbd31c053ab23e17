"""
Flask-Talisman becomes the copied `talisman` module, under the same names.

Parity: the same headers with every answer, errors among them; the same redirect to HTTPS, settings of
the session's cookie, and nonces. Options of single views are refused.
"""

from unflask.facts.talisman import EXTENSION, security_headers
from unflask.model.app import App
from unflask.model.steps import Require
from unflask.recipe import Recipe, Steps
from unflask.recipes.common import rebind, unread_imports

recipe = Recipe("talisman", "Security headers")


@recipe.on_app
def convert(app: App) -> Steps:
    """Use the copied names in the place of Flask-Talisman's."""
    uses = app.fact(security_headers).uses
    for reference in uses:
        yield from rebind(app, reference, f"compat.talisman.{reference.symbol.rpartition('.')[2]}")
    if uses:
        yield Require("flask-talisman", drop=True)
        yield from unread_imports(app, EXTENSION)
