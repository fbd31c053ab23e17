"""
A `BaseConverter` of the application's own becomes a `PathConvertor`, and keeps its name in rules.

`to_python` is called `convert`, as Starlette calls it; the map of all rules, which Werkzeug hands to
each converter, goes. `app.url_map.converters["x"] = X` becomes `register_convertors(x=X)`.

Parity: weights, slashes and `ValidationError` decide as they did, any other error is answered as
500, and what `to_url` returns is what stands in an address. Refused is what needs the request or
the application, which a path is matched before.
"""

import ast
import keyword
import re

from unflask.facts.converter_classes import (
    BASES,
    Class,
    constructor_calls,
    is_inherited,
)
from unflask.facts.converters import Naming, Own, namings, own_converters
from unflask.facts.rules import KNOWN
from unflask.model.app import App
from unflask.model.project import Reference
from unflask.model.source import Anchor, Module
from unflask.model.spans import attribute_name, with_comma
from unflask.model.steps import Code, Insert, Refuse, Replace
from unflask.recipe import Recipe, Steps
from unflask.recipes.common import rebind

NAMING = Code(
    "UF117",
    "the converters of rules are changed in a way that has no counterpart",
    'Name each class of the application by `app.url_map.converters["name"] = Class`.',
    scope="app",
)

recipe = Recipe("converters", "Converters of the application's own", (NAMING,))

_DEF = re.compile(r"def\s+(?=\w)")


@recipe.on_app
def names(app: App) -> Steps:
    """Give the converted classes their names where they always got them."""
    known = app.fact(own_converters)
    for naming in app.fact(namings):
        reason = _why_not_named(naming)
        if reason is not None:
            function = app.function_at(naming.scope)
            yield Refuse(naming.scope.module.anchor(naming.node), NAMING, reason, function)
            continue
        yield from _registration(naming, [known[name] for name, _ in naming.kinds or ()])


def _why_not_named(naming: Naming) -> str | None:
    if naming.kinds is None:
        return "`url_map.converters` is used in another way"
    for name, _ in naming.kinds:
        if name in KNOWN:
            return f"Werkzeug's own converter `{name}` is replaced"
        if keyword.iskeyword(name) or not name.isidentifier():
            return f"`{name}` is no name for a converter"
    return None


def _registration(naming: Naming, own: list[Own]) -> Steps:
    anchor = naming.scope.module.anchor(naming.statement)
    reasons = [f"its converter `{o.name}` {o.reason}" for o in own if o.reason is not None]
    for order, reason in enumerate(reasons):
        yield Insert(anchor, "before", f"# Left on Flask: {reason}.", line=True, order=order)
    if len(reasons) == len(own):
        yield Replace(anchor, "pass")
        return
    kinds = dict(naming.kinds or ())
    holes = tuple(
        (o.name, naming.scope.module.anchor(kinds[o.name])) for o in own if o.reason is None
    )
    given = ", ".join(f"{name}=${name}" for name, _ in holes)
    yield Replace(anchor, f"${{compat.convertors.register_convertors}}({given})", holes)


@recipe.on_app
def classes(app: App) -> Steps:
    """Rewrite the classes that have a name in rules, and those that they inherit from."""
    done: set[ast.ClassDef] = set()
    for own in app.fact(own_converters).values():
        for found in own.classes if own.reason is None else ():
            if found.node not in done:
                done.add(found.node)
                yield from _converted(found)


def _converted(found: Class) -> Steps:
    module = found.scope.module
    if found.base in BASES:
        yield Replace(
            module.anchor(found.node.bases[0]), f"${{compat.convertors.{BASES[found.base]}}}"
        )
    for item in found.node.body:
        if isinstance(item, ast.Assign | ast.AnnAssign):
            yield from _isolation(module, item)
        elif isinstance(item, ast.FunctionDef):
            yield from _method(module, item)


def _isolation(module: Module, item: ast.Assign | ast.AnnAssign) -> Steps:
    """`part_isolating` says that a value holds no slash, `crosses_slashes` that it may."""
    target = item.targets[0] if isinstance(item, ast.Assign) else item.target
    if isinstance(target, ast.Name) and target.id == "part_isolating":
        assert isinstance(item.value, ast.Constant)
        yield Replace(module.anchor(target), "crosses_slashes")
        yield Replace(module.anchor(item.value), str(not item.value.value))


def _method(module: Module, item: ast.FunctionDef) -> Steps:
    if item.name == "to_python":
        yield Replace(_name_of(module, item), "convert")
    for node in ast.walk(item):
        if isinstance(node, ast.Attribute) and node.attr == "to_python" and is_inherited(node):
            yield Replace(attribute_name(module, node), "convert")
    if item.name == "__init__" and len(item.args.args) > 1:
        yield Replace(with_comma(module, item.args.args[1]), "")
        for _, given in constructor_calls(item):
            if given is not None:
                yield Replace(with_comma(module, given), "")


def _name_of(module: Module, item: ast.FunctionDef) -> Anchor:
    """Return the span of a function's name."""
    span = module.anchor(item)
    found = _DEF.search(module.source, span.start)
    assert found is not None
    return Anchor(span.path, found.end(), found.end() + len(item.name), span.line, "name")


@recipe.on_use(
    "werkzeug.routing.ValidationError", "werkzeug.routing.converters.ValidationError"
)  # fmt: skip
def errors(app: App, reference: Reference) -> Steps:
    """The error by which a converter says that a rule does not fit."""
    yield from rebind(app, reference, "compat.convertors.ValidationError")
