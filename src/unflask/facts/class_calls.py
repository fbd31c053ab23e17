"""Which functions of the project a call on one of its classes may run: `config[name].init_app(app)`."""

from __future__ import annotations

import ast

from unflask.facts.arguments import parameter_of
from unflask.model.project import Project
from unflask.model.source import FunctionNode, Scope

Method = tuple[FunctionNode, Scope]


def methods_called(project: Project, func: ast.expr, scope: Scope) -> list[Method]:
    """Return the class methods and static methods that a call may run; none unless all are known."""
    if not isinstance(func, ast.Attribute):
        return []
    if _is_super(func.value):
        classes = _bases_around(project, scope)
    else:
        classes = _held(project, func.value, scope)
    found = [_method(project, symbol, func.attr) for symbol in sorted(classes or ())]
    known = [method for method in found if method is not None]
    return known if len(known) == len(found) else []


def parameter(method: Method, call: ast.Call, argument: ast.expr) -> str | None:
    """Return the name under which a method gets an argument of a call, if it has one for it."""
    return parameter_of(method[0], call, argument, skipped=0 if is_static(method[0]) else 1)


def is_static(node: FunctionNode) -> bool:
    """Tell whether a function is a static method."""
    return _decorators(node) == ["staticmethod"]


def _decorators(node: FunctionNode) -> list[str]:
    return [ast.unparse(d) for d in node.decorator_list]


def _held(project: Project, node: ast.expr, scope: Scope) -> set[str] | None:
    """Return the classes of the project that an expression may be, None where it may be something else."""
    symbol = project.resolve(node, scope)
    if symbol is not None and _class(project, symbol) is not None:
        return {symbol}
    match node:
        case ast.Subscript(value=mapping):
            return _values(project, mapping, scope)
        case ast.Call(func=ast.Attribute(value=mapping, attr="get"), args=[_, *rest], keywords=[]):
            found = [_values(project, mapping, scope), *(_held(project, r, scope) for r in rest)]
            return _together(found)
        case ast.Name(id=name):
            return _bound(project, name, scope)
    return None


def _together(found: list[set[str] | None]) -> set[str] | None:
    known = [f for f in found if f is not None]
    return set().union(*known) if found and len(known) == len(found) else None


def _bound(project: Project, name: str, scope: Scope) -> set[str] | None:
    owner = scope.lookup(name)
    if owner is None:
        return None
    found = [
        _held(project, b.value, owner) if b.kind == "assign" and b.value is not None else None
        for b in owner.bindings[name]
    ]
    return _together(found) if len(found) == 1 else None


def _values(project: Project, mapping: ast.expr, scope: Scope) -> set[str] | None:
    """Return the classes in a dictionary that is written out at the top of a module, and not changed."""
    symbol = project.resolve(mapping, scope)
    bound = project.binding(symbol) if symbol is not None else None
    if symbol is None or bound is None or len(bound[0]) != 1 or bound[1].kind != "module":
        return None
    written = bound[0][0].value
    if not isinstance(written, ast.Dict) or _changes(project, symbol):
        return None
    return _together([_held(project, v, bound[1]) for v in written.values])


def _changes(project: Project, symbol: str) -> bool:
    for reference in project.references.get(symbol, []):
        outer = reference.outer
        if isinstance(outer, ast.Subscript) and not isinstance(outer.ctx, ast.Load):
            return True
        if reference.attribute is not None and reference.attribute.attr not in (
            "get", "keys", "items", "values",
        ):  # fmt: skip
            return True
    return False


def _class(project: Project, symbol: str) -> tuple[ast.ClassDef, Scope] | None:
    module, rest = project.split(symbol)
    bound = project.binding(symbol) if module is not None and len(rest) == 1 else None
    if bound is None or [b.kind for b in bound[0]] != ["class"]:
        return None
    node = bound[0][0].node
    return (node, bound[1]) if isinstance(node, ast.ClassDef) and not node.keywords else None


def _method(project: Project, symbol: str, name: str) -> Method | None:
    """Return the method that a class has or inherits; none where it cannot be called on the class."""
    found = _class(project, symbol)
    if found is None or found[0].decorator_list:
        return None
    method = project.functions.get(f"{symbol}.{name}")
    if method is not None:
        plain = isinstance(method[0], ast.FunctionDef)
        known = _decorators(method[0]) in (["classmethod"], ["staticmethod"])
        return method if plain and known else None
    inner = found[1].module.scopes.get(found[0])
    if inner is None or name in inner.bindings or len(found[0].bases) != 1:
        return None
    base = project.resolve(found[0].bases[0], found[1])
    return _method(project, base, name) if base is not None and base != symbol else None


def _is_super(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node) == "super()"


def _bases_around(project: Project, scope: Scope) -> set[str] | None:
    """Return the one base of the class that a method is written in."""
    owner = scope.parent
    if owner is None or owner.kind != "class" or owner.parent is None:
        return None
    node = owner.node
    if not isinstance(node, ast.ClassDef) or len(node.bases) != 1:
        return None
    base = project.resolve(node.bases[0], owner.parent)
    return {base} if base is not None else None
