"""Decorators of views: which keep the view's signature visible, and which nobody knows."""

from __future__ import annotations

import ast

from unflask.facts.csrf import is_exempting
from unflask.facts.decorator_results import WRAPS, is_called_alike, is_wrapping, returns_wrapped
from unflask.facts.documented import documenting
from unflask.facts.limiters import LIMITER, limiting
from unflask.facts.limits import limits
from unflask.model.app import App
from unflask.model.inventory import Declaration
from unflask.model.source import FunctionNode, Scope, parent

_DECORATOR = "decorator.decorator"
TRANSPARENT = frozenset(
    {
        "flask_cors.cross_origin",
        "flask_limiter.Limiter.exempt",
        "flask_limiter.Limiter.limit",
        "flask_limiter.Limiter.request_filter",
        "flask_limiter.Limiter.shared_limit",
        "flask_login.fresh_login_required",
        "flask_login.login_required",
        "flask_login.utils.login_required",
    }
)
"""Decorators of libraries that hand arguments and result on as they are."""


def decorators(app: App, node: FunctionNode, scope: Scope) -> list[tuple[ast.expr, str | None]]:
    """Return the decorators of a function that register nothing, with the symbols they resolve to.

    Those that a class puts around its views are among them.
    """
    registering = {id(d.call) for d in app.declarations} | {id(h.call) for h in app.hooks}
    notes = app.fact(documenting)
    outer = scope.parent or scope
    found = []
    for decorator in node.decorator_list:
        if (
            id(decorator) in registering
            or decorator in notes
            or is_exempting(app, decorator, outer)
        ):
            continue
        found.append((decorator, decorator_symbol(app, decorator, outer)))
    for view in app.class_views.get(f"{scope.module.name}.{scope.qualname}", ()):
        found += [(d, decorator_symbol(app, d, where)) for d, where in view.decorators]
    return found


def decorator_symbol(app: App, node: ast.expr, scope: Scope) -> str | None:
    """Return the symbol of a decorator, called with arguments or not."""
    made = limiting(app, node, scope) if app.fact(limits).uses else None
    if made is not None:
        return f"{LIMITER}.{made[0]}"
    return app.project.resolve(node.func if isinstance(node, ast.Call) else node, scope)


def keeps_signature(app: App, symbol: str | None) -> bool:
    """Tell whether a decorator of the project wraps with `functools.wraps`, however nested.

    Those that the `decorator` library makes out of a function do so too.
    """
    found = app.function(symbol)
    if found is None:
        return symbol in TRANSPARENT
    return is_caller(app, *found) or returns_wrapped(app, *found)


def wraps_itself(app: App, symbol: str | None) -> bool:
    """Tell whether all that a decorator of the project does with its view is in sight in itself."""
    found = app.function(symbol)
    if found is None:
        return symbol in TRANSPARENT
    return is_caller(app, *found) or returns_wrapped(app, *found, itself=True)


def hinders_route(app: App, decorator: ast.expr, symbol: str | None, scope: Scope) -> bool:
    """Tell whether FastAPI may call what a decorator makes of a view in another way than Flask.

    `scope` is where the decorator stands; in a class it is put on methods, which bind `self`.
    """
    return not keeps_signature(app, symbol) and not is_called_alike(app, decorator, scope)


