"""
An answer with a field that looks like a secret is flagged; nothing changes.

Fields are found where an answer is written out, and where a dict is stored whole and given back
later: `db[1] = {"name": …, "password": …}` in one view, `return db.get(id)` in another.

Parity: the answer stays what it was; `--modernize drop-secrets` takes the fields out. Not flagged: fields
that are taken out or blanked before, names that only speak of secrets (`has_password`).
"""

from unflask.facts.leaks import leaks
from unflask.model.app import App
from unflask.model.steps import Code, Flag
from unflask.recipe import Recipe, Steps

SECRET = Code(
    "UF410",
    "an answer has a field that looks like a secret",
    "Give the route a response model without it, or run the migration with `--modernize drop-secrets`.",
    scope="none",
)

recipe = Recipe("secrets", "Secrets in answers", (SECRET,))


@recipe.on_app
def flag(app: App) -> Steps:
    """Point at every answer with such a field."""
    if "drop-secrets" in app.options:
        return
    for leak in app.fact(leaks):
        fields = ", ".join(f"`{name}`" for name in leak.fields)
        yield Flag(leak.scope.module.anchor(leak.node), SECRET, fields)
