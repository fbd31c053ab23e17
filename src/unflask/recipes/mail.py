"""
Flask-Mail becomes the copied `mail` module, under the same names.

Parity: the same messages to the same server, byte for byte but for times, identifiers and
boundaries, and the same signal. Refused, and with it all that Flask-Mail does: subclasses of `Mail`,
objects that other libraries are given, names that are not documented.
"""

from unflask.facts.mail import EXTENSION, HOMES
from unflask.facts.whole_extensions import conversions
from unflask.model.app import App
from unflask.model.steps import Require
from unflask.recipe import Recipe, Steps
from unflask.recipes.common import rebind, unread_imports

recipe = Recipe("mail", "Mail")


@recipe.on_app
def convert(app: App) -> Steps:
    """Use the copied names in the place of Flask-Mail's."""
    made = app.fact(conversions).get(EXTENSION)
    for reference in made.uses if made is not None else ():
        name = reference.symbol.rpartition(".")[2]
        yield from rebind(app, reference, f"compat.{HOMES[name]}.{name}")
    if made is not None and made.uses:
        yield Require("flask-mail", drop=True)
        yield Require("blinker")
        yield from unread_imports(app, EXTENSION)
