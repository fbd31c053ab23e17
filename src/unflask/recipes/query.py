"""
`request.args.get("tag", "x")` becomes a parameter: `tag: str = "x"`.

The route declares what it reads, typed and documented. A helper below that read the query of a
request it never saw takes the value from its callers, and the routes declare it for them.

Parity: the first value of a repeated key counts, an empty value is a value, and with `type=` a value
that cannot be converted is the default, as before. Left alone: keys and defaults that are computed,
keys read in two ways, names that mean something else in the function, views that code calls by name
or that a decorator calls with arguments of its own, helpers that run outside of routes.
"""

import ast
import re
from collections.abc import Iterator
from typing import Literal

from unflask.facts.queries import Query, removable
from unflask.facts.query_flow import query_flow
from unflask.model.app import App
from unflask.model.project import Reference
from unflask.model.source import Anchor, FunctionNode, Module, lines_of
from unflask.model.steps import AddArgument, AddParameter, Remove, Replace
from unflask.recipe import Recipe, Steps

recipe = Recipe("query", "Values of the query string", over=("request",))

_REASON = re.compile(r"#\s*(?:TODO|FIXME|XXX)\b.*\brequest\b", re.IGNORECASE)


@recipe.on_app
def declare(app: App) -> Steps:
    """Give functions the parameters that they read or pass on."""
    flow = app.fact(query_flow)
    for name, queries in flow.parameters.items():
        node, scope = app.project.functions[name]
        anchor = scope.module.anchor(node)
        is_view = name in app.views
        for order, query in enumerate(queries.values()):
            if is_view:
                yield AddParameter(anchor, query.name, declaration(query), order=order)
            else:
                text = f"{query.name}: {query.annotation}"
                yield AddParameter(anchor, query.name, text, _place(node), order)


def declaration(query: Query) -> str:
    """Return the parameter of a route, as a template."""
    notes = []
    if query.name != query.key:
        notes.append(f'${{fastapi.Query}}(alias="{query.key}")')
    if query.type != "str":
        default = "" if query.default == "None" else f", {query.default}"
        notes.append(f"${{compat.query.default_if_invalid}}({query.type}{default})")
    if not notes:
        return f"{query.name}: {query.annotation} = {query.default}"
    noted = ", ".join([query.annotation, *notes])
    return f"{query.name}: ${{typing.Annotated}}[{noted}] = {query.default}"


def _place(node: FunctionNode) -> Literal["last", "keyword"]:
    return "keyword" if _has_defaults(node) else "last"


def _has_defaults(node: FunctionNode) -> bool:
    return bool(node.args.defaults or node.args.vararg or node.args.kwonlyargs)


@recipe.on_app
def replace(app: App) -> Steps:
    """Read the parameter in the place of the request."""
    for read in app.fact(query_flow).reads:
        node, scope = app.project.functions[read.function]
        module = scope.module
        statement = removable(node, scope, read)
        if statement is None:
            yield Replace(module.anchor(read.call), read.query.name)
            yield from _reasons(module, read.call.lineno)
        else:
            yield Remove(module.anchor(statement))
            yield from _reasons(module, statement.lineno)


def _reasons(module: Module, line: int) -> Steps:
    """Take out the comment lines right above that ask for what has just been done."""
    for found in _comments_above(module, line):
        if _REASON.match(module.source[found.start : found.end]):
            yield Remove(found)


def _comments_above(module: Module, line: int) -> Iterator[Anchor]:
    rows = lines_of(module.source)
    while line >= 2 and rows[line - 2].lstrip().startswith("#"):
        line -= 1
        row = rows[line - 1]
        start = module.starts[line - 1] + len(row) - len(row.lstrip())
        yield Anchor(
            module.path, start, module.starts[line - 1] + len(row.rstrip()), line, "comment"
        )


@recipe.on_app
def hand_on(app: App) -> Steps:
    """Give the calls of a helper the values that it takes now."""
    flow = app.fact(query_flow)
    for call, callee in flow.calls:
        caller = app.function_at(call.scope)
        node = app.project.functions[callee][0]
        for order, name in enumerate(flow.parameters[callee]):
            text = name if _is_positional(call, node) else f"{name}={name}"
            anchor = call.module.anchor(_call(call))
            yield AddArgument(anchor, text, function=caller, order=order)


def _is_positional(reference: Reference, callee: FunctionNode) -> bool:
    """Tell whether one more positional argument of a call lands behind the callee's parameters."""
    call = _call(reference)
    filled = len(call.args) == len(callee.args.args) + len(callee.args.posonlyargs)
    return filled and not call.keywords and not _has_defaults(callee)


def _call(reference: Reference) -> ast.Call:
    assert reference.call is not None
    return reference.call
