"""The scripts in folders of migrations, `env.py` and revisions, which Alembic runs and no module imports."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

from unflask.model.app import App
from unflask.model.project import Reference
from unflask.model.source import Module, parent

CURRENT = "flask.current_app"
_KEPT = {"configure_args", "directory", "metadata"}
_READ = {"config", "logger", "root_path", "instance_path", "name"}


@dataclass(frozen=True, eq=False)
class Change:
    """A node of a script, and what stands for it: a template with the hole `$m` for another node.

    Without a template the node goes.
    """

    module: Module
    node: ast.AST
    template: str | None
    hole: ast.AST | None = None


@dataclass
class Script:
    """A script with its changes, or what is odd about it."""

    module: Module
    changes: list[Change] = field(default_factory=list)
    odd: str | None = None


def scripts(app: App) -> tuple[Script, ...]:
    """Return the scripts that ask Flask for something."""
    return tuple(_read(app, m) for m in _modules(app))


def is_migration(files: dict[str, bytes], path: str) -> bool:
    """Tell whether a file lies in a folder of migrations, which only Alembic looks into."""
    parts = path.split("/")[:-1]
    folders = ("/".join(parts[:n]) for n in range(1, len(parts) + 1))
    return any(f"{f}/script.py.mako" in files and f"{f}/env.py" in files for f in folders)


def _modules(app: App) -> Iterator[Module]:
    for module in app.project.modules.values():
        if is_migration(app.project.files, module.path) and any(_of_flask(app, module)):
            yield module


def _of_flask(app: App, module: Module) -> Iterator[Reference]:
    for symbol, references in app.project.references.items():
        if symbol.split(".")[0].startswith("flask"):
            yield from (r for r in references if r.module is module)


def _read(app: App, module: Module) -> Script:
    script = Script(module)
    if module.path not in app.tests:
        script.odd = f"{module.path} is imported"
    for reference in _of_flask(app, module):
        if reference.symbol != CURRENT:
            script.odd = f"{module.path} uses `{reference.symbol}`"
            return script
        outer = parent(reference.node)
        attribute = outer.attr if isinstance(outer, ast.Attribute) else None
        entry = parent(outer) if outer is not None else None
        if attribute in _READ:
            continue
        if attribute != "extensions" or not _is_entry(entry) or not _entry(script, entry):
            script.odd = f"{module.path} uses `{_shown(reference.node)}` in its own way"
            return script
    return script


def _shown(node: ast.AST) -> str:
    outer = parent(node)
    while isinstance(outer, ast.Attribute | ast.Subscript):
        node, outer = outer, parent(outer)
    return ast.unparse(node)


def _is_entry(node: ast.AST | None) -> bool:
    match node:
        case ast.Subscript(slice=ast.Constant(value="migrate")):
            return True
    return False


def _entry(script: Script, entry: ast.AST | None) -> bool:
    """Convert what is asked of `extensions["migrate"]`; tell whether that was possible."""
    outer = parent(entry) if entry is not None else None
    if not isinstance(outer, ast.Attribute):
        return False
    if outer.attr in _KEPT:
        return True
    if outer.attr != "db":
        return False
    whole = parent(outer)
    if isinstance(whole, ast.Assign) and whole in script.module.tree.body:
        return _held(script, whole, outer, entry)
    return _asked(script, outer, entry, whole)


def _asked(script: Script, held: ast.expr, entry: ast.AST | None, outer: ast.AST | None) -> bool:
    """Convert `….db.metadata`, `….db.engine` and `….db.get_engine()`."""
    if not isinstance(outer, ast.Attribute):
        return False
    if outer.attr in ("metadata", "engine"):
        if _attempt(held) is None:
            script.changes.append(Change(script.module, held, "$m", entry))
        return True
    call = parent(outer)
    if not isinstance(call, ast.Call) or call.func is not outer or call.args + call.keywords:
        return False
    if outer.attr != "get_engine":
        return False
    attempt = _attempt(held)
    if attempt is not None:
        if held in ast.walk(attempt.body[0]):
            script.changes.append(Change(script.module, attempt, "return $m.engine", entry))
    else:
        script.changes.append(Change(script.module, call, "$m.engine", entry))
    return True


def _attempt(node: ast.AST) -> ast.Try | None:
    """Return the `try` that asks for the engine in two ways, for two versions of Flask-SQLAlchemy."""
    given = parent(node)
    while given is not None and not isinstance(given, ast.Try):
        given = parent(given)
    match given:
        case ast.Try(
            body=[ast.Return(value=first)],
            handlers=[ast.ExceptHandler(body=[ast.Return(value=second)])],
            orelse=[],
            finalbody=[],
        ):
            shown = ast.unparse(second) if second is not None else ""
            old = shown.removesuffix(".engine") + ".get_engine()"
            return given if first is not None and ast.unparse(first) == old else None
    return None


def _held(script: Script, whole: ast.Assign, held: ast.expr, entry: ast.AST | None) -> bool:
    """Convert `target_db = ….db` with all uses of the name."""
    if len(whole.targets) != 1 or not isinstance(whole.targets[0], ast.Name):
        return False
    name = whole.targets[0].id
    uses = [n for n, _ in script.module.names if n.id == name and isinstance(n.ctx, ast.Load)]
    if len(script.module.scope.bindings[name]) != 1:
        return False
    for use in uses:
        outer = parent(use)
        if isinstance(outer, ast.Attribute) and outer.attr in ("metadata", "engine"):
            continue
        branch = _branch(use, name)
        if branch is None:
            return False
        if outer is branch.test:
            script.changes.append(Change(script.module, branch, None))
    script.changes.append(Change(script.module, held, "$m", entry))
    return True


def _branch(node: ast.AST, name: str) -> ast.If | None:
    """Return the generated branch for Flask-SQLAlchemy's several `metadatas` that a node lies in."""
    outer = parent(node)
    while outer is not None and not isinstance(outer, ast.If):
        outer = parent(outer)
    if outer is None or outer.orelse:
        return None
    shown = ast.unparse(outer)
    known = f"if hasattr({name}, 'metadatas'):\n    return {name}.metadatas[None]"
    return outer if shown == known else None
