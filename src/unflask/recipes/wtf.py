"""
Flask-WTF's forms become `RequestForm`, which is WTForms with the request's fields, files and token.

Forms are made anywhere, so they find the request by the context variable. `CSRFProtect` keeps its
place among the functions before the request, and `exempt` keeps meaning what it meant.

Parity: the same tokens in the same session, signed alike, so that forms of converted pages may be
sent to routes that stay on Flask, and the other way round; the same messages. reCAPTCHA is refused.
"""

from unflask.facts.wtf import EXTENSION, forms, twin_of
from unflask.model.app import App, anchor
from unflask.model.project import Reference
from unflask.model.steps import Replace, Require
from unflask.recipe import Recipe, Steps
from unflask.recipes.common import unread_imports

recipe = Recipe("wtf", "Forms and their tokens")


@recipe.on_app
def convert(app: App) -> Steps:
    """Use the copied names in the place of Flask-WTF's."""
    found = app.fact(forms)
    for reference in found.uses:
        yield from _rebound(app, reference)
    if found.uses:
        yield Require("wtforms")
    if found.uses and found.odd is None:
        yield Require("flask-wtf", drop=True)
        yield from unread_imports(app, EXTENSION)


@recipe.on_app
def in_tests(app: App) -> Steps:
    """Tests ask for tokens and make forms under the same names."""
    if not app.fact(forms).uses:
        return
    for symbol, references in app.project.references.items():
        for reference in references if symbol.startswith(f"{EXTENSION}.") else ():
            if reference.module.path in app.suite:
                yield from _rebound(app, reference)


def _rebound(app: App, reference: Reference) -> Steps:
    twin = twin_of(reference)
    if twin is not None:
        yield Replace(anchor(reference), twin, function=app.function_at(reference.scope))
