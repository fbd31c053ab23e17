"""The functions that choose the language and the time zone of a request, as Flask-Babel is given them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from unflask.facts.extensions import held_by
from unflask.model.app import App
from unflask.model.source import Scope, parent, parents

BABEL = "flask_babel.Babel"
OLD = {"localeselector", "timezoneselector"}
"""What versions before 4 had in the place of arguments; code that is meant for both asks for them."""
_PLACES = {"Babel": (7, 8), "init_app": (5, 6)}
"""Where the selectors stand among the arguments without a name."""


@dataclass(frozen=True, eq=False)
class SetUp:
    """One call that gives an object of Flask-Babel its application or settings.

    `odd` are the selectors that cannot be followed; the others are `functions` or `lambdas`.
    """

    call: ast.Call
    scope: Scope
    functions: tuple[str, ...] = ()
    lambdas: tuple[ast.Lambda, ...] = ()
    odd: tuple[ast.expr, ...] = ()


def is_babel(symbol: str) -> bool:
    """Tell whether a symbol is Flask-Babel's object."""
    return symbol == BABEL


def set_ups(app: App) -> list[SetUp]:
    """Return the calls `Babel(…)` and `babel.init_app(…)` that version 4 runs, outside tests."""
    return [_set_up(app, call, scope) for call, scope in _calls(app) if not is_for_old(call)]


def name_of_lambda(given: SetUp, node: ast.Lambda) -> str:
    """Return what a selector without a name is called in the graph of callers."""
    return f"{given.scope.module.name}:{node.lineno}"


def is_for_old(node: ast.AST) -> bool:
    """Tell whether code runs only with a Flask-Babel that has `localeselector`."""
    child = node
    for above in parents(node):
        if isinstance(above, ast.If):
            test, wanted = above.test, above.body
            if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
                test, wanted = test.operand, above.orelse
            if asks_for_old(test) and child in wanted:
                return True
        child = above
    return False


def asks_for_old(test: ast.AST | None) -> bool:
    """Tell whether an expression is `hasattr(Babel, "localeselector")`."""
    match test:
        case ast.Call(func=ast.Name(id="hasattr"), args=[_, ast.Constant(value=name)]):
            return name in OLD
    return False


def _calls(app: App) -> Iterator[tuple[ast.Call, Scope]]:
    for reference in app.uses(BABEL):
        if reference.call is not None:
            yield reference.call, reference.scope
    for module in app.modules:
        for name, scope in module.names:
            outer = parent(name)
            call = parent(outer) if outer is not None else None
            called = isinstance(call, ast.Call) and call.func is outer
            if called and isinstance(outer, ast.Attribute) and outer.attr == "init_app":
                if held_by(app.project, name, scope, is_babel) == BABEL:
                    yield call, scope  # type: ignore[misc]


def _set_up(app: App, call: ast.Call, scope: Scope) -> SetUp:
    places = _PLACES["init_app" if isinstance(call.func, ast.Attribute) else "Babel"]
    given = [k.value for k in call.keywords if k.arg in ("locale_selector", "timezone_selector")]
    given += [call.args[place] for place in places if place < len(call.args)]
    given = [g for g in given if not (isinstance(g, ast.Constant) and g.value is None)]
    lambdas = tuple(g for g in given if isinstance(g, ast.Lambda))
    found = {g: app.project.resolve(g, scope) for g in given if g not in lambdas}
    functions = tuple(name for name in found.values() if name is not None and app.function(name))
    odd = tuple(g for g, name in found.items() if name not in functions)
    return SetUp(call, scope, functions, lambdas, odd)
