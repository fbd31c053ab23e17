"""What Flask extensions act on: every request, or the functions, classes and objects that name them."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import Literal

from unflask.facts.cors import CORS, cors
from unflask.facts.documented import documenting
from unflask.facts.extension_rows import Extension
from unflask.facts.extensions import (
    extension_of,
    extension_uses,
    held_by,
    is_known,
    local_uses,
    reach,
)
from unflask.facts.graph import owners
from unflask.facts.limiters import EXTENSION as LIMITER
from unflask.facts.makers import HandOver, attribute_uses, hand_overs
from unflask.facts.narrow_limits import limits_decorated_only
from unflask.facts.sessions import is_converted
from unflask.facts.starting import serving
from unflask.facts.whole_extensions import converts, converts_use, entries_of_apps
from unflask.model.app import App
from unflask.model.source import Scope, parent, parents, statement

_LISTENING = {"connect", "connect_via", "connected_to"}
_ACTING = {"before_request", "after_request", "url_value_preprocessor", "url_defaults"}


@dataclass(frozen=True, eq=False)
class Given:
    """An extension that is given the application; `everywhere` says why it acts on every request."""

    extension: Extension
    hand: HandOver
    everywhere: Literal["known", "unknown"] | None


@dataclass(frozen=True, eq=False)
class Named:
    """A place that names an extension and may run for a request; `function` is the one it lies in."""

    extension: Extension
    symbol: str
    node: ast.expr
    scope: Scope
    function: str | None


def given(app: App) -> list[Given]:
    """Return every place that gives the application to an extension, outside tests."""
    found = []
    for hand in app.fact(hand_overs):
        extension = extension_of(hand.symbol) if hand.symbol is not None else None
        if extension is None or _is_anew(app, extension):
            continue
        if hand.symbol == CORS and app.fact(cors).converts_class:
            continue
        if getattr(hand.call.func, "attr", None) in _LISTENING:
            continue  # What an extension sends is only ever sent by the original.
        if hand.scope.module.path not in app.tests:
            found.append(Given(extension, hand, _everywhere(app, extension, hand)))
    return found


def is_left(app: App, symbol: str) -> bool:
    """Tell whether a symbol is that of an extension which the converted application has no use for."""
    extension = extension_of(symbol)
    if extension is None or _is_anew(app, extension):
        return False
    return symbol != CORS or not app.fact(cors).converts_class


def _is_anew(app: App, extension: Extension) -> bool:
    """Tell whether an extension is converted as a whole."""
    return is_converted(app, extension.module) or converts(app, extension.module)


def names_on_app(app: App) -> set[str]:
    """Return the attributes of applications that hold an extension which stays on Flask."""
    found = set()
    for node, scope in app.fact(attribute_uses):
        whole = parent(node)
        if isinstance(node.ctx, ast.Store) and isinstance(whole, ast.Assign):
            symbol = held_by(app.project, whole.value, scope)
            if symbol is not None and is_left(app, symbol):
                found.add(node.attr)
    return found


def looked_up_extensions(app: App) -> list[tuple[ast.Attribute, Scope]]:
    """Return uses of `app.extensions` that requests run, but those of the project's own entries."""
    if not app.fact(given):
        return []
    uses = [u for u in app.fact(attribute_uses) if u[0].attr == "extensions"]
    own = {_key(n) for n, _ in uses if isinstance(_entry(n).ctx, ast.Store)}
    own |= app.fact(entries_of_apps)
    return [
        (node, scope)
        for node, scope in uses
        if app.function_at(scope) in app.fact(serving) and _key(node) not in own - {None}
    ]


def _entry(node: ast.Attribute) -> ast.Subscript | ast.Attribute:
    outer = parent(node)
    return outer if isinstance(outer, ast.Subscript) else node


def _key(node: ast.Attribute) -> object:
    match parent(node):
        case ast.Subscript(slice=ast.Constant(value=key)):
            return key
        case ast.Attribute(attr="get") as method:
            call = parent(method)
            first = call.args[0] if isinstance(call, ast.Call) and call.args else None
            return first.value if isinstance(first, ast.Constant) else None
    return None


