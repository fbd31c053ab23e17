"""What is kept on the application: its configuration, its extensions, attributes of its own."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from unflask.facts.app_objects import is_made_here, may_change, value_of
from unflask.facts.flows import Flow
from unflask.facts.graph import owners
from unflask.facts.live_values import is_live, is_own_object
from unflask.facts.starting import serving
from unflask.model.app import App
from unflask.model.source import Module, Scope, call_of, parent

_MAPS = {"config", "extensions"}
_FILLS = {"update", "from_mapping", "setdefault"}
_READ_BY_FLASK = {
    "SECRET_KEY", "SESSION_COOKIE_NAME", "SESSION_COOKIE_DOMAIN", "SESSION_COOKIE_PATH",
    "SESSION_COOKIE_HTTPONLY", "SESSION_COOKIE_SECURE", "SESSION_COOKIE_SAMESITE",
    "PERMANENT_SESSION_LIFETIME", "SESSION_REFRESH_EACH_REQUEST", "MAX_CONTENT_LENGTH",
    "SERVER_NAME", "APPLICATION_ROOT", "PREFERRED_URL_SCHEME", "DEBUG", "TESTING",
    "PROPAGATE_EXCEPTIONS", "TRAP_HTTP_EXCEPTIONS", "JSON_SORT_KEYS", "JSON_AS_ASCII",
    "JSONIFY_PRETTYPRINT_REGULAR", "TEMPLATES_AUTO_RELOAD", "SEND_FILE_MAX_AGE_DEFAULT",
    "SECRET_KEY_FALLBACKS", "TRUSTED_HOSTS", "MAX_FORM_MEMORY_SIZE", "MAX_FORM_PARTS",
}  # fmt: skip
_SECRETS = {"SECRET_KEY", "secret_key"}
_SIGNED = ("flask.session", "flask.flash", "flask.get_flashed_messages", "flask_", "itsdangerous")
_RENDERS = ("flask.render_template", "flask.stream_template")
EVERY_VIEW = ""


@dataclass(frozen=True, eq=False)
class Access:
    """One use of what the application keeps; `key` is empty where all of a mapping is handed on."""

    kind: str
    key: str
    node: ast.expr
    scope: Scope
    value: ast.expr | None = None

    @property
    def name(self) -> str:
        """How the state is called in a reason."""
        return f"app.{self.kind}" + (f'["{self.key}"]' if self.key else "")


def config_state(app: App) -> Iterator[tuple[str, str]]:
    """Yield who uses which entry that is changed while serving, or is new in each process."""
    every = app.fact(accesses)
    state = {a.name for a in every if _is_state(app, a)}
    state |= {f'app.config["{key}"]' for key in _of_config_classes(app)}
    if not state:
        return
    for access in every:
        whole = f"app.{access.kind}"
        wanted = {access.name, whole} if access.key else {n for n in state if n.startswith(whole)}
        for name in sorted(wanted & state):
            for owner in owners(app, access.node, access.scope):
                yield owner, name
    yield from _on_pages(app, state)
    for name in sorted(state):
        if _concerns_all(app, name):
            yield EVERY_VIEW, name


def accesses(app: App) -> list[Access]:
    """Return all uses of the configuration, the extensions, and attributes of the application."""
    return [a for module in app.modules for a in _accesses(app, module)]


def _accesses(app: App, module: Module) -> Iterator[Access]:
    for name, scope in module.names:
        here: ast.expr = name
        used = parent(here)
        if isinstance(used, ast.Attribute) and used.attr == "current_app":
            here, used = used, parent(used)
        if not isinstance(used, ast.Attribute) or not _is_application(app, here, scope):
            continue
        if used.attr in _MAPS:
            yield from _entries(app, used, scope)
        elif call_of(used) is None:
            yield Access(used.attr, "", used, scope, value_of(used))


def _is_application(app: App, node: ast.expr, scope: Scope) -> bool:
    if app.project.resolve(node, scope) == "flask.current_app":
        return True
    return any(maker.kind == "app" for maker in app.makers_of(node, scope))


def _entries(app: App, used: ast.Attribute, scope: Scope) -> Iterator[Access]:
    """Yield the entries of `app.config` or `app.extensions` that one expression names."""
    outer = parent(used)
    if isinstance(outer, ast.Subscript) and outer.value is used:
        key = app.constant(outer.slice, scope)
        yield Access(used.attr, key if isinstance(key, str) else "", outer, scope, value_of(outer))
        return
    call = parent(outer) if isinstance(outer, ast.Attribute) else None
    if not isinstance(outer, ast.Attribute) or not isinstance(call, ast.Call):
        yield Access(used.attr, "", used, scope, value_of(used))
    elif outer.attr in _FILLS:
        for keyword in call.keywords:
            yield Access(used.attr, keyword.arg or "", used, scope, keyword.value)
        for given in call.args:
            yield from _given(app, used, given, call, scope)
    elif outer.attr in ("get", "pop") and call.args:
        key = app.constant(call.args[0], scope)
        node = used if outer.attr == "pop" else call
        yield Access(used.attr, key if isinstance(key, str) else "", node, scope)
    elif not outer.attr.startswith("from_"):
        yield Access(used.attr, "", used, scope)


def _given(
    app: App, used: ast.Attribute, given: ast.expr, call: ast.Call, scope: Scope
) -> Iterator[Access]:
    if isinstance(given, ast.Dict):
        for key, value in zip(given.keys, given.values, strict=True):
            name = app.constant(key, scope) if key is not None else None
            yield Access(used.attr, name if isinstance(name, str) else "", used, scope, value)
    elif len(call.args) == 2 and given is call.args[0]:
        name = app.constant(given, scope)
        yield Access(used.attr, name if isinstance(name, str) else "", used, scope, call.args[1])
    elif len(call.args) == 1:
        yield Access(used.attr, "", used, scope)


def _is_state(app: App, access: Access) -> bool:
    value = access.value
    if value is not None and (
        is_live(app, value, access.scope) or is_own_object(app, value, access.scope)
    ):
        return True
    if access.kind not in _MAPS and value is not None and is_made_here(app, value, access.scope):
        if may_change(app, value, access.scope):
            return True
    function = app.function_at(access.scope)
    if function is None or function not in app.fact(serving):
        return False
    if not isinstance(getattr(access.node, "ctx", ast.Load()), ast.Load):
        return True
    return Flow(app, strict=False).changes(access.node, access.scope)


def _of_config_classes(app: App) -> Iterator[str]:
    """Yield the settings of classes and modules of settings that are new in each process."""
    for module in app.modules:
        for scope in module.scopes.values():
            if scope.kind == "class" or scope is module.scope:
                for name, bound in scope.bindings.items():
                    values = [b.value for b in bound if b.value is not None]
                    if name.isupper() and any(is_live(app, v, scope) for v in values):
                        yield name


def _on_pages(app: App, state: set[str]) -> Iterator[tuple[str, str]]:
    """A page may read the configuration by itself: whoever renders reads what a page names."""
    pages = b"\n".join(c for p, c in app.project.files.items() if not p.endswith(".py"))
    keys: dict[str, str] = defaultdict(str)
    for name in state:
        if name.startswith("app.config"):
            keys[name] = name.partition('"')[2].rstrip('"]')
    named = [n for n, key in keys.items() if (key or "config").encode() in pages]
    for symbol in list(app.project.references) if named else ():
        for reference in app.uses(symbol) if symbol.startswith(_RENDERS) else ():
            for owner in owners(app, reference.node, reference.scope):
                for name in sorted(named):
                    yield owner, name


def _concerns_all(app: App, name: str) -> bool:
    """Tell whether Flask itself reads an entry for every request; a key only where it signs."""
    key = name.partition('"')[2].rstrip('"]') or name.removeprefix("app.")
    if key in _SECRETS:
        return any(symbol.startswith(_SIGNED) for symbol in app.project.references)
    return key in _READ_BY_FLASK or key in (
        "debug",
        "testing",
        "config",
        "permanent_session_lifetime",
    )
