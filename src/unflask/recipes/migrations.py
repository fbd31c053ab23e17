"""
Flask-Migrate becomes Alembic itself, with the commands and functions of the copied `migrations` module.

It goes with the database: `Migrate(app, db)` becomes `Migrations(app, Base.metadata)`, and the scripts
`env.py`, which no module imports, ask that object for engine and tables. Revisions stay as they are.

Parity: the same commands below `db`, the same revisions and the same SQL. Refused, and with it the
conversion of the database: subclasses of `Migrate`, several databases, scripts that ask Flask for more.
"""

import ast

from unflask.facts.environment_scripts import CURRENT, Change
from unflask.facts.migrations import EXTENSION, MAKER, migrations
from unflask.facts.sessions import is_converted
from unflask.model.app import App, anchor
from unflask.model.source import parent
from unflask.model.spans import keyword_name
from unflask.model.steps import Remove, Replace, Require
from unflask.recipe import Recipe, Steps
from unflask.recipes.common import rebind

recipe = Recipe("migrations", "Migrations of the database")


@recipe.on_app
def convert(app: App) -> Steps:
    """Use the copied names in the place of Flask-Migrate's, and have env.py ask them."""
    if not is_converted(app, EXTENSION):
        return
    found = app.fact(migrations)
    for reference in found.uses:
        own = "Migrations" if reference.symbol == MAKER else reference.symbol.rpartition(".")[2]
        yield from rebind(app, reference, f"compat.migrations.{own}")
    for module, name in found.given:
        keyword = parent(name)
        if isinstance(keyword, ast.keyword):
            yield Replace(keyword_name(module, keyword), "metadata=")
    for change in found.changes:
        yield from _changed(change)
    scripts = {s.path for s in found.scripts}
    for reference in app.project.references.get(CURRENT, []):
        if reference.module.path in scripts:
            yield Replace(anchor(reference), "${compat.context.current_app}")
    yield Require("alembic")
    yield Require("flask-migrate", drop=True)


def _changed(change: Change) -> Steps:
    span = change.module.anchor(change.node)
    if change.template is None:
        yield Remove(span)
    else:
        holes = (("m", change.module.anchor(change.hole)),) if change.hole is not None else ()
        yield Replace(span, change.template, holes)
