"""Uses of Flask-Login: all of them have a counterpart, or none is converted."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from unflask.facts.conversion import Conversion
from unflask.facts.extensions import extension_uses, objects_of
from unflask.facts.graph import viewed
from unflask.facts.makers import attribute_uses
from unflask.model.app import App
from unflask.model.project import Reference
from unflask.model.source import Scope, parent, statement
from unflask.model.spans import is_unpacked

EXTENSION = "flask_login"
MANAGER = "flask_login.LoginManager"
ON_APP = "login_manager"
_HOMES = ("", "utils.", "mixins.", "login_manager.", "config.")
_NAMES = {
    "AnonymousUserMixin", "COOKIE_DURATION", "COOKIE_HTTPONLY", "COOKIE_NAME", "COOKIE_SECURE",
    "LOGIN_MESSAGE", "LOGIN_MESSAGE_CATEGORY", "LoginManager", "REFRESH_MESSAGE",
    "REFRESH_MESSAGE_CATEGORY", "UserMixin", "confirm_login", "current_user", "decode_cookie",
    "encode_cookie", "expand_login_view", "fresh_login_required", "login_fresh",
    "login_remembered", "login_required", "login_url", "login_user", "logout_user",
    "make_next_param", "set_login_view",
}  # fmt: skip
_CALLBACKS = {
    "user_loader", "request_loader", "unauthorized_handler", "needs_refresh_handler",
}  # fmt: skip
_CALLED = {"anonymous_user", "localize_callback", "unauthorized_callback", "needs_refresh_callback"}
_SETTINGS = {
    "blueprint_login_views", "id_attribute", "login_message", "login_message_category",
    "login_view", "needs_refresh_message", "needs_refresh_message_category", "refresh_view",
    "session_protection",
}  # fmt: skip
_METHODS = {"init_app", "unauthorized", "needs_refresh"}
_TYPES = (ast.arg, ast.AnnAssign)


def name_of(symbol: str) -> str | None:
    """Return the name that a symbol of Flask-Login has in the copied module, if it has one."""
    for home in _HOMES:
        name = symbol.removeprefix(f"{EXTENSION}.{home}")
        if name in _NAMES:
            return name
    return None


def logins(app: App) -> Conversion:
    """Return what is done with Flask-Login."""
    uses = [u for u in app.fact(extension_uses) if u.extension.module == EXTENSION]
    if not uses:
        return Conversion()
    every = _references(app)
    odd = next((why for r in every if (why := _oddity(r)) is not None), None)
    odd = odd or next((why for n, s in _managers(app) if (why := _oddity_of(app, n, s))), None)
    if odd is None and any(u.reference.symbol != u.symbol for u in uses):
        odd = "something else may stand for it"
    if odd is not None:
        return Conversion(odd=odd)
    callbacks = frozenset(name for name, _ in _called(app) if name is not None)
    return Conversion(tuple(every), attributes=frozenset({ON_APP}), callbacks=callbacks)


def login_requests(app: App) -> list[Reference]:
    """Return the uses of the request that the functions of `request_loader` are given."""
    found = []
    for name, attribute in _called(app):
        function = app.function(name)
        if attribute != "request_loader" or function is None or not function[0].args.args:
            continue
        node, scope = function
        given = node.args.args[0].arg
        found += [
            Reference("flask.request", use, where)
            for use, where in scope.module.names
            if use.id == given and where.lookup(given) is scope
        ]
    return found


def _references(app: App) -> list[Reference]:
    """Return every use of a symbol of Flask-Login, those of tests among them."""
    found = app.project.references.items()
    return [_whole(r) for s, uses in found if s.startswith(f"{EXTENSION}.") for r in uses]


def _whole(reference: Reference) -> Reference:
    """Return the use of a known symbol that lies in `current_user.name.lower`."""
    symbol, node = reference.symbol, reference.node
    while isinstance(node, ast.Attribute) and symbol.count(".") > 1:
        symbol, node = symbol.rpartition(".")[0], node.value
        if name_of(symbol) is not None:
            return Reference(symbol, node, reference.scope)
    return reference


def _oddity(reference: Reference) -> str | None:
    name = name_of(reference.symbol)
    if name is None:
        return f"`{reference.symbol}` is used"
    if name != "LoginManager":
        return None
    call = reference.call
    if call is None:
        typed = isinstance(reference.outer, _TYPES)
        return None if typed else "`LoginManager` is used as a value, or has a subclass"
    if is_unpacked(call) or len(call.args) > 2:
        return "`LoginManager` is given something unknown"
    whole = statement(call)
    named = isinstance(whole, ast.Assign | ast.AnnAssign) and whole.value is call
    targets = whole.targets if isinstance(whole, ast.Assign) else [getattr(whole, "target", None)]
    if not named or not all(isinstance(t, ast.Name) for t in targets):
        return "its manager is kept in something other than a name"
    return None


def _managers(app: App) -> Iterator[tuple[ast.expr, Scope]]:
    """Yield what stands for a manager outside of tests: names, and `current_app.login_manager`."""
    for node, scope in objects_of(app, MANAGER):
        if app.project.resolve(node, scope) not in _MADE:
            yield node, scope
    for attribute, scope in app.fact(attribute_uses):
        if attribute.attr == ON_APP and scope.module.path not in app.tests:
            yield attribute, scope


_MADE = {f"{EXTENSION}.{home}LoginManager" for home in _HOMES}


def _oddity_of(app: App, node: ast.expr, scope: Scope) -> str | None:
    outer = parent(node)
    if not isinstance(node.ctx, ast.Load) if isinstance(node, ast.Attribute) else False:
        return f"`{ON_APP}` of the application is set"
    if not isinstance(outer, ast.Attribute):
        return f"`{ast.unparse(node)}` is handed on"
    known = {*_CALLBACKS, *_CALLED, *_SETTINGS, *_METHODS}
    if outer.attr not in known:
        return f"`{outer.attr}` of its manager is used"
    if outer.attr in _METHODS and getattr(parent(outer), "func", None) is not outer:
        return f"`{outer.attr}` of its manager is used as a value"
    if outer.attr == "init_app" and app.function_at(scope) in app.fact(viewed):
        return "it is set up while a request is served"
    if outer.attr in {*_CALLBACKS, *_CALLED} and any(
        name is None for name, _ in _called_by(app, outer, scope)
    ):
        return f"what `{outer.attr}` is given cannot be followed"
    return None


def _called(app: App) -> Iterator[tuple[str | None, str]]:
    """Yield the functions and classes that a manager calls, with what it calls them for."""
    for node, scope in _managers(app):
        outer = parent(node)
        if isinstance(outer, ast.Attribute) and outer.attr in {*_CALLBACKS, *_CALLED}:
            yield from _called_by(app, outer, scope)


def _called_by(
    app: App, attribute: ast.Attribute, scope: Scope
) -> Iterator[tuple[str | None, str]]:
    """Yield what one attribute of a manager is given; None where that cannot be told."""
    outer = parent(attribute)
    match outer:
        case ast.FunctionDef() if attribute in outer.decorator_list:
            yield f"{scope.module.name}.{scope.module.scopes[outer].qualname}", attribute.attr
        case ast.Call(args=[given], keywords=[]) if outer.func is attribute:
            yield _symbol(app, given, scope), attribute.attr
        case ast.Assign(value=value) if attribute in outer.targets:
            yield _symbol(app, value, scope), attribute.attr
        case _:
            yield None, attribute.attr


def _symbol(app: App, node: ast.expr, scope: Scope) -> str | None:
    """Return the symbol of a function or class that is given by name, None for anything else."""
    if isinstance(node, ast.Lambda):
        return None
    symbol = app.project.resolve(node, scope)
    if symbol is not None:
        return symbol
    owner = scope.lookup(node.id) if isinstance(node, ast.Name) else None
    inner = owner is not None and any(
        isinstance(b.node, ast.FunctionDef) for b in owner.bindings.get(getattr(node, "id", ""), [])
    )
    if owner is None or not inner or not isinstance(node, ast.Name):
        return None
    return f"{owner.module.name}.{owner.qualname}.{node.id}" if owner.qualname else None
