"""
`stream_with_context(rows())` becomes `rows()`, and templates are streamed by `compat.templating`.

Parity: the context of a request lasts until its last byte is sent, so that a generator may read the
request; functions after the request run, and the session is stored, before the first piece is made.
An error before that is a plain 500 that no handler sees. Not kept: functions for the teardown run
once, after the last piece, and not before the first one too. Refused: a generator that changes the
session, which is lost in Flask.
"""

import ast

from unflask.model.app import App, anchor
from unflask.model.project import Reference
from unflask.model.source import Anchor, FunctionNode, Scope, own_nodes, parent
from unflask.model.steps import Code, Remove, Replace
from unflask.recipe import Recipe, Steps
from unflask.recipes.common import rebind, refuse

VALUE = Code(
    "UF143",
    "what is streamed is not in sight",
    "Call the generator where the response is made, and give it what it needs.",
)

recipe = Recipe("streams", "Streamed responses", (VALUE,))


@recipe.on_use("flask.stream_with_context")
def unwrap(app: App, reference: Reference) -> Steps:
    """Take the wrapper away: around a call, or above a generator function."""
    outer, call = reference.outer, reference.call
    if isinstance(outer, ast.FunctionDef) and reference.node in outer.decorator_list:
        name = f"{reference.module.name}.{reference.module.scopes[outer].qualname}"
        if _is_generator(outer) and name not in app.fact(session_changers):
            yield Remove(anchor(reference))
            return
    elif call is not None and len(call.args) == 1 and not call.keywords:
        text = _unwrapped(app, call.args[0], reference.scope)
        if text is not None:
            rows = _bare(reference, call, call.args[0])
            yield Replace(anchor(reference, call), text, (("rows", rows),))
            return
    yield refuse(app, reference, VALUE)


def _unwrapped(app: App, rows: ast.expr, scope: Scope) -> str | None:
    """Return the template for what is iterated over; None where it may be a function, or not known."""
    asked = rows.func if isinstance(rows, ast.Call) else rows
    if app.project.resolve(asked, scope) in app.fact(session_changers):
        return None
    match rows:
        case ast.GeneratorExp():
            return "$rows"
        case ast.Call():
            found = app.function(app.project.resolve(rows.func, scope))
            if found is None:
                return "iter($rows)"
            if isinstance(found[0], ast.AsyncFunctionDef):
                return None
            return "$rows" if _is_generator(found[0]) else "iter($rows)"
        case ast.Name():
            return _of_name(app, rows, scope)
    return None


def _bare(reference: Reference, call: ast.Call, rows: ast.expr) -> Anchor:
    """Return the span of what is iterated over; the parentheses of a call around it are enough."""
    span, outer = anchor(reference, rows), parent(call)
    alone = isinstance(outer, ast.Call) and outer.args == [call] and not outer.keywords
    if isinstance(rows, ast.GeneratorExp) and alone:
        return Anchor(span.path, span.start + 1, span.end - 1, span.line, "rows")
    return span


def _of_name(app: App, name: ast.Name, scope: Scope) -> str | None:
    """`stream_with_context(rows)`, where `rows` is a generator function, or one generator."""
    found = app.function(app.project.resolve(name, scope))
    if found is not None:
        return "$rows" if _is_generator(found[0]) and not found[0].decorator_list else None
    owner = scope.lookup(name.id)
    bound = owner.bindings[name.id] if owner is not None and owner.kind == "function" else []
    if (
        owner is None
        or len(bound) != 1
        or not isinstance(bound[0].value, ast.Call | ast.GeneratorExp)
    ):
        return None
    return _unwrapped(app, bound[0].value, owner)


def session_changers(app: App) -> frozenset[str]:
    """Return the functions that change the session themselves."""
    found = (r for r in app.uses("flask.session") if not _is_read(r))
    return frozenset(name for r in found if (name := app.function_at(r.scope)) is not None)


def _is_read(reference: Reference) -> bool:
    outer = reference.outer
    if isinstance(outer, ast.Subscript):
        return isinstance(outer.ctx, ast.Load) and outer.value is reference.node
    if isinstance(outer, ast.Attribute):
        return isinstance(outer.ctx, ast.Load) and outer.attr in ("get", "keys", "items", "values")
    return isinstance(outer, ast.Compare) and reference.node in outer.comparators


def _is_generator(function: FunctionNode) -> bool:
    """Tell whether a function has a `yield` of its own."""
    yields = any(isinstance(node, ast.Yield | ast.YieldFrom) for node in own_nodes(function))
    return yields and isinstance(function, ast.FunctionDef)


@recipe.on_use("flask.stream_template", "flask.stream_template_string")
def templates(app: App, reference: Reference) -> Steps:
    """Templates that are sent as they are rendered keep their names."""
    name = reference.symbol.removeprefix("flask.")
    yield from rebind(app, reference, f"compat.templating.{name}")
