"""Read one file: a pure function from its source to a `Module`."""

from __future__ import annotations

import ast
from collections.abc import Callable

from unflask.model.source import Binding, BindingKind, Module, Scope, absolute

_SKIPPED = (ast.expr_context, ast.operator, ast.unaryop, ast.cmpop, ast.boolop)


def read(name: str, path: str, source: str, *, is_package: bool = False) -> Module:
    """Parse `source` and note its scopes, bindings and name uses.

    Raises SyntaxError, as `ast.parse` does.
    """
    tree = ast.parse(source, filename=path)
    module = Module(name, path, source, tree, is_package)
    module.scope = Scope("module", tree, None, module, name)
    module.scopes[tree] = module.scope
    _Reader(module).children(tree, module.scope)
    return module


class _Reader:
    """One pass over the tree; dispatch by node type, children in source order."""

    def __init__(self, module: Module) -> None:
        self.module = module
        self.special: dict[type[ast.AST], Callable[[ast.AST, Scope], None]] = {
            ast.Name: self.name,
            ast.FunctionDef: self.function,
            ast.AsyncFunctionDef: self.function,
            ast.Lambda: self.lambda_,
            ast.ClassDef: self.class_,
            ast.Import: self.import_,
            ast.ImportFrom: self.import_from,
            ast.Assign: self.assign,
            ast.AnnAssign: self.assign,
            ast.NamedExpr: self.assign,
            ast.Global: self.outer,
            ast.Nonlocal: self.outer,
            ast.ExceptHandler: self.except_,
            ast.ListComp: self.comprehension,
            ast.SetComp: self.comprehension,
            ast.DictComp: self.comprehension,
            ast.GeneratorExp: self.comprehension,
        }

    def children(self, node: ast.AST, scope: Scope) -> None:
        special, visit = self.special, self.children
        for field in node._fields:
            value = getattr(node, field, None)
            if isinstance(value, list):
                for item in value:
                    if isinstance(item, ast.AST):
                        item.holder = node  # type: ignore[attr-defined]
                        special.get(type(item), visit)(item, scope)
            elif isinstance(value, ast.AST) and not isinstance(value, _SKIPPED):
                value.holder = node  # type: ignore[attr-defined]
                special.get(type(value), visit)(value, scope)

    def visit(self, node: ast.AST, parent: ast.AST, scope: Scope) -> None:
        node.holder = parent  # type: ignore[attr-defined]
        self.special.get(type(node), self.children)(node, scope)

    def bind(
        self,
        scope: Scope,
        name: str,
        kind: BindingKind,
        node: ast.AST,
        value: ast.expr | None = None,
        target: str = "",
    ) -> None:
        if name in scope.outer and scope.kind == "function":
            scope = self.module.scope
        scope.bindings.setdefault(name, []).append(Binding(kind, node, value, target))

    def name(self, node: ast.AST, scope: Scope) -> None:
        assert isinstance(node, ast.Name)
        if isinstance(node.ctx, ast.Load):
            self.module.names.append((node, scope))
        elif getattr(node, "is_bound", None) is None:
            self.bind(scope, node.id, "other", node)

    def assign(self, node: ast.AST, scope: Scope) -> None:
        assert isinstance(node, ast.Assign | ast.AnnAssign | ast.NamedExpr)
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        for target in targets:
            if isinstance(target, ast.Name):
                target.is_bound = True  # type: ignore[attr-defined]
                if node.value is not None:
                    self.bind(scope, target.id, "assign", node, node.value)
        self.children(node, scope)

    def function(self, node: ast.AST, scope: Scope) -> None:
        assert isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        self.bind(scope, node.name, "function", node)
        inner = Scope("function", node, scope, self.module, node.name)
        self.module.scopes[node] = inner
        for decorator in node.decorator_list:
            self.visit(decorator, node, scope)
        self.arguments(node.args, node, scope, inner)
        if node.returns is not None:
            self.visit(node.returns, node, scope)
        for item in node.body:
            self.visit(item, node, inner)

    def lambda_(self, node: ast.AST, scope: Scope) -> None:
        assert isinstance(node, ast.Lambda)
        inner = Scope("function", node, scope, self.module, "<lambda>")
        self.module.scopes[node] = inner
        self.arguments(node.args, node, scope, inner)
        self.visit(node.body, node, inner)

    def arguments(self, args: ast.arguments, node: ast.AST, scope: Scope, inner: Scope) -> None:
        args.holder = node  # type: ignore[attr-defined]
        every = [*args.posonlyargs, *args.args, *args.kwonlyargs]
        every += [a for a in (args.vararg, args.kwarg) if a is not None]
        for arg in every:
            arg.holder = args  # type: ignore[attr-defined]
            self.bind(inner, arg.arg, "parameter", arg)
            if arg.annotation is not None:
                self.visit(arg.annotation, arg, scope)
        for default in [*args.defaults, *args.kw_defaults]:
            if default is not None:
                self.visit(default, args, scope)

    def class_(self, node: ast.AST, scope: Scope) -> None:
        assert isinstance(node, ast.ClassDef)
        self.bind(scope, node.name, "class", node)
        inner = Scope("class", node, scope, self.module, node.name)
        self.module.scopes[node] = inner
        for item in [*node.decorator_list, *node.bases, *node.keywords]:
            self.visit(item, node, scope)
        for statement in node.body:
            self.visit(statement, node, inner)

    def comprehension(self, node: ast.AST, scope: Scope) -> None:
        assert isinstance(node, ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp)
        inner = Scope("function", node, scope, self.module, "<comprehension>")
        self.module.scopes[node] = inner
        for index, generator in enumerate(node.generators):
            generator.holder = node  # type: ignore[attr-defined]
            self.visit(generator.iter, generator, inner if index else scope)
            self.visit(generator.target, generator, inner)
            for test in generator.ifs:
                self.visit(test, generator, inner)
        for field in ("key", "value", "elt"):
            part = getattr(node, field, None)
            if part is not None:
                self.visit(part, node, inner)

    def import_(self, node: ast.AST, scope: Scope) -> None:
        assert isinstance(node, ast.Import)
        for alias in node.names:
            alias.holder = node  # type: ignore[attr-defined]
            bound = alias.asname or alias.name.partition(".")[0]
            target = alias.name if alias.asname else bound
            self.bind(scope, bound, "import", alias, target=target)

    def import_from(self, node: ast.AST, scope: Scope) -> None:
        assert isinstance(node, ast.ImportFrom)
        base = absolute(self.module, node)
        for alias in node.names:
            alias.holder = node  # type: ignore[attr-defined]
            if alias.name == "*":
                self.module.stars.append(base)
            else:
                self.bind(
                    scope,
                    alias.asname or alias.name,
                    "import",
                    alias,
                    target=f"{base}.{alias.name}",
                )

    def outer(self, node: ast.AST, scope: Scope) -> None:
        assert isinstance(node, ast.Global | ast.Nonlocal)
        scope.outer.update(node.names)

    def except_(self, node: ast.AST, scope: Scope) -> None:
        assert isinstance(node, ast.ExceptHandler)
        if node.name:
            self.bind(scope, node.name, "other", node)
        self.children(node, scope)
