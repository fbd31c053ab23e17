"""Read class views: the methods of a class that `X.as_view("x")` makes a view."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace

from unflask.analysis.lineage import Class, Lineages
from unflask.analysis.values import Values
from unflask.model.inventory import ClassView, Handler
from unflask.model.project import Project
from unflask.model.source import Binding, Scope, parent

VERBS = ("OPTIONS", "HEAD", "GET", "POST", "PUT", "PATCH", "DELETE", "TRACE")
"""The first ones are answered by `get` or by the framework where no method of theirs comes before."""
FLASK_ATTRIBUTES = {
    "as_view", "decorators", "dispatch_request", "init_every_request", "methods",
    "provide_automatic_options", "view_class",
}  # fmt: skip
_MAGIC = (
    "as_view",
    "view_class",
    "__new__",
    "__init_subclass__",
    "__getattr__",
    "__getattribute__",
)
_METHOD_VIEW = "flask.views.MethodView"
RESOURCE = "flask_restful.Resource"


class Unreadable(Exception):
    """What a class does cannot be told from its source; the text says why."""


class ClassViews:
    """The class views of a project."""

    def __init__(self, project: Project, values: Values) -> None:
        self.project, self.values = project, values
        self.lineages = Lineages(project)

    def find(self, target: ast.expr, scope: Scope) -> ClassView | None:
        """Return the class view that an expression holds, through the name it was given.

        In `login_required(X.as_view("x"))` the decorator counts as one of the class.
        """
        match target:
            case ast.Call(func=around, args=[inner], keywords=[]) if _is_as_view(inner):
                view = self.find(inner, scope)
                assert view is not None
                return replace(view, decorators=(*view.decorators, (around, scope)))
        if not _is_as_view(target):
            bound = self._bound(target, scope)
            if bound is None or len(bound[0]) != 1 or bound[0][0].value is None:
                return None
            value = bound[0][0].value
            return self.find(value, bound[1]) if _is_as_view(value) else None
        assert isinstance(target, ast.Call)
        assert isinstance(target.func, ast.Attribute)
        symbol = self.project.resolve(target.func.value, scope)
        try:
            return self._read(symbol, target, scope)
        except Unreadable as why:
            lineage = self.lineages.of(symbol) if symbol is not None else None
            classes = tuple(c.symbol for c in lineage.classes) if lineage is not None else ()
            return ClassView(symbol or "", target, scope, classes, reason=str(why))

    def _bound(self, target: ast.expr, scope: Scope) -> tuple[list[Binding], Scope] | None:
        symbol = self.project.resolve(target, scope)
        found = self.project.binding(symbol) if symbol is not None else None
        if not isinstance(target, ast.Name):
            return found
        owner = scope.lookup(target.id)
        if found is None and owner is not None:
            return owner.bindings[target.id], owner
        return found

    def _read(self, symbol: str | None, call: ast.Call, scope: Scope) -> ClassView:
        lineage = self.lineages.of(symbol) if symbol is not None else None
        if lineage is None or symbol is None:
            raise Unreadable("its class cannot be told, or has bases that are not of the project")
        if not {_METHOD_VIEW, "flask.views.View"} & set(lineage.outside):
            raise Unreadable("its class is no view of Flask")
        if RESOURCE in lineage.outside:
            raise Unreadable("its class is a resource, whose results are no answers yet")
        by_method = _METHOD_VIEW in lineage.outside
        _refuse_magic(lineage.classes, by_method)
        methods = self._methods(symbol, by_method)
        kept = self._flag(lineage.classes, "init_every_request")
        return ClassView(
            symbol,
            call,
            scope,
            tuple(c.symbol for c in lineage.classes),
            methods,
            tuple(self._handlers(lineage.classes, by_method)),
            tuple(self._decorators(lineage.classes)),
            kept is False,
            self._flag(lineage.classes, "provide_automatic_options"),
        )

    def methods_of(self, symbol: str) -> tuple[str, ...] | None:
        """Return the HTTP methods that a class has methods for, None where reading cannot tell."""
        try:
            return self._methods(symbol, by_method=True)
        except Unreadable:
            return None

    def _methods(self, symbol: str, by_method: bool) -> tuple[str, ...] | None:
        found = self._own_methods(symbol)
        return tuple(v for v in VERBS if v in (found or ())) or None if by_method else found

    def _own_methods(self, symbol: str) -> tuple[str, ...] | None:
        """Return what Flask makes the class's `methods`."""
        lineage = self.lineages.of(symbol)
        if lineage is None:
            return None
        own = lineage.classes[0]
        by_method = _METHOD_VIEW in lineage.outside
        if by_method and "methods" not in own.scope.bindings:
            found = {v for v in VERBS if _lookup(lineage.classes, v.lower()) is not None}
            for base in own.bases:
                found |= set(self._own_methods(base) or ())
            return tuple(found)
        value = _assigned(lineage.classes, "methods")
        if value is None:
            return None
        listed = self.values.constant(value[0], value[1])
        if listed is None and isinstance(value[0], ast.Constant):
            return None
        if not isinstance(listed, tuple) or not all(isinstance(m, str) for m in listed):
            raise Unreadable("its class's `methods` are computed")
        return tuple(str(m).upper() for m in listed)

    def _handlers(self, classes: tuple[Class, ...], by_method: bool) -> Iterator[Handler]:
        names = [(v, v.lower()) for v in VERBS] if by_method else [("", "dispatch_request")]
        for method, name in names:
            found = _lookup(classes, name)
            if found is None:
                continue
            owner, function = found
            symbol = f"{owner.symbol}.{name}"
            yield Handler(method, name, symbol, self._is_alone(owner, name, symbol, function))

    def _is_alone(self, owner: Class, name: str, symbol: str, function: ast.AST) -> bool:
        """Tell whether nothing in the project calls a method, as far as its name tells."""
        if self.project.references.get(symbol) or self.project.functions[symbol][0] is not function:
            return False
        family = self.lineages.family(owner.symbol)
        return not any(name in _own_reads(c.node) or _hands_itself_on(c.node) for c in family)

    def _decorators(self, classes: tuple[Class, ...]) -> Iterator[tuple[ast.expr, Scope]]:
        found = _assigned(classes, "decorators")
        if found is None:
            return
        value, scope = found
        if not isinstance(value, ast.List | ast.Tuple):
            raise Unreadable("its class's `decorators` are computed")
        yield from ((item, scope) for item in value.elts)

    def _flag(self, classes: tuple[Class, ...], name: str) -> bool | None:
        found = _assigned(classes, name)
        if found is None:
            return None
        if isinstance(found[0], ast.Constant) and isinstance(found[0].value, bool | None):
            return found[0].value
        raise Unreadable(f"its class's `{name}` is computed")


