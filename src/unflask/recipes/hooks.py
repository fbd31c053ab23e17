"""
Hooks and error handlers keep their decorators: the application and the routers have them too.

Parity: they run in Flask's order, also for 404 and 405, and may answer a request themselves.
Preprocessors may take values away from a view or give it others; defaults for URLs apply to all
addresses of the application, or of the router, those of routes that stay on Flask among them.
"""

import ast

from unflask.model.app import App
from unflask.model.source import statement
from unflask.model.steps import Code, Refuse, Remove
from unflask.recipe import Recipe, Steps

UNKNOWN = Code(
    "UF160",
    "a hook has no counterpart",
    "Do its work in a dependency, in middleware or in the lifespan.",
    scope="app",
)

SHELL = Code(
    "UF161",
    "nothing opens a shell any more",
    "Start Python, import the application, and enter `with app.app_context():`.",
    scope="none",
)

recipe = Recipe("hooks", "Hooks and error handlers", (UNKNOWN, SHELL))

_NONE = {"before_first_request", "before_app_first_request"}
_DIRECT = {
    "url_defaults", "url_value_preprocessor", "app_url_defaults", "app_url_value_preprocessor",
}  # fmt: skip


@recipe.on_app
def convert(app: App) -> Steps:
    """Refuse the hooks that nothing in the migrated application would call."""
    for hook in app.hooks:
        if hook.kind in _NONE and hook.scope.module.path not in app.tests:
            yield Refuse(hook.scope.module.anchor(hook.call), UNKNOWN, f"`{hook.kind}`")
        elif hook.kind in _DIRECT and isinstance(hook.function, ast.AsyncFunctionDef):
            detail = f"Flask never awaits a `{hook.kind}` that is a coroutine function"
            yield Refuse(hook.scope.module.anchor(hook.call), UNKNOWN, detail)
        elif hook.kind == "shell_context_processor" and hook.scope.module.path not in app.tests:
            module = hook.scope.module
            taken_out = hook.call if hook.decorator else statement(hook.call)
            yield Refuse(module.anchor(hook.call), SHELL)
            yield Remove(module.anchor(taken_out))