def _everywhere(
    app: App, extension: Extension, hand: HandOver
) -> Literal["known", "unknown"] | None:
    if extension.module == LIMITER and app.fact(limits_decorated_only):
        return None
    if reach(extension, hand.symbol or "") == "app" and is_known(extension):
        return "known"
    if _sends_headers(extension, hand) or _parses(app, extension):
        return "known"
    acts = any(h.kind in _ACTING and _is_in(h.module, extension.module) for h in app.live_hooks)
    if is_known(extension):
        quiet = extension.hooks_are_known or extension.reach == "watches"
        return "unknown" if acts and not quiet else None
    return "unknown" if acts or not app.imported else None


def _is_in(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


def _sends_headers(extension: Extension, hand: HandOver) -> bool:
    """Flasgger adds the headers of its configuration to every answer; there are none by default."""
    if extension.module != "flasgger":
        return False
    return any(
        isinstance(key, ast.Constant) and key.value == "headers"
        and not (isinstance(value, ast.List) and not value.elts)
        for node in hand.scope.module.nodes
        if isinstance(node, ast.Dict)
        for key, value in zip(node.keys, node.values, strict=True)
    )  # fmt: skip


def _parses(app: App, extension: Extension) -> bool:
    """Tell whether Flasgger may look into every request: `Swagger(app, parse=True)` checks them."""
    calls = [u.reference.call for u in app.fact(extension_uses) if u.extension == extension]
    return extension.module == "flasgger" and any(
        k.arg is None or (k.arg == "parse" and getattr(k.value, "value", True) is not False)
        for call in calls
        for k in (call.keywords if call is not None else ())
    )


def named(app: App) -> list[Named]:
    """Return the places that keep on Flask whatever reaches them.

    Left out are watchers, names that need no application, set-up code that no request runs, and
    statements of a module that define nothing.
    """
    taken: set[ast.AST] = {g.hand.call for g in app.fact(given)} | set(app.fact(documenting))
    found = []
    for use in app.fact(extension_uses):
        reference, extension = use.reference, use.extension
        if is_converted(app, extension.module) or app.fact(cors).converts(reference.node):
            continue
        if converts_use(app, extension.module, reference):
            continue
        plain = use.symbol.rpartition(".")[2] in extension.plain
        if plain or extension.reach == "watches" or taken.intersection(parents(reference.node)):
            continue
        function = owner(app, reference.node, reference.scope)
        if _may_run(app, reference.node, function):
            found.append(Named(extension, use.symbol, reference.node, reference.scope, function))
    for name, scope, symbol in app.fact(local_uses):
        if symbol == CORS and app.fact(cors).converts_class:
            continue
        extension_held = extension_of(symbol)
        if extension_held is None or _is_anew(app, extension_held):
            continue
        if extension_held.reach != "watches":
            found.append(Named(extension_held, symbol, name, scope, owner(app, name, scope)))
    return found


def keeping(app: App) -> dict[str, Extension]:
    """Return what keeps its users on Flask: functions, classes and objects, each with its extension."""
    found: dict[str, Extension] = {}
    for place in app.fact(named):
        for name in [place.function] if place.function else owners(app, place.node, place.scope):
            found.setdefault(name, place.extension)
    for handed in app.fact(given):
        whole = statement(handed.hand.call)
        if isinstance(whole, ast.Assign) and handed.extension.reach != "watches":
            for name in owners(app, handed.hand.call, handed.hand.scope):
                found.setdefault(name, handed.extension)
    return found


def owner(app: App, node: ast.AST, scope: Scope) -> str | None:
    """Return the function that a node belongs to; a decorator belongs to what it decorates."""
    child = node
    for above in parents(node):
        if isinstance(above, ast.FunctionDef | ast.AsyncFunctionDef):
            if child in above.decorator_list:
                return f"{scope.module.name}.{scope.module.scopes[above].qualname}"
            break
        child = above
    return app.function_at(scope)


def _may_run(app: App, node: ast.AST, function: str | None) -> bool:
    if function is not None:
        return function in app.fact(serving)
    whole = statement(node)
    around = [whole, *parents(whole)]
    return any(isinstance(s, ast.ClassDef | ast.Assign | ast.AnnAssign) for s in around)