def _is_as_view(node: ast.expr) -> bool:
    called = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    return called and node.func.attr == "as_view"  # type: ignore[attr-defined]


def _refuse_magic(classes: tuple[Class, ...], by_method: bool) -> None:
    for own in classes:
        if own.node.decorator_list:
            raise Unreadable(f"its class `{own.node.name}` is decorated")
        if own.node.keywords:
            raise Unreadable(f"its class `{own.node.name}` has a metaclass or other options")
        for name in (*_MAGIC, *(["dispatch_request"] if by_method else [])):
            if name in own.scope.bindings:
                raise Unreadable(f"its class `{own.node.name}` has a `{name}` of its own")
        if any(not _names_itself(m) for m in own.node.body):
            raise Unreadable(f"a method of its class `{own.node.name}` has no `self`")
        read = next((n for n in _own_reads(own.node) if n in FLASK_ATTRIBUTES), None)
        if read is not None:
            raise Unreadable(f"its class `{own.node.name}` looks at its own `{read}`")


def _names_itself(node: ast.stmt) -> bool:
    """Tell whether a method calls its object `self`, so that all uses of it are in sight."""
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return True
    if any(isinstance(d, ast.Name) and d.id == "staticmethod" for d in node.decorator_list):
        return True
    first = [*node.args.posonlyargs, *node.args.args][:1]
    return bool(first) and first[0].arg in ("self", "cls")


def _lookup(classes: tuple[Class, ...], name: str) -> tuple[Class, ast.AST] | None:
    """Return the plain method that a class has under a name, with the class that defines it."""
    for own in classes:
        bound = own.scope.bindings.get(name)
        if bound is None:
            continue
        plain = len(bound) == 1 and bound[0].kind == "function"
        if not plain or parent(bound[0].node) is not own.node:
            raise Unreadable(f"`{own.node.name}.{name}` is no plain method")
        return own, bound[0].node
    return None


def _assigned(classes: tuple[Class, ...], name: str) -> tuple[ast.expr, Scope] | None:
    """Return the value that an attribute of a class is assigned, with the scope it is read in."""
    for own in classes:
        bound = own.scope.bindings.get(name)
        if bound is None:
            continue
        plain = len(bound) == 1 and bound[0].kind == "assign"
        if not plain or bound[0].value is None or parent(bound[0].node) is not own.node:
            raise Unreadable(f"`{own.node.name}.{name}` is no plain attribute")
        return bound[0].value, own.scope
    return None


def _own_reads(node: ast.ClassDef) -> Iterator[str]:
    """Yield the names of the attributes that methods read of `self`, `cls` and `super()`."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.Attribute):
            match inner.value:
                case ast.Name(id="self" | "cls"):
                    yield inner.attr
                case ast.Call(func=ast.Name(id="super")):
                    yield inner.attr


def _hands_itself_on(node: ast.ClassDef) -> bool:
    """Tell whether a method uses `self` as a value, by which anything may be called."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.Name) and inner.id in ("self", "cls"):
            outer = parent(inner)
            named = isinstance(outer, ast.Call) and isinstance(outer.func, ast.Name)
            is_super = named and outer.func.id == "super"  # type: ignore[union-attr]
            if not isinstance(outer, ast.Attribute) and not is_super:
                return True
    return False
