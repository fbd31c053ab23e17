"""WSGI middleware of a project's own that reads and changes nothing but the head of a request."""

from __future__ import annotations

import ast

from unflask.model.app import App
from unflask.model.source import parent

_WRITTEN = {"SCRIPT_NAME", "PATH_INFO", "REMOTE_ADDR", "HTTP_HOST", "wsgi.url_scheme"}
_READ = _WRITTEN | {"REQUEST_METHOD", "QUERY_STRING", "CONTENT_TYPE"}
_METHODS = {
    "encode", "endswith", "find", "get", "lower", "lstrip", "partition", "removeprefix",
    "removesuffix", "replace", "rpartition", "rsplit", "rstrip", "split", "startswith", "strip",
    "title", "upper",
}  # fmt: skip
_BUILTIN = {"len", "str", "bool"}
_CALLED = 3


def environ_class(app: App, symbol: str) -> tuple[ast.ClassDef | None, str | None]:
    """Return the class of a middleware, and what it does besides changing the head of a request."""
    bound = app.project.binding(symbol)
    node = bound[0][0].node if bound is not None and len(bound[0]) == 1 else None
    if bound is None or not isinstance(node, ast.ClassDef):
        return None, "it is no class of the project"
    methods = {m.name: m for m in node.body if isinstance(m, ast.FunctionDef)}
    others = [m for m in node.body if not isinstance(m, ast.FunctionDef) and not _is_text(m)]
    plain = not node.bases or [ast.unparse(b) for b in node.bases] == ["object"]
    if others or not plain or node.keywords or node.decorator_list:
        return node, "its class is more than two methods"
    if methods.keys() != {"__init__", "__call__"}:
        return node, "its class is more than two methods"
    kept = _kept(methods["__init__"])
    if kept is None:
        return node, "its `__init__` does more than keep what it is given"
    return node, _Head(methods["__call__"], *kept).oddity()


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _kept(init: ast.FunctionDef) -> tuple[set[str], set[str]] | None:
    """Return the attributes that hold the application given first, and its `wsgi_app`."""
    names = [a.arg for a in init.args.args]
    if len(names) < 2 or init.args.vararg or init.args.kwarg or init.decorator_list:
        return None
    own, application = names[:2]
    held: tuple[set[str], set[str]] = (set(), set())
    for statement in init.body:
        match statement:
            case ast.Assign(
                targets=[ast.Attribute(value=ast.Name(id=owner), attr=attr)], value=value
            ) if owner == own:
                if ast.unparse(value) == application:
                    held[0].add(attr)
                elif ast.unparse(value) == f"{application}.wsgi_app":
                    held[1].add(attr)
                elif not isinstance(value, ast.Constant) and not (
                    isinstance(value, ast.Name) and value.id in names[2:]
                ):
                    return None
            case ast.Expr(value=ast.Constant()):
                pass
            case _:
                return None
    return held


class _Head:
    """Reads `__call__`; `whole` and `inner` are the attributes with the application and its `wsgi_app`."""

    def __init__(self, call: ast.FunctionDef, whole: set[str], inner: set[str]) -> None:
        self.call, self.whole, self.inner = call, whole, inner or whole
        self.names = [a.arg for a in call.args.args]

    def oddity(self) -> str | None:
        """Return what the method does besides, if anything."""
        if len(self.names) != _CALLED or self.call.decorator_list:
            return "its `__call__` takes something else"
        for statement in self.call.body:
            for node in ast.walk(statement):
                if not self._is_known(node):
                    shown = ast.unparse(node).partition("\n")[0][:60]
                    return f"`{shown}` (line {getattr(node, 'lineno', 0)})"
        return None

    def _is_known(self, node: ast.AST) -> bool:
        own, environ, start = self.names
        match node:
            case ast.Name(id=name) if name == environ:
                return self._is_plain_use(node)
            case ast.Name(id=name) if name == start:
                return isinstance(node.ctx, ast.Load) and self._is_called(node)
            case ast.Name(id=name) if name == own:
                return self._is_own(parent(node))
            case ast.Call():
                return self._is_known_call(node)
            case ast.Return(value=value):
                return isinstance(value, ast.List) or self._is_inner(value)
            case ast.stmt():
                return isinstance(node, ast.Assign | ast.Expr | ast.If | ast.Pass)
            case ast.Attribute(ctx=ast.Store()) | ast.Lambda() | ast.Await() | ast.Yield():
                return False
            case ast.YieldFrom() | ast.NamedExpr() | ast.ListComp() | ast.GeneratorExp():
                return False
        return True

    def _is_plain_use(self, name: ast.Name) -> bool:
        """Tell whether one known entry of the environment is read or set, or all of it handed on."""
        above = parent(name)
        match above:
            case ast.Subscript(slice=ast.Constant(value=str(key)), ctx=ast.Store()):
                return key in _WRITTEN
            case ast.Subscript(slice=ast.Constant(value=str(key)), ctx=ast.Load()):
                return _is_read(key)
            case ast.Compare(left=ast.Constant(value=str(key)), comparators=[only]):
                return only is name and _is_read(key)
            case ast.Attribute(attr="get"):
                call = parent(above)
                first = call.args[0] if isinstance(call, ast.Call) and call.args else None
                return isinstance(first, ast.Constant) and _is_read(str(first.value))
        return self._is_inner(above)

    def _is_inner(self, node: ast.AST | None) -> bool:
        """Tell whether a node hands the request on: `self.app(environ, start_response)`."""
        own, environ, start = self.names
        match node:
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id=owner), attr=attr),
                args=[ast.Name(id=first), ast.Name(id=second)],
                keywords=[],
            ):
                return (owner, first, second) == (own, environ, start) and attr in self.inner
        return False

    def _is_called(self, name: ast.Name) -> bool:
        above = parent(name)
        return self._is_inner(above) or (isinstance(above, ast.Call) and above.func is name)

    def _is_own(self, node: ast.AST | None) -> bool:
        if not isinstance(node, ast.Attribute) or not isinstance(node.ctx, ast.Load):
            return False
        above = parent(node)
        if isinstance(above, ast.Call) and above.func is node:
            return self._is_inner(above)
        if node.attr in self.whole | self.inner:
            return isinstance(above, ast.Attribute) and above.attr == "config"
        return True

    def _is_known_call(self, call: ast.Call) -> bool:
        match call.func:
            case ast.Name(id=name):
                return name in _BUILTIN or (name == self.names[2] and len(call.args) == 2)
            case ast.Attribute(attr=attr):
                return attr in _METHODS or self._is_inner(call)
        return False


def _is_read(key: str) -> bool:
    return key in _READ or key.startswith("HTTP_")
