"""
Flask-Login becomes the copied `login` module, under the same names.

Parity: the same session keys and remember cookies, so that a login counts on both sides; the same
redirects, messages and answers 401. Refused, and with it all that Flask-Login does: its signals,
subclasses of `LoginManager`, managers that are handed on, functions that cannot be followed.
"""

from unflask.facts.login import EXTENSION, name_of
from unflask.facts.whole_extensions import conversions
from unflask.model.app import App
from unflask.model.steps import Require
from unflask.recipe import Recipe, Steps
from unflask.recipes.common import rebind, unread_imports

recipe = Recipe("login", "Signing in")


@recipe.on_app
def convert(app: App) -> Steps:
    """Use the copied names in the place of Flask-Login's."""
    made = app.fact(conversions).get(EXTENSION)
    for reference in made.uses if made is not None else ():
        yield from rebind(app, reference, f"compat.login.{name_of(reference.symbol)}")
    if made is not None and made.uses:
        yield Require("flask-login", drop=True)
        yield from unread_imports(app, EXTENSION)
