"""
Commands stay Click commands; only Flask's own wrappers are replaced.

Parity: they run inside an application context, as `flask NAME` ran them.
"""

import ast

from unflask.model.app import App
from unflask.model.project import Reference
from unflask.model.source import parent
from unflask.recipe import Recipe, Steps
from unflask.recipes.common import rebind

recipe = Recipe("commands", "Commands")

_OF_ITS_START = {None, "load_dotenv", "set_debug_flag"}


@recipe.on_use("flask.cli.with_appcontext", "flask.cli.AppGroup")
def convert(app: App, reference: Reference) -> Steps:
    """Flask's Click helpers under their own names."""
    yield from rebind(app, reference, f"compat.cli.{reference.symbol.rpartition('.')[2]}")


@recipe.on_use("flask.cli.FlaskGroup")
def scripts(app: App, reference: Reference) -> Steps:
    """A script of the project's own: its group makes the application that the commands are for.

    What is left alone, as a class made of it, is refused as any other part of Flask.
    """
    keyword = parent(reference.node)
    named = isinstance(keyword, ast.keyword) and keyword.arg == "cls"
    call = parent(keyword) if named and keyword is not None else reference.call
    if isinstance(call, ast.Call) and not {k.arg for k in call.keywords} & _OF_ITS_START:
        yield from rebind(app, reference, "compat.cli_scripts.ScriptGroup")