def wrappers_of(app: App, node: FunctionNode, scope: Scope) -> list[FunctionNode]:
    """Return the functions in a decorator that are decorated, or get the signature of the view."""
    named = {
        n.args[0].id
        for n in ast.walk(node)
        if isinstance(n, ast.Call) and n.args and isinstance(n.args[0], ast.Name)
        if is_wrapping(app, n, scope)
    }
    inner = [n for n in ast.walk(node) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    return [n for n in inner if n is not node and (n.decorator_list or n.name in named)]


def returns_at_once(app: App, symbol: str | None) -> bool:
    """Tell whether a decorator does nothing but define what it returns, and reads nothing of its view.

    Then it makes no difference whether it is put around a view once, or around its parts.
    """
    found = app.function(symbol)
    if found is None or not wraps_itself(app, symbol):
        return False
    return not any(_does_something(s) for s in found[0].body) and not any(
        isinstance(n, ast.Attribute) and isinstance(n.value, ast.Name) and n.value.id in names
        for names in [_wrapped_names(app, *found)]
        for n in ast.walk(found[0])
    )


def _does_something(node: ast.stmt) -> bool:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        inner = [s for s in node.body if isinstance(s, ast.FunctionDef | ast.AsyncFunctionDef)]
        return bool(inner) and any(_does_something(s) for s in node.body)
    docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    return not docstring and not isinstance(node, ast.Return)


def is_caller(app: App, node: FunctionNode, scope: Scope) -> bool:
    """Tell whether a function is called in the place of others, which it is given: `@decorator`."""
    outer = scope.parent or scope
    return any(app.project.resolve(d, outer) == _DECORATOR for d in node.decorator_list)


def hands_result_on(app: App, symbol: str | None) -> bool:
    """Tell whether a decorator of the project returns what it wraps returned, unseen."""
    found = app.function(symbol)
    if found is None or not wraps_itself(app, symbol):
        return symbol in TRANSPARENT
    names = _wrapped_names(app, *found)
    used = [n for n in ast.walk(found[0]) if isinstance(n, ast.Name) and n.id in names]
    return all(
        _is_handed_on(app, name, found[1]) for name in used if isinstance(name.ctx, ast.Load)
    )


def fills_positions(app: App, node: FunctionNode, scope: Scope) -> bool:
    """Tell whether a decorator of the project gives a function arguments by position: `f(user, *args)`."""
    for _, symbol in decorators(app, node, scope):
        found = app.function(symbol)
        names = _wrapped_names(app, *found) if found else ()
        for call in ast.walk(found[0]) if found else ():
            if (
                isinstance(call, ast.Call)
                and isinstance(call.func, ast.Name)
                and call.func.id in names
            ):
                if any(not isinstance(argument, ast.Starred) for argument in call.args):
                    return True
    return False


def _wrapped_names(app: App, node: FunctionNode, scope: Scope) -> set[str]:
    """Return the parameters of a decorator that hold the function it is put on."""
    if is_caller(app, node, scope):
        return {a.arg for a in node.args.args[:1]}
    calls = [n for n in ast.walk(node) if isinstance(n, ast.Call)]
    wrapping = [c for c in calls if app.project.resolve(c.func, scope) in WRAPS]
    given = {a.id for c in wrapping for a in c.args if isinstance(a, ast.Name)}
    parameters = {a.arg for n in ast.walk(node) if isinstance(n, ast.arguments) for a in n.args}
    return given & parameters


def _is_handed_on(app: App, name: ast.Name, scope: Scope) -> bool:
    """`return f(…)`, `return await f(…)`, `wraps(f)`, `return f` and `f.__name__` show no result."""
    outer = parent(name)
    if isinstance(outer, ast.Attribute | ast.Return):
        return True
    if not isinstance(outer, ast.Call):
        return False
    if outer.func is not name:
        symbol = app.project.resolve(outer.func, scope)
        if symbol in WRAPS:
            return True
        if not (isinstance(outer.func, ast.Attribute) and outer.func.attr == "ensure_sync"):
            return False
        called = parent(outer)
        if not (isinstance(called, ast.Call) and called.func is outer):
            return False
        outer = called
    above = parent(outer)
    while isinstance(above, ast.Await | ast.IfExp):
        above = parent(above)
    return isinstance(above, ast.Return)


def is_wrapped_view(app: App, declaration: Declaration) -> bool:
    """Tell whether a view has decorators besides those that register it."""
    found = app.function(declaration.view)
    return found is not None and bool(decorators(app, *found))
