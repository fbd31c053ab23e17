"""Files beside the source that requests change: a copy of the source has a folder of its own."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from unflask.facts.config_state import Access, accesses
from unflask.facts.graph import owners
from unflask.facts.live_values import name_of
from unflask.facts.starting import serving
from unflask.facts.tables import database
from unflask.model.app import App
from unflask.model.source import Module, Scope, parents

_PLACES = {"root_path", "instance_path", "open_instance_resource"}
_WRITES = {
    "write_text", "write_bytes", "mkdir", "unlink", "touch", "rename", "rmdir", "save", "symlink_to",
}  # fmt: skip
_CALLS = {
    "os.remove", "os.unlink", "os.rename", "os.replace", "os.mkdir", "os.makedirs", "os.rmdir",
    "sqlite3.connect", "shelve.open", "dbm.open", "sqlalchemy.create_engine",
}  # fmt: skip
_URIS = {"SQLALCHEMY_DATABASE_URI", "SQLALCHEMY_BINDS", "DATABASE"}


def file_state(app: App) -> Iterator[tuple[str, str]]:
    """Yield who names a place beside the source, where requests write files at all."""
    places = [p for module in app.modules for p in _places(module)]
    if not places or not (_writes(app) or app.fact(database) is not None):
        return
    settings: dict[str, str] = {}
    named: set[str] = set()
    for node, scope in places:
        for owner in owners(app, node, scope):
            named.add(owner)
    named |= _built_on(app, named)
    for symbol in sorted(named):
        if not symbol.endswith(":body"):
            yield symbol, _label(symbol)
    for key in _keys(app, named):
        settings[key] = f'app.config["{key}"]'
    yield from _readers(app, settings)


def _label(symbol: str) -> str:
    return f"files below {symbol}"


def _places(module: Module) -> Iterator[tuple[ast.AST, Scope]]:
    for name, scope in module.names:
        if name.id == "__file__":
            yield name, scope
            continue
        outer = next(parents(name), None)
        if isinstance(outer, ast.Attribute) and outer.attr in _PLACES and name.id != "request":
            yield outer, scope


def _writes(app: App) -> bool:
    """Tell whether a function that requests run writes a file, or opens a database."""
    served = app.fact(serving)
    for name in served:
        found = app.function(name)
        if found is None:
            continue
        for node in ast.walk(found[0]):
            if isinstance(node, ast.Call) and _is_write(app, node, found[1]):
                return True
    return False


def _is_write(app: App, call: ast.Call, scope: Scope) -> bool:
    name = name_of(app, call.func, scope)
    if name in _CALLS or (name or "").startswith("shutil."):
        return True
    attribute = call.func.attr if isinstance(call.func, ast.Attribute) else None
    if name == "open" or attribute == "open":
        modes = [k.value for k in call.keywords if k.arg == "mode"]
        modes += call.args[1:2] if name == "open" else call.args[:1]
        return any(
            not isinstance(m, ast.Constant) or set("wax+") & set(str(m.value)) for m in modes
        )
    return attribute in _WRITES


def _built_on(app: App, named: set[str]) -> set[str]:
    """Return the module-level names and classes whose values are built on a place."""
    found: set[str] = set()
    todo = list(named)
    while todo:
        for reference in app.uses(todo.pop()):
            if app.function_at(reference.scope) is None:
                for owner in owners(app, reference.node, reference.scope):
                    if owner not in found and not owner.endswith(":body"):
                        found.add(owner)
                        todo.append(owner)
    return found


def _keys(app: App, named: set[str]) -> set[str]:
    """Return the settings whose values are built on a place."""
    found = {
        a.key
        for a in app.fact(accesses)
        if a.key and a.value is not None and _is_built(app, a, named)
    }
    for module in app.modules:
        for scope in module.scopes.values():
            for name, bound in scope.bindings.items() if scope.kind != "function" else ():
                values = [b.value for b in bound if b.value is not None]
                if name.isupper() and any(_names(app, v, scope, named) for v in values):
                    found.add(name)
    return found


def _is_built(app: App, access: Access, named: set[str]) -> bool:
    return access.value is not None and _names(app, access.value, access.scope, named)


def _names(app: App, value: ast.expr, scope: Scope, named: set[str]) -> bool:
    for node in ast.walk(value):
        if isinstance(node, ast.Attribute) and node.attr in _PLACES:
            return True
        if isinstance(node, ast.Name):
            if node.id == "__file__" or app.project.resolve(node, scope) in named:
                return True
            owner = scope.lookup(node.id)
            local = owner is not None and owner.kind == "function"
            bound = owner.bindings.get(node.id, []) if local and owner is not None else []
            if any(
                b.value is not None and b.value is not value and _mentions(b.value) for b in bound
            ):
                return True
    return False


def _mentions(value: ast.expr) -> bool:
    return any(
        (isinstance(n, ast.Attribute) and n.attr in _PLACES)
        or (isinstance(n, ast.Name) and n.id == "__file__")
        for n in ast.walk(value)
    )


def _readers(app: App, settings: dict[str, str]) -> Iterator[tuple[str, str]]:
    for access in app.fact(accesses):
        if access.key in settings:
            for owner in owners(app, access.node, access.scope):
                if not owner.endswith(":body"):
                    yield owner, settings[access.key]
    base = app.fact(database)
    for key in sorted(_URIS & set(settings)):
        if base is not None:
            yield base.symbol, settings[key]
