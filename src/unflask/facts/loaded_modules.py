"""Modules of the project that code imports by a computed name: `import_module("." + name, __name__)`."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from unflask.model.app import App
from unflask.model.project import Project, Reference
from unflask.model.source import FunctionNode, Module, Scope

LOADS = "importlib.import_module"
"""What imports a module by a name."""


_BY_TEXT = ("from_object", "import_module", "import_string", "__import__")


def modules_named(project: Project, call: ast.Call, module: Module) -> set[str]:
    """Return the modules that a call imports by their names, as far as these are written out.

    `config.from_object("shop.settings.Live")` is one of them. Of a name that is computed each module
    counts which begins like it.
    """
    func = call.func
    name = func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "")
    if name not in _BY_TEXT:
        return set()
    texts = (n.value for a in call.args[:1] for n in ast.walk(a) if isinstance(n, ast.Constant))
    found = {m.name for text in texts if (m := _module_of(project, text)) is not None}
    beginning = _beginning(call.args[0]) if call.args else None
    if beginning is None:
        return found
    dots = len(beginning) - len(beginning.lstrip("."))
    parts = module.package.split(".") if dots else []
    base = ".".join([*parts[: len(parts) - dots + 1], beginning[dots:]])
    return found | {n for n in project.modules if n.startswith(base) and "." in base}


def _module_of(project: Project, text: object) -> Module | None:
    plain = isinstance(text, str) and not text.startswith(".")
    return project.split(str(text).replace(":", "."))[0] if plain else None


def _beginning(name: ast.expr) -> str | None:
    """Return the text that a computed name begins with."""
    match name:
        case ast.BinOp(op=ast.Add(), left=left):
            return (
                left.value
                if isinstance(left, ast.Constant) and isinstance(left.value, str)
                else _beginning(left)
            )
        case ast.JoinedStr(values=[ast.Constant(value=str() as text), *_]):
            return text
    return None


def functions_loaded(
    project: Project, func: ast.expr, scope: Scope
) -> list[tuple[FunctionNode, Scope]]:
    """Return the functions that a call on such a module may run; none unless all are known.

    Any module of the package may be the one that is imported: a name is relative, so that it cannot
    lead elsewhere, but it may begin with dots of its own.
    """
    if not isinstance(func, ast.Attribute) or not isinstance(func.value, ast.Name | ast.Call):
        return []
    package = _package(project, func.value, scope)
    if package is None:
        return []
    found = {}
    for module in project.modules.values():
        if module.name.split(".")[0] != package or func.attr not in module.scope.bindings:
            continue
        symbol = project.canonical(f"{module.name}.{func.attr}")
        if symbol not in project.functions:
            return []
        found[symbol] = project.functions[symbol]
    return [found[symbol] for symbol in sorted(found)]


def loaded_by(app: App, reference: Reference) -> Iterator[tuple[str, str]]:
    """Yield the function that imports a module by a computed name, with each function it may call on it."""
    user = app.function_at(reference.scope)
    around = app.function(user)
    for call in ast.walk(around[0]) if around is not None else ():
        if isinstance(call, ast.Call):
            for _, scope in functions_loaded(app.project, call.func, reference.scope):
                yield str(user), f"{scope.module.name}.{scope.qualname}"


def _package(project: Project, node: ast.expr, scope: Scope) -> str | None:
    """Return the top package whose modules an expression may be, if it is such an import."""
    if isinstance(node, ast.Name):
        owner = scope.lookup(node.id)
        bound = owner.bindings[node.id] if owner is not None else []
        if owner is None or len(bound) != 1 or bound[0].kind != "assign":
            return None
        value = bound[0].value
        return _package(project, value, owner) if isinstance(value, ast.Call) else None
    if not isinstance(node, ast.Call) or project.resolve(node.func, scope) != LOADS:
        return None
    match node:
        case ast.Call(args=[name, ast.Name(id="__name__" | "__package__")], keywords=[]):
            relative = (_beginning(name) or "").startswith(".")
            return scope.module.name.split(".")[0] if relative else None
    return None
