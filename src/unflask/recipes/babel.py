"""
Flask-Babel becomes Babel itself, with the copied modules that choose for a request.

Names keep what a module calls them, since those who collect texts look for `_`.

Parity: the same language and time zone for a request, texts, dates, numbers and pages.
"""

import ast

from unflask.facts.babel import COUNTERPARTS, EXTENSION, translations
from unflask.model.app import App, anchor
from unflask.model.project import Reference
from unflask.model.source import Module, absolute
from unflask.model.steps import Remove, Replace, Require
from unflask.recipe import Recipe, Steps

recipe = Recipe("babel", "Translations")


@recipe.on_app
def convert(app: App) -> Steps:
    """Use the copied names in the place of Flask-Babel's."""
    uses = app.fact(translations).uses
    for reference in uses:
        yield _rebound(app, reference)
    if uses:
        yield from _imports(app)
        yield Require("babel")
        yield Require("pytz")
        yield Require("flask-babel", drop=True)


@recipe.on_app
def in_tests(app: App) -> Steps:
    """Tests ask the same questions of the same names."""
    if app.fact(translations).uses:
        for symbol in sorted(COUNTERPARTS):
            for reference in app.project.references.get(symbol, ()):
                if reference.module.path in app.suite:
                    yield _rebound(app, reference)


def _imports(app: App) -> Steps:
    """Names that no code reads may be those of `__all__`; others stood there in vain."""
    for module in app.project.modules.values():
        if module.path in app.tests - app.suite:
            continue
        yield from _unread(module)
        for node in (n for n in module.nodes if isinstance(n, ast.ImportFrom)):
            for alias in node.names:
                symbol = f"{absolute(module, node)}.{alias.name}"
                if symbol in COUNTERPARTS:
                    template = _template(symbol, alias.asname or alias.name)
                    yield Replace(module.anchor(alias), template)


def _unread(module: Module) -> Steps:
    """`import flask_babel` that nothing reads would ask for it all the same."""
    read = {name.id for name, _ in module.names}
    for node in (n for n in module.nodes if isinstance(n, ast.Import)):
        names = [alias.name.partition(".")[0] for alias in node.names]
        called = [alias.asname or name for alias, name in zip(node.names, names, strict=True)]
        if names == [EXTENSION] and called[0] not in read:
            yield Remove(module.anchor(node))


def _rebound(app: App, reference: Reference) -> Replace:
    template = _template(reference.symbol, _alias(reference))
    return Replace(anchor(reference), template, function=app.function_at(reference.scope))


def _template(symbol: str, alias: str | None) -> str:
    target = COUNTERPARTS[symbol]
    called = "" if alias in (None, target.rpartition(".")[2]) else f" as {alias}"
    return "${" + target + called + "}"


def _alias(reference: Reference) -> str | None:
    """Return what the imports of a module call a symbol, if nothing else has that name."""
    node = reference.node
    bound = reference.module.scope.bindings.get(node.id, []) if isinstance(node, ast.Name) else []
    only_imported = bool(bound) and all(b.kind == "import" for b in bound)
    return node.id if only_imported and isinstance(node, ast.Name) else None
