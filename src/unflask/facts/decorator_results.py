"""What a decorator leaves in the place of the view it is put on, as far as reading tells."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

from unflask.model.app import App
from unflask.model.source import Binding, FunctionNode, Scope, own_nodes

WRAPS = frozenset({"functools.wraps", "functools.update_wrapper"})
_FUNCTION = (ast.FunctionDef, ast.AsyncFunctionDef)
_TOLD = {
    "methods", "required_methods", "provide_automatic_options", "__signature__", "__wrapped__",
}  # fmt: skip
_MAGIC = {"__new__", "__getattr__", "__getattribute__"}

Leaf = Callable[[App, FunctionNode, Scope], bool]


def returns_wrapped(app: App, node: FunctionNode, scope: Scope, *, itself: bool = False) -> bool:
    """Tell whether all that a decorator returns has the signature of the view, or is the view.

    `itself` asks for a decorator that does so alone, without calling another one.
    """
    return _Results(app, _is_wrapped, itself=itself).of(node, scope)


def is_called_alike(app: App, decorator: ast.expr, scope: Scope) -> bool:
    """Tell whether Flask and FastAPI call what a decorator makes of a view in the same way.

    Both give the values of the path by name. FastAPI reads annotations besides, so that what hides
    the view's signature may have none, and has to hand on the names that it is given. What stands in
    the place of a method has to be a function that takes `self` by its place.
    """
    called = isinstance(decorator, ast.Call)
    target = decorator.func if isinstance(decorator, ast.Call) else decorator
    symbol = app.project.resolve(target, scope)
    found = app.function(symbol)
    own = None if symbol is None else _class(app, symbol)
    if scope.kind == "class":
        return own is None and found is not None and _Results(app, _is_open_method).of(*found)
    if own is not None and not called:
        return _is_open_object(app, own)
    if own is not None:
        found = _method(app, own, "__call__")
    elif found is None:
        found = _method_of_value(app, target, scope)
    return found is not None and _Results(app, _is_open).of(*found)


class _Results:
    """Looks at all that decorators return, down to functions that are no decorators themselves."""

    def __init__(self, app: App, leaf: Leaf, *, itself: bool = False) -> None:
        self.app, self.leaf, self.itself = app, leaf, itself
        self._seen: set[FunctionNode] = set()

    def of(self, node: FunctionNode, scope: Scope) -> bool:
        """Tell whether a decorator returns nothing but what is known."""
        if node in self._seen:
            return True  # `partial(deco, …)` in `deco`: its other results decide.
        self._seen.add(node)
        if isinstance(node, ast.AsyncFunctionDef) or tells_flask(node):
            return False
        values = [n.value for n in own_nodes(node) if isinstance(n, ast.Return) and n.value]
        given = {
            n for n, bound in scope.bindings.items() if all(b.kind == "parameter" for b in bound)
        }
        return bool(values) and all(
            self._is_known(v, given - {"self", "cls"}, scope) for v in values
        )

    def _is_known(self, value: ast.expr, given: set[str], scope: Scope) -> bool:
        match value:
            case ast.Name(id=name) if name in given:
                return True
            case ast.Name(id=name):
                inner = _inner(scope, name)
                return bool(inner) and all(self._is_function(f, scope) for f in inner)
            case ast.IfExp(body=body, orelse=orelse):
                return all(self._is_known(v, given, scope) for v in (body, orelse))
            case ast.Call(func=ast.Name(id=name)) if inner := _inner(scope, name):
                return all(self.of(f, scope.module.scopes[f]) for f in inner)
            case ast.Call():
                return self._is_call(value, scope)
            case ast.Lambda(args=ast.arguments(args=[parameter]), body=body) if not self.itself:
                return self._is_known(body, {*given, parameter.arg}, scope)
        return False

    def _is_function(self, inner: FunctionNode, scope: Scope) -> bool:
        own = scope.module.scopes[inner]
        return self.leaf(self.app, inner, own) or self.of(inner, own)

    def _is_call(self, call: ast.Call, scope: Scope) -> bool:
        """`update_wrapper(inner, f)` and `wraps(f)(inner)`, or the work of another decorator."""
        if is_wrapping(self.app, call, scope):
            first = call.args[0] if call.args else None
            return isinstance(first, ast.Name) and bool(_inner(scope, first.id))
        partial = self.app.project.resolve(call.func, scope) == "functools.partial"
        target = call.args[0] if partial and call.args else call.func
        other = self.app.function(self.app.project.resolve(target, scope))
        return not self.itself and other is not None and self.of(*other)


def is_wrapping(app: App, call: ast.Call, scope: Scope) -> bool:
    """Tell whether a call gives its first argument the signature of another function."""
    if isinstance(call.func, ast.Call):
        return app.project.resolve(call.func.func, scope) == "functools.wraps"
    return app.project.resolve(call.func, scope) == "functools.update_wrapper"


def _inner(scope: Scope, name: str) -> list[FunctionNode]:
    """Return the functions of a name that a function defines; there may be one in each branch."""
    nodes = [b.node for b in scope.bindings.get(name, ())]
    found = [n for n in nodes if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    return found if len(found) == len(nodes) else []


def _is_wrapped(app: App, node: FunctionNode, scope: Scope) -> bool:
    outer = scope.parent or scope
    if any(
        isinstance(d, ast.Call) and app.project.resolve(d.func, outer) in WRAPS
        for d in node.decorator_list
    ):
        return True
    calls = own_nodes(outer.node) if isinstance(outer.node, _FUNCTION) else iter(())
    return any(
        isinstance(call, ast.Call)
        and is_wrapping(app, call, outer)
        and bool(call.args)
        and isinstance(call.args[0], ast.Name)
        and call.args[0].id == node.name
        for call in calls
    )


def _is_open(app: App, node: FunctionNode, scope: Scope) -> bool:
    """Tell whether a wrapper has the view's signature, or takes any names and hands them on."""
    return _is_wrapped(app, node, scope) or (not node.decorator_list and _hands_on(node))


