"""Uses of Flask-Mail: all of them have a counterpart, or none is converted."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from unflask.facts.app_names import CONVERTED, FLASK, LEGACY
from unflask.facts.conversion import Conversion
from unflask.facts.extensions import extension_uses, held_by, objects_of
from unflask.facts.graph import viewed
from unflask.facts.makers import attribute_uses
from unflask.facts.signals import signals
from unflask.model.app import App
from unflask.model.project import Reference
from unflask.model.source import Scope, call_of, parent
from unflask.model.spans import is_unpacked

EXTENSION = "flask_mail"
MAIL = "flask_mail.Mail"
DISPATCHED = "flask_mail.email_dispatched"
HOMES = {
    "Attachment": "mail_messages",
    "BadHeaderError": "mail",
    "Connection": "mail",
    "Mail": "mail",
    "Message": "mail_messages",
    "email_dispatched": "mail",
}
"""The names of Flask-Mail that have a counterpart, with the modules that it lies in."""

_SETTINGS = {
    "ascii_attachments", "debug", "default_sender", "max_emails", "password", "port", "server",
    "suppress", "use_ssl", "use_tls", "username",
}  # fmt: skip
_KNOWN = {
    "configure_host", "connect", "host", "init_app", "init_mail", "num_emails", "record_messages",
    "send", "send_message", "state",
}  # fmt: skip
_INSIDE = {"_message", "_mimetext", "is_bad_headers"}
_TYPES = (ast.arg, ast.AnnAssign, ast.BinOp, ast.Subscript)
_TAKEN = FLASK | LEGACY | CONVERTED


def mails(app: App) -> Conversion:
    """Return what is done with Flask-Mail."""
    uses = [u for u in app.fact(extension_uses) if u.extension.module == EXTENSION]
    if not uses:
        return Conversion()
    every = _references(app)
    odd = next((why for r in every if (why := _oddity(r)) is not None), None)
    if odd is None and any(u.symbol == EXTENSION for u in uses):
        odd = "its module is used as a value"
    if odd is None and any(u.reference.symbol != u.symbol for u in uses):
        odd = "something else may stand for it"
    odd = odd or next((w for n, s in _objects(app) if (w := _oddity_of(app, n, s))), None)
    odd = odd or _oddity_of_signal(app) or _oddity_of_calls(app)
    if odd is not None:
        return Conversion(odd=odd)
    signal = signals(app.project).get(DISPATCHED)
    callbacks = frozenset(signal.receivers) if signal is not None else frozenset()
    return Conversion(
        tuple(every),
        attributes=frozenset(_on_apps(app)),
        entries=frozenset({"mail"}),
        callbacks=callbacks,
    )


def _references(app: App) -> list[Reference]:
    """Return every use of a symbol of Flask-Mail, those of tests among them."""
    found = app.project.references.items()
    return [r for s, uses in found if s.startswith(f"{EXTENSION}.") for r in uses]


def _oddity(reference: Reference) -> str | None:
    name, call, outer = (
        reference.symbol.removeprefix(f"{EXTENSION}."),
        reference.call,
        parent(reference.node),
    )
    if name not in HOMES:
        return f"`{reference.symbol}` is used"
    if isinstance(outer, ast.ClassDef) and name != "BadHeaderError":
        inner = {getattr(n, "attr", getattr(n, "name", None)) for n in ast.walk(outer)}
        if name in ("Mail", "Connection") or inner & _INSIDE:
            return f"`{outer.name}` changes how mail is sent"
    if name != "Mail" or isinstance(outer, _TYPES):
        return None
    if call is None:
        return "`Mail` is used as a value"
    if is_unpacked(call) or len(call.args) + len(call.keywords) > 1:
        return "`Mail` is given something unknown"
    return None


def _objects(app: App) -> Iterator[tuple[ast.expr, Scope]]:
    """Yield what holds an object that sends, outside of tests: names, and `current_app.mail`."""
    for node, scope in objects_of(app, MAIL):
        if app.project.resolve(node, scope) != MAIL:
            yield node, scope
    names = _on_apps(app)
    for attribute, scope in app.fact(attribute_uses):
        known = attribute.attr in names and isinstance(attribute.ctx, ast.Load)
        if known and scope.module.path not in app.tests:
            yield attribute, scope


def _oddity_of(app: App, node: ast.expr, scope: Scope) -> str | None:
    used = parent(node)
    if isinstance(used, ast.Attribute):
        return _oddity_of_attribute(app, used, scope)
    call = parent(used) if isinstance(used, ast.keyword) else used
    if isinstance(call, ast.Call) and call.func is not node:
        symbol = app.project.resolve(call.func, scope) or ""
        own = app.project.split(symbol)[0] is not None if symbol else False
        if not own and symbol.split(".")[0] != "threading":
            return f"`{ast.unparse(node)}` is handed to `{ast.unparse(call.func)}`"
    return None


def _oddity_of_attribute(app: App, used: ast.Attribute, scope: Scope) -> str | None:
    stored = not isinstance(used.ctx, ast.Load)
    if used.attr not in _SETTINGS | _KNOWN or (stored and used.attr not in _SETTINGS):
        return f"`{used.attr}` of its object is used"
    if used.attr == "init_app" and call_of(used) is None:
        return "`init_app` is used as a value"
    if used.attr == "init_app" and app.function_at(scope) in app.fact(viewed):
        return "it is set up while a request is served"
    return None


def _oddity_of_signal(app: App) -> str | None:
    signal = signals(app.project).get(DISPATCHED)
    open_ = signal is not None and signal.is_open
    return "a receiver of `email_dispatched` cannot be followed" if open_ else None


def _oddity_of_calls(app: App) -> str | None:
    """Messages have methods that are not documented, whatever the object may be that is asked."""
    for module in app.modules:
        for node in module.nodes if module.path not in app.tests else ():
            if isinstance(node, ast.Call) and getattr(node.func, "attr", None) in _INSIDE:
                return f"`{ast.unparse(node.func)}` may be a message's own"
    return None


def _on_apps(app: App) -> set[str]:
    """Return the attributes of applications that hold such an object, and nothing else."""
    good: set[str] = set()
    bad: set[str] = set(_TAKEN)
    for node, scope in app.fact(attribute_uses):
        if isinstance(node.ctx, ast.Load):
            continue
        whole = parent(node)
        value = whole.value if isinstance(whole, ast.Assign) else None
        held = held_by(app.project, value, scope) if value is not None else None
        (good if held == MAIL and _is_itself(value) else bad).add(node.attr)
    return good - bad


def _is_itself(value: ast.expr | None) -> bool:
    return isinstance(value, ast.Name | ast.Call)
