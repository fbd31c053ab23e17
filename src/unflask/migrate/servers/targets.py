"""What a server is told to serve, and whether that is the converted application."""

from __future__ import annotations

import ast

from unflask.migrate.servers.options import Untranslatable
from unflask.model.app import App
from unflask.model.source import Module

_NAMES = ("app", "application")
_FACTORIES = ("create_app", "make_app")


def served(app: App, target: str | None) -> list[tuple[str, ...]]:
    """Return the words that name the application for Uvicorn; raises Untranslatable."""
    if not target:
        raise Untranslatable("it names no application")
    path, _, attribute = target.partition(":")
    path = path.removesuffix(".py").replace("/", ".")
    module = app.project.modules.get(path)
    if module is None:
        raise Untranslatable(f"`{path}` is no module of the project")
    node = _expression(attribute or _best(module), target)
    if isinstance(node, ast.Call) and (node.args or node.keywords):
        raise Untranslatable("Uvicorn calls factories without arguments")
    factory = isinstance(node, ast.Call) or _is_function(app, module, node)
    call = ast.Call(node, [], []) if factory and not isinstance(node, ast.Call) else node
    makers = app.makers_of(call, module.scope)
    if not makers or any(m.kind != "app" or m.module.path in app.tests for m in makers):
        raise Untranslatable(f"`{target}` is not known to be the application that was converted")
    if module.path in app.tests and not _is_plain(app, module):
        raise Untranslatable(f"`{path}` does more than make the application, and was not converted")
    name = ast.unparse(node.func if isinstance(node, ast.Call) else node)
    return [*([("--factory",)] if factory else []), (f"{path}:{name}",)]


def _expression(text: str, target: str) -> ast.expr:
    try:
        node = ast.parse(text, mode="eval").body
    except SyntaxError:
        raise Untranslatable(f"`{target}` cannot be read") from None
    inner = node.func if isinstance(node, ast.Call) else node
    if not isinstance(inner, ast.Name):
        raise Untranslatable(f"`{target}` cannot be read")
    return node


def _best(module: Module) -> str:
    """Return the name that stands for the application where none is given."""
    names = [n for n in (*_NAMES, *_FACTORIES) if n in module.scope.bindings]
    if not names:
        raise Untranslatable(f"`{module.name}` has no `app`")
    return names[0]


def _is_function(app: App, module: Module, node: ast.expr) -> bool:
    return app.project.resolve(node, module.scope) in app.project.functions


def _is_plain(app: App, module: Module) -> bool:
    """Tell whether a module only imports from the project, and gives what it makes names."""
    return all(_is_plain_statement(app, module, s) for s in module.tree.body)


def _is_plain_statement(app: App, module: Module, node: ast.stmt) -> bool:
    match node:
        case ast.Expr(value=ast.Constant()):
            return True
        case ast.ImportFrom(module=name, level=level):
            return bool(level) or (name or "").split(".")[0] not in ("flask", "werkzeug")
        case ast.Import(names=names):
            return all(a.name.split(".")[0] not in ("flask", "werkzeug") for a in names)
        case ast.Assign(targets=[ast.Name()], value=ast.Name()):
            return True
        case ast.Assign(targets=[ast.Name()], value=ast.Call(func=ast.Name() as func)):
            return app.project.resolve(func, module.scope) in app.project.functions
        case ast.Expr(value=ast.Call() as call):
            return not any(
                app.makers_of(n, module.scope) for n in ast.walk(call) if isinstance(n, ast.Name)
            )
        case ast.If(test=ast.Compare(left=ast.Name(id="__name__"))):
            return True
    return False
