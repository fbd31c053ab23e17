"""
Commands stay Click commands; only Flask's own wrappers are replaced.

Parity: they run inside an application context, as `flask NAME` ran them.
"""

from unflask.model.app import App
from unflask.model.project import Reference
from unflask.recipe import Recipe, Steps
from unflask.recipes.common import rebind

recipe = Recipe("commands", "Commands")


@recipe.on_use("flask.cli.with_appcontext", "flask.cli.AppGroup")
def convert(app: App, reference: Reference) -> Steps:
    """Flask's Click helpers under their own names."""
    yield from rebind(app, reference, f"compat.cli.{reference.symbol.rpartition('.')[2]}")
