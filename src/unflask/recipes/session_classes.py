"""
Session interfaces of an application's own go on opening and saving its sessions.

`app.session_interface = Own()` stays; `SessionInterface` and the like come from the copied
`compat.session_interface`, whose middleware calls them as Flask did: before the hooks, and after
the functions that see the response, with the copied request and response.

Parity: the same cookies and the same sessions. All routes share the interface, so that it is
converted where all routes are. Refused: interfaces that are set in more than one place, or chosen
by an expression; classes that ask more of application and response than their settings and cookies.
"""

import ast

from unflask.facts.makers import attribute_uses
from unflask.facts.session_classes import (
    INTERFACES,
    MIXIN,
    MODULE,
    converted_sessions,
    own_sessions,
)
from unflask.model.app import App
from unflask.model.steps import Code, Refuse
from unflask.recipe import Recipe, Steps
from unflask.recipes.common import rebind, refuse

SESSION = Code(
    "UF109",
    "the application keeps its sessions in a way of its own",
    'Write it as an ASGI middleware that puts a mapping into `scope["session"]`, in the place of '
    "`compat.session`; until then all routes stay on Flask, which alone can read the sessions.",
    scope="app",
)

recipe = Recipe("session-classes", "Session interfaces", (SESSION,))


@recipe.on_app
def settings(app: App) -> Steps:
    """Say why an interface stays on Flask; one that is converted stays as it is."""
    if app.fact(converted_sessions) is not None:
        return
    made = app.fact(own_sessions)
    detail = (made.why or "") if made is not None else ""
    for node, scope in app.fact(attribute_uses):
        if node.attr == "session_interface" and isinstance(node.ctx, ast.Store):
            if scope.module.path not in app.tests:
                yield Refuse(scope.module.anchor(node), SESSION, detail, app.function_at(scope))


@recipe.on_app
def classes(app: App) -> Steps:
    """The base classes come from the copied module."""
    converted = app.fact(converted_sessions) is not None
    for symbol in sorted(s for s in app.project.references if s.startswith(f"{MODULE}.")):
        for reference in app.uses(symbol):
            is_base = isinstance(reference.outer, ast.ClassDef)
            if converted and is_base and symbol in {*INTERFACES, MIXIN}:
                yield from rebind(
                    app, reference, f"compat.session_interface.{symbol.rpartition('.')[2]}"
                )
            elif is_base or converted:
                yield refuse(app, reference, SESSION, f"`{symbol}`")
