"""Uses of Flask-Limiter: all of them have a counterpart, or none is converted."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from unflask.facts.conversion import Conversion
from unflask.facts.extensions import decorates, extension_uses
from unflask.facts.graph import owners, viewed
from unflask.facts.limit_terms import LIMITER_OPTIONS, oddity_of_options, oddity_of_terms
from unflask.facts.limited_classes import oddity_of_method
from unflask.facts.limiters import (
    EXTENSION,
    LIMITER,
    LIMITS,
    NOTES,
    Value,
    is_limiter,
    is_made,
    limiting,
    objects,
    values_of,
)
from unflask.model.app import App
from unflask.model.project import Reference
from unflask.model.source import FunctionNode, Scope, call_of, parent, statement
from unflask.model.spans import is_unpacked

NAMES = {
    LIMITER: "Limiter",
    f"{EXTENSION}.HeaderNames": "HeaderNames",
    f"{EXTENSION}.RateLimitExceeded": "RateLimitExceeded",
    f"{EXTENSION}.RequestLimit": "RequestLimit",
    f"{EXTENSION}.constants.HeaderNames": "HeaderNames",
    f"{EXTENSION}.errors.RateLimitExceeded": "RateLimitExceeded",
    f"{EXTENSION}.util.get_remote_address": "get_remote_address",
}
"""The symbols of Flask-Limiter that have a counterpart, with its name."""

_READ = {"current_limit", "current_limits", "enabled", "initialized", "limiter", "storage"}
_TYPES = (ast.arg, ast.AnnAssign, ast.BinOp, ast.Subscript)
_SETTING = re.compile(r"RATELIMIT_\w+")
_LOOKED_UP = re.compile(r"""\bextensions(\[|\.(get|pop)\()\s*['"]limiter['"]""")
_SETTINGS = re.compile(
    rb"RATELIMIT_(IN_MEMORY_FALLBACK\w*|META|ON_META_BREACH_CALLBACK|REQUEST_IDENTIFIER)\b"
)


def limits(app: App) -> Conversion:
    """Return what is done with Flask-Limiter."""
    uses = [u for u in app.fact(extension_uses) if u.extension.module == EXTENSION]
    if not uses:
        return Conversion()
    every = [_whole(r) for r in _references(app)]
    odd = next((why for r in every if (why := _oddity(app, r)) is not None), None)
    if odd is None and any(u.reference.symbol != u.symbol for u in uses):
        odd = "something else may stand for it"
    odd = odd or _oddity_of_settings(app)
    odd = odd or next((why for o in objects(app) if (why := _oddity_of_object(app, *o))), None)
    if odd is not None:
        return Conversion(odd=odd)
    callbacks = frozenset(name for value in _called(app) for name in _named(app, *value))
    return Conversion(tuple(every), entries=frozenset({"limiter"}), callbacks=callbacks)


def _references(app: App) -> list[Reference]:
    """Return every use of a symbol of Flask-Limiter, those of tests among them."""
    found = app.project.references.items()
    return [r for s, uses in found if s.split(".")[0] == EXTENSION for r in uses]


def _whole(reference: Reference) -> Reference:
    """Return the use of `HeaderNames` that lies in `HeaderNames.LIMIT.value`."""
    symbol, node = reference.symbol, reference.node
    while isinstance(node, ast.Attribute) and symbol not in NAMES:
        symbol, node = symbol.rpartition(".")[0], node.value
    return Reference(symbol, node, reference.scope) if symbol in NAMES else reference


def _oddity(app: App, reference: Reference) -> str | None:
    if reference.symbol not in NAMES:
        return f"`{reference.symbol}` is used"
    if reference.symbol != LIMITER or isinstance(reference.outer, _TYPES):
        return None
    if reference.call is None:
        return "`Limiter` is used as a value, or has a subclass"
    return _oddity_of_limiter(app, reference.call, reference.scope)


def _oddity_of_limiter(app: App, call: ast.Call, scope: Scope) -> str | None:
    whole = statement(call)
    bare = isinstance(whole, ast.Expr) and whole.value is call
    named = isinstance(whole, ast.Assign | ast.AnnAssign) and whole.value is call
    targets = whole.targets if isinstance(whole, ast.Assign) else [getattr(whole, "target", None)]
    if not bare and not (named and all(isinstance(t, ast.Name) for t in targets)):
        return "its object is kept in something other than a name"
    if app.function_at(scope) in app.fact(viewed):
        return "it is set up while a request is served"
    return oddity_of_options(app, call, scope) or _oddity_of_late_app(app, call, scope)


def _oddity_of_late_app(app: App, call: ast.Call, scope: Scope) -> str | None:
    """`Limiter(app=current_app)` at module level gives it no application: `init_app` does."""
    if not is_given_no_app(app, call, scope):
        return None
    if scope.kind != "module":
        return "`current_app` is given to `Limiter` in a function"
    begun = any(
        isinstance(outer := parent(node), ast.Attribute)
        and outer.attr == "init_app"
        and any(v is not None and v[0] is call for v in values_of(app, node, where))
        for node, where in objects(app)
    )
    return None if begun else "it is given `current_app`, and no application later"


def is_given_no_app(app: App, call: ast.Call, scope: Scope) -> bool:
    """Tell whether a limiter is given `current_app` in the place of an application."""
    given = next((k.value for k in call.keywords if k.arg == "app"), None)
    return given is not None and app.project.resolve(given, scope) == "flask.current_app"


def _oddity_of_object(app: App, node: ast.expr, scope: Scope) -> str | None:
    if not is_limiter(app, node, scope):
        if limiting(app, node, scope) is None:
            return f"`{ast.unparse(node)}` may be something else, too"
        return _oddity_of_place(app, node, scope)
    used = parent(node)
    if not isinstance(used, ast.Attribute):
        return f"`{ast.unparse(node)}` is handed on"
    stored = not isinstance(used.ctx, ast.Load)
    if used.attr in _READ:
        return f"`{used.attr}` is set" if stored and used.attr != "enabled" else None
    if stored or used.attr not in {*LIMITS, *NOTES, "init_app", "reset"}:
        return f"`{used.attr}` of its object is used"
    if used.attr in NOTES:
        return _oddity_of_note(app, used, scope)
    call = call_of(used)
    if call is None:
        return f"`{used.attr}` is used as a value"
    if used.attr in LIMITS:
        return oddity_of_terms(app, call, scope) or _oddity_of_place(app, call, scope)
    return _oddity_of_start(app, call, scope) if used.attr == "init_app" else None


def _oddity_of_start(app: App, call: ast.Call, scope: Scope) -> str | None:
    if is_unpacked(call) or len(call.args) + len(call.keywords) != 1:
        return "`init_app` is given something unknown"
    served = app.function_at(scope) in app.fact(viewed)
    return "it is set up while a request is served" if served else None


def _oddity_of_place(app: App, node: ast.expr, scope: Scope) -> str | None:
    """A limit decorates a function, or is kept under a name for several of them."""
    outer = parent(node)
    if isinstance(outer, FunctionNode) and decorates(node):
        return _oddity_of_limited(app, outer, scope)
    if isinstance(outer, ast.withitem):
        return "a limit is put around a block by `with`"
    if isinstance(outer, ast.Call) and outer.func is node:
        return f"`{ast.unparse(outer)}` puts a limit on something by hand"
    if isinstance(outer, ast.Assign) and all(isinstance(t, ast.Name) for t in outer.targets):
        return None if scope.kind == "module" else "a limit is kept under a name in a function"
    if isinstance(outer, ast.List | ast.Tuple) and _is_for_class_view(outer, scope):
        return None
    return f"`{ast.unparse(node)}` is handed on"


def _is_for_class_view(node: ast.AST, scope: Scope) -> bool:
    whole = parent(node)
    named = isinstance(whole, ast.Assign) and ast.unparse(whole.targets[0]) == "decorators"
    return named and scope.kind == "class"


def _oddity_of_limited(app: App, function: FunctionNode, scope: Scope) -> str | None:
    if isinstance(function, ast.AsyncFunctionDef):
        name = f"{scope.module.name}.{scope.module.scopes[function].qualname}"
        # Flask-Limiter calls such a function at once and returns its result: nobody awaits it.
        if name not in app.views or app.project.references.get(name):
            return f"a limit is put on the asynchronous function `{function.name}`"
    return oddity_of_method(app, function.name, scope) if scope.kind == "class" else None


def _oddity_of_note(app: App, used: ast.Attribute, scope: Scope) -> str | None:
    outer = parent(used)
    if isinstance(outer, FunctionNode) and decorates(used):
        return f"`{used.attr}` is put on a method" if scope.kind == "class" else None
    call = call_of(used)
    if call is None or not isinstance(parent(call), ast.Expr):
        return f"`{used.attr}` is used as a value"
    if len(call.args) != 1 or call.keywords or _function(app, call.args[0], scope) is None:
        return f"`{used.attr}` is given something other than a function of the project"
    return None


def _function(app: App, node: ast.expr, scope: Scope) -> str | None:
    symbol = app.project.resolve(node, scope)
    return symbol if app.function(symbol) is not None else None


def _oddity_of_settings(app: App) -> str | None:
    if any(_LOOKED_UP.search(module.source) for module in app.modules):
        return "it is looked up among the extensions of an application"
    for content in app.project.files.values():
        found = _SETTINGS.search(content)
        if found is not None:
            return f"the setting `{found[0].decode()}` is used"
    for module in app.modules:
        for name, value in _settings(module.nodes):
            if any(_is_callable(app, n, module.scope) for n in ast.walk(value)):
                return f"the setting `{name}` is a function"
    return None


def _settings(nodes: tuple[ast.AST, ...]) -> Iterator[tuple[str, ast.expr]]:
    """Yield what is given to settings of Flask-Limiter, in whatever form."""
    for node in nodes:
        match node:
            case (
                ast.Assign(targets=[target], value=value)
                | ast.AnnAssign(target=target, value=ast.expr() as value)
            ):
                yield from ((name, value) for name in _SETTING.findall(ast.unparse(target)))
            case ast.Call(args=[ast.Constant(value=str(name)), value]) if _SETTING.fullmatch(name):
                yield name, value
            case ast.keyword(arg=str(name), value=value) if _SETTING.fullmatch(name):
                yield name, value
            case ast.Dict(keys=keys, values=values):
                for key, value in zip(keys, values, strict=True):
                    text = key.value if isinstance(key, ast.Constant) else None
                    if isinstance(text, str) and _SETTING.fullmatch(text):
                        yield text, value


def _is_callable(app: App, node: ast.AST, scope: Scope) -> bool:
    if isinstance(node, ast.Lambda):
        return True
    symbol = app.project.resolve(node, scope) if isinstance(node, ast.expr) else None
    return app.function(symbol) is not None


def _called(app: App) -> Iterator[Value]:
    """Yield what a limiter calls for any request: what it is made with, and its filters."""
    for reference in _references(app):
        call = reference.call
        if call is not None and is_made(app, call, reference.scope):
            outside = reference.module.path not in app.tests
            given = [*call.args, *(k.value for k in call.keywords if k.arg in LIMITER_OPTIONS)]
            yield from ((value, reference.scope) for value in given if outside)
    for node, scope in objects(app):
        used = parent(node)
        if isinstance(used, ast.Attribute) and used.attr == "request_filter":
            call, function = call_of(used), parent(used)
            if call is not None:
                yield call.args[0], scope
            elif isinstance(function, FunctionNode):
                yield ast.Name(function.name, ast.Load()), scope


def _named(app: App, value: ast.expr, scope: Scope) -> Iterator[str]:
    """Yield the functions and other names of the project's that an expression names.

    A lambda is part of what it stands in.
    """
    for node in ast.walk(value):
        if isinstance(node, ast.Lambda):
            yield from owners(app, node, scope)
        symbol = app.project.resolve(node, scope) if isinstance(node, ast.expr) else None
        if symbol is not None and app.project.binding(symbol) is not None:
            yield symbol
