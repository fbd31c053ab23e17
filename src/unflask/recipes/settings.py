"""
Settings of Flask are read where Flask read them; the one that cannot be is refused.

Parity: `USE_X_SENDFILE` announces a body that a proxy has to put in, which an ASGI server forbids.
"""

import ast

from unflask.model.app import App
from unflask.model.source import parent
from unflask.model.steps import Code, Refuse
from unflask.recipe import Recipe, Steps

SENDFILE = Code(
    "UF118",
    "files are left to the proxy by X-Sendfile",
    "An ASGI server sends no body shorter than it announced. Let the proxy serve the files, or take "
    "the setting out; until then all routes stay on Flask.",
    scope="app",
)

recipe = Recipe("settings", "Settings", (SENDFILE,))

_NAME = "USE_X_SENDFILE"


@recipe.on_app
def refuse_sendfile(app: App) -> Steps:
    """Refuse the setting wherever it is named and not simply off."""
    for module in app.modules:
        for node in module.nodes:
            if _names(node) and not _is_off(node):
                yield Refuse(module.anchor(node), SENDFILE, f"`{_NAME}`")


def _names(node: ast.AST) -> bool:
    match node:
        case ast.Constant(value=value):
            return value == _NAME
        case ast.Name(id=name) | ast.keyword(arg=name):
            return name == _NAME
    return False


def _is_off(node: ast.AST) -> bool:
    """`X = False`, `config["X"] = False`, `X=False`, `{"X": False}`."""
    outer = node if isinstance(node, ast.keyword) else parent(node)
    if isinstance(outer, ast.Subscript):
        outer = parent(outer)
    value: ast.expr | None = None
    if isinstance(outer, ast.Assign | ast.AnnAssign | ast.keyword):
        value = outer.value
    elif isinstance(outer, ast.Dict) and node in outer.keys:
        value = outer.values[outer.keys.index(node)]
    return isinstance(value, ast.Constant) and not value.value
