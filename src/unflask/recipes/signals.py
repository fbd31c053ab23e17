"""
Signals of the application's own stay blinker's: `order_placed.send(app, order=order)`.

Parity: the same functions are called, in the same order, and get the application as their sender.
Where not all of them are known, or one of them is given the application in a way that cannot be
followed, handing it over is refused (UF103).
"""

from unflask.model.app import App
from unflask.model.project import Reference
from unflask.model.steps import Require
from unflask.recipe import Recipe, Steps
from unflask.recipes.common import rebind

recipe = Recipe("signals", "Signals of the application's own")


@recipe.on_use("flask.signals.Namespace")
def namespaces(app: App, reference: Reference) -> Steps:
    """Flask's name for it is blinker's class."""
    yield from rebind(app, reference, "blinker.Namespace")


@recipe.on_app
def requirement(app: App) -> Steps:
    """Flask brought blinker along."""
    named = any(s.split(".")[0] == "blinker" and app.uses(s) for s in app.project.references)
    if named or app.uses("flask.signals.Namespace"):
        yield Require("blinker")