def _is_open_method(app: App, node: FunctionNode, scope: Scope) -> bool:
    """Tell whether a wrapper of a method has its signature, or hands on its object and any names."""
    named = [*node.args.posonlyargs, *node.args.args]
    handed = {node.args.vararg.arg} if node.args.vararg is not None else {a.arg for a in named[:1]}
    given = {
        (a.value if isinstance(a, ast.Starred) else a).id  # type: ignore[attr-defined]
        for n in ast.walk(node)
        if isinstance(n, ast.Call)
        for a in n.args
        if isinstance(a, ast.Name) or (isinstance(a, ast.Starred) and isinstance(a.value, ast.Name))
    }
    return _is_wrapped(app, node, scope) or (bool(handed & given) and _is_open(app, node, scope))


def _hands_on(node: FunctionNode) -> bool:
    named = [*node.args.args, *node.args.kwonlyargs]
    if node.args.kwarg is None or any(a.annotation or a.arg == "request" for a in named):
        return False
    name = node.args.kwarg.arg
    return not tells_flask(node) and any(
        isinstance(n, ast.keyword)
        and n.arg is None
        and isinstance(n.value, ast.Name)
        and n.value.id == name
        for n in ast.walk(node)
    )


def tells_flask(node: ast.AST) -> bool:
    """Tell whether code sets an attribute that Flask, or who looks for a signature, reads of views."""
    return any(
        isinstance(n, ast.Attribute) and not isinstance(n.ctx, ast.Load) and n.attr in _TOLD
        for n in ast.walk(node)
    )


def _class(app: App, symbol: str) -> Scope | None:
    """Return the scope of a class of the project that is defined once."""
    bound = app.project.binding(symbol)
    if bound is None or len(bound[0]) != 1 or bound[0][0].kind != "class":
        return None
    return bound[1].module.scopes.get(bound[0][0].node)


def _lineage(app: App, own: Scope) -> list[Scope] | None:
    """Return a class and its bases in order; None where they are not plain classes of the project."""
    node = own.node
    if not isinstance(node, ast.ClassDef) or node.keywords or node.decorator_list:
        return None
    if len(node.bases) > 1 or {*_MAGIC, *_TOLD} & set(own.bindings) or tells_flask(node):
        return None
    if not node.bases or (isinstance(node.bases[0], ast.Name) and node.bases[0].id == "object"):
        return [own]
    symbol = app.project.resolve(node.bases[0], own.parent or own)
    base = _class(app, symbol) if symbol is not None else None
    rest = _lineage(app, base) if base is not None and base is not own else None
    return None if rest is None else [own, *rest]


def _method(app: App, own: Scope, name: str) -> tuple[FunctionNode, Scope] | None:
    for scope in _lineage(app, own) or ():
        bound = scope.bindings.get(name)
        if bound is None:
            continue
        node = bound[0].node
        plain = len(bound) == 1 and isinstance(node, _FUNCTION) and not node.decorator_list
        return (node, scope.module.scopes[node]) if plain else None  # type: ignore[return-value]
    return None


def _is_open_object(app: App, own: Scope) -> bool:
    """Tell whether objects of a class can be views: Flask does not await what their call returns."""
    found = _method(app, own, "__call__")
    return found is not None and isinstance(found[0], ast.FunctionDef) and _hands_on(found[0])


def _method_of_value(app: App, target: ast.expr, scope: Scope) -> tuple[FunctionNode, Scope] | None:
    """Return what `limit` or `limit.per_minute` calls, where `limit` is an object of the project's."""
    name, value = "__call__", target
    symbol = app.project.resolve(value, scope)
    if symbol is None and isinstance(target, ast.Attribute):
        name, value = target.attr, target.value
        symbol = app.project.resolve(value, scope)
    bound = app.project.binding(symbol) if symbol is not None else None
    made = list(_made(bound[0])) if bound is not None else []
    if bound is None or len(made) != 1:
        return None
    kind = app.project.resolve(made[0].func, bound[1])
    own = _class(app, kind) if kind is not None else None
    return _method(app, own, name) if own is not None else None


def _made(bound: list[Binding]) -> Iterator[ast.Call]:
    """Yield the call that a name is bound to, if nothing else ever is."""
    if len(bound) == 1 and bound[0].kind == "assign" and isinstance(bound[0].value, ast.Call):
        yield bound[0].value
