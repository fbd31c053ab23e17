"""
What an `Application` needs besides its arguments: the session, where one is used.

Parity: without it there is no cookie; with it the cookie is Flask's own.
"""

import ast

from unflask.facts.session_classes import converted_sessions
from unflask.facts.session_use import uses_session
from unflask.model.app import App
from unflask.model.inventory import Maker
from unflask.model.source import parent
from unflask.model.steps import AddArgument, Insert
from unflask.recipe import Recipe, Steps

recipe = Recipe("wiring", "Middleware of the application")


@recipe.on_app
def sessions(app: App) -> Steps:
    """Add the session middleware to every application that uses a session."""
    own = app.fact(converted_sessions) is not None
    if not own and not app.fact(uses_session):
        return
    module = "session_interface" if own else "session"
    for maker in app.makers:
        if maker.kind == "app" and maker.module.path not in app.tests:
            yield from _middleware(maker, f"compat.{module}.SessionMiddleware")


def _middleware(maker: Maker, symbol: str) -> Steps:
    module, statement = maker.module, parent(maker.call)
    single = isinstance(statement, ast.Assign) and len(statement.targets) == 1
    if isinstance(statement, ast.Assign) and single and isinstance(statement.targets[0], ast.Name):
        name = statement.targets[0].id
        text = f"{name}.add_middleware(${{{symbol}}})"
        yield Insert(module.anchor(statement), "after", text, line=True)
    else:
        text = f"middleware=[${{starlette.middleware.Middleware}}(${{{symbol}}})]"
        yield AddArgument(module.anchor(maker.call), text)
