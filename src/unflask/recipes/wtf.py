"""
Flask-WTF's forms become `RequestForm`, which is WTForms with the request's fields, files and token.

Forms are made anywhere, so they find the request by the context variable. `CSRFProtect` keeps its
place among the functions before the request, and `exempt` keeps meaning what it meant.

Parity: the same tokens in the same session, signed alike, so that forms of converted pages may be
sent to routes that stay on Flask, and the other way round; the same messages. reCAPTCHA is refused.
"""

from unflask.facts.wtf import forms, twin_of
from unflask.model.app import App, anchor
from unflask.model.steps import Replace, Require
from unflask.recipe import Recipe, Steps

recipe = Recipe("wtf", "Forms and their tokens")


@recipe.on_app
def convert(app: App) -> Steps:
    """Use the copied names in the place of Flask-WTF's."""
    found = app.fact(forms)
    for reference in found.uses:
        twin, function = twin_of(reference), app.function_at(reference.scope)
        if twin is not None:
            yield Replace(anchor(reference), twin, function=function)
    if found.uses:
        yield Require("wtforms")
    if found.uses and found.odd is None:
        yield Require("flask-wtf", drop=True)
