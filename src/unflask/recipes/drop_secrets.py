"""
Fields that look like secrets are taken out of answers; runs with `--modernize drop-secrets` alone.

A field that is written out in the answer goes; a value that comes from elsewhere is passed through
`without(…)`, which leaves the field out however deep it lies.

Parity: none, on purpose: clients get an answer without the field.
"""

import ast

from unflask.facts.leaks import Leak, leaks
from unflask.model.app import App
from unflask.model.source import Anchor, Module
from unflask.model.spans import with_comma
from unflask.model.steps import Replace, Safety
from unflask.recipe import Recipe, Steps

recipe = Recipe("drop-secrets", "Answers without secrets", over=("responses",), optional=True)


@recipe.on_app
def drop(app: App) -> Steps:
    """Rewrite every answer with such a field."""
    for leak in app.fact(leaks):
        module = leak.scope.module
        if leak.entries:
            for entry in leak.entries:
                yield Replace(_entry(module, leak, entry), "", safety=Safety.CONFIRM)
        else:
            yield _without(module, leak)


def _entry(module: Module, leak: Leak, entry: ast.AST) -> Anchor:
    """Return the span of a keyword, or of a key with its value, and a comma."""
    if isinstance(entry, ast.keyword) or not isinstance(leak.node, ast.Dict):
        return with_comma(module, entry)
    value = leak.node.values[leak.node.keys.index(entry)]  # type: ignore[arg-type]
    pair = ast.Pass(
        lineno=entry.lineno,  # type: ignore[attr-defined]
        col_offset=entry.col_offset,  # type: ignore[attr-defined]
        end_lineno=value.end_lineno,
        end_col_offset=value.end_col_offset,
    )
    return with_comma(module, pair)


def _without(module: Module, leak: Leak) -> Replace:
    names = ", ".join(f'"{name}"' for name in leak.fields)
    span = module.anchor(leak.node)
    text = f"${{compat.redact.without}}($value, {names})"
    return Replace(span, text, (("value", span),), leak.function, Safety.CONFIRM)
