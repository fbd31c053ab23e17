"""
What an application does with its `url_map`: questions stay, settings and converters move.

`app.url_map.strict_slashes = False` is a setting of the application itself. Converters are classes
of their own, which the recipe `converters` rewrites; here they get their names.

Parity: where routes stay on Flask, questions are answered by the original's map, which knows the
rules of both. A rule that leaves the code that can be followed is refused.
"""

import ast

from unflask.facts.url_rules import SETTINGS, url_maps, why_not_early, why_not_read
from unflask.model.app import App
from unflask.model.source import Scope, parent
from unflask.model.steps import Code, Refuse, Replace
from unflask.recipe import Recipe, Steps

MAP = Code(
    "UF115",
    "the map of all rules is used in a way that has no counterpart",
    "Ask `app.routes`, or keep the routes that need the map on Flask.",
)
WHOLE = Code(
    "UF116",
    "the map of all rules is changed in a way that has no counterpart",
    "Set it right after the application is made, or declare the routes in another way.",
    scope="app",
)

recipe = Recipe("url-map", "The map of all rules", (MAP, WHOLE))


@recipe.on_app
def questions(app: App) -> Steps:
    """Keep the questions that the migrated application's map answers too; refuse the others."""
    for node, scope in app.fact(url_maps):
        reason = why_not_read(app, node, scope)
        if reason is not None:
            yield _refused(app, node, scope, reason)


@recipe.on_app
def settings(app: App) -> Steps:
    """`app.url_map.strict_slashes = False` becomes `app.strict_slashes = False`."""
    for node, scope in app.fact(url_maps):
        setting = parent(node)
        if not isinstance(setting, ast.Attribute) or setting.attr not in SETTINGS:
            continue
        reason = why_not_early(app, setting, scope)
        if reason is not None:
            yield _refused(app, node, scope, f"`{setting.attr}` {reason}")
            continue
        holes = (("app", scope.module.anchor(node.value)),)
        yield Replace(scope.module.anchor(setting), f"$app.{setting.attr}", holes)


def _refused(app: App, node: ast.Attribute, scope: Scope, reason: str) -> Refuse:
    """A use in a function concerns what reaches it; one at import, or a setting, all routes."""
    function = app.function_at(scope)
    outer = parent(node)
    changes = isinstance(outer, ast.Attribute) and not isinstance(outer.ctx, ast.Load)
    code = WHOLE if function is None or changes else MAP
    return Refuse(scope.module.anchor(node), code, reason, function)
