"""
Calls of `requests` become calls of one shared `httpx.AsyncClient`, as far up as nothing blocks.

The function that makes the call, its callers and the route become `async def`; a caller that may
block stays `def` and waits for the coroutine from its worker thread.

Parity: redirects are followed and no time limit is set unless the call sets one, as `requests`
does; parameters that are None are left out; exceptions are caught as before. The client names
itself differently in `User-Agent`.
"""

import ast

from unflask.facts.colour import colour
from unflask.facts.outgoing import Outgoing, exception
from unflask.model.app import App
from unflask.model.project import Reference
from unflask.model.source import parent
from unflask.model.spans import attribute_name, keyword_name, keyword_of
from unflask.model.steps import AddArgument, Insert, MakeAsync, Replace, Require, Safety
from unflask.recipe import Recipe, Steps

recipe = Recipe("outgoing", "Outgoing HTTP calls")

_TIGHT = (ast.Attribute, ast.Subscript, ast.Call, ast.BinOp, ast.Compare, ast.BoolOp, ast.UnaryOp)


@recipe.on_app
def convert(app: App) -> Steps:
    """Colour functions and their calls."""
    found = app.fact(colour)
    for name in sorted(found.functions):
        node, scope = app.project.functions[name]
        yield MakeAsync(scope.module.anchor(node))
    for seed in found.seeds:
        yield from _seed(seed)
    for call in found.awaited:
        yield from _wrapped(call, "await ")
    for call in found.bridged:
        yield from _waited(call)
    if found.functions:
        yield Require("httpx")
        for maker in app.makers:
            if maker.kind == "app" and maker.module.path not in app.tests:
                text = "lifespan=${compat.outgoing.lifespan}"
                yield AddArgument(maker.module.anchor(maker.call), text)
        yield from _exceptions(app, found.functions)


def _seed(seed: Outgoing) -> Steps:
    module, call = seed.reference.module, seed.call
    span = module.anchor(seed.reference.node)
    yield Replace(
        span,
        "${compat.outgoing.client}()." + seed.verb,
        function=seed.function,
        safety=Safety.CONFIRM,
    )
    yield from _wrapped(seed.reference, "await ")
    params = keyword_of(call, "params")
    if params is not None:
        value = module.anchor(params.value)
        yield Insert(value, "before", "${compat.outgoing.given}(")
        yield Insert(value, "after", ")")
    redirects = keyword_of(call, "allow_redirects")
    if redirects is not None:
        yield Replace(keyword_name(module, redirects), "follow_redirects=")
    yield from _ok(seed)


def _ok(seed: Outgoing) -> Steps:
    """`response.ok` is true below 400: httpx says `not response.is_error`."""
    module = seed.reference.module
    outer = parent(seed.call)
    names = outer.targets if isinstance(outer, ast.Assign) else []
    for name, scope in module.names:
        target = names[0] if names else None
        if not isinstance(target, ast.Name) or name.id != target.id:
            continue
        above = parent(name)
        if scope.lookup(name.id) is seed.reference.scope and isinstance(above, ast.Attribute):
            if above.attr == "ok":
                yield Insert(module.anchor(above), "before", "(not ")
                yield Replace(attribute_name(module, above), "is_error)")


def _wrapped(reference: Reference, word: str) -> Steps:
    """Put a word before a call, in parentheses where an operator or a dot follows."""
    call = reference.call
    assert call is not None
    span = reference.module.anchor(call)
    outer = parent(call)
    tight = (
        isinstance(outer, _TIGHT)
        and not (isinstance(outer, ast.Call) and call is not outer.func)
        and not (isinstance(outer, ast.Subscript) and call is not outer.value)
    )
    yield Insert(span, "before", f"({word}" if tight else word, order=-1)
    if tight:
        yield Insert(span, "after", ")", order=9)


def _waited(reference: Reference) -> Steps:
    call = reference.call
    assert call is not None
    span = reference.module.anchor(call)
    yield Insert(span, "before", "${compat.waiting.wait_for}(", order=-1)
    yield Insert(span, "after", ")", order=9)


def _exceptions(app: App, functions: frozenset[str]) -> Steps:
    for symbol, references in app.project.references.items():
        target = exception(symbol)
        for reference in references if target is not None else ():
            if reference.module.path in app.tests:
                continue
            if app.function_at(reference.scope) in functions:
                name = target if target and "." in target else f"compat.outgoing.{target}"
                yield Replace(reference.module.anchor(reference.node), "${" + name + "}")
