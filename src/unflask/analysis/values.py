"""Follow application and blueprint objects, and constants, through the code."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from functools import cached_property

from unflask.analysis.handed import handed_along
from unflask.facts.arguments import arguments_for
from unflask.facts.class_calls import methods_called, parameter
from unflask.facts.loaded_modules import functions_loaded
from unflask.facts.signals import receivers_of
from unflask.model.inventory import Maker
from unflask.model.project import Project
from unflask.model.source import Binding, FunctionNode, Scope, class_around, parent

_APPS = {"flask.Flask", "apiflask.APIFlask", "flask_openapi3.OpenAPI"}
_BLUEPRINTS = {"flask.Blueprint", "apiflask.APIBlueprint", "flask_openapi3.APIBlueprint"}
_SELVES = ("_get_current_object",)


class Values:
    """What names hold, as far as assignments, calls and returns tell."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self._lines: dict[str, list[str]] = {}
        self.makers: dict[ast.Call, Maker] = {}
        self._memo: dict[object, frozenset[Maker]] = {}
        self._final: set[object] = set()
        self._round: set[object] | None = None
        self._grown = False
        self._open: set[ast.AST] = set()
        self._given_back: dict[ast.AST, list[ast.expr]] = {}
        self._receivers: dict[ast.expr, tuple[list[FunctionNode], str | None]] = {}
        self._kept: dict[ast.AST, dict[str, list[ast.expr]]] = {}
        self.app_classes = self._subclasses(_APPS)
        self.blueprint_classes = self._subclasses(_BLUEPRINTS)
        for symbols, kind in ((self.app_classes, "app"), (self.blueprint_classes, "blueprint")):
            for symbol in sorted(symbols):
                for reference in project.references.get(symbol, []):
                    if reference.call is not None:
                        self._make(reference.call, reference.scope, kind)

    def _make(self, call: ast.Call, scope: Scope, kind: str) -> None:
        name = self.constant(call.args[0], scope) if call.args else None
        if name is None:
            named = next((k.value for k in call.keywords if k.arg == "name"), None)
            name = self.constant(named, scope) if named is not None else None
        chosen = name if isinstance(name, str) else ""
        made = (
            Maker("app", call, scope, chosen)
            if kind == "app"
            else Maker("blueprint", call, scope, chosen)
        )
        self.makers[call] = made

    def _subclasses(self, roots: set[str]) -> set[str]:
        found = set(roots)
        grown = True
        while grown:
            grown = False
            for module in self.project.modules.values():
                for node, scope in module.scopes.items():
                    if not isinstance(node, ast.ClassDef) or scope.parent is None:
                        continue
                    symbol = f"{module.name}.{scope.qualname}"
                    if symbol in found:
                        continue
                    if any(self.project.resolve(b, scope.parent) in found for b in node.bases):
                        found.add(symbol)
                        grown = True
        return found

    def of(self, node: ast.expr, scope: Scope) -> frozenset[Maker]:
        """Return the applications and blueprints that an expression may hold.

        Calls go round in circles, so everything that a question leads to is asked again until no
        answer grows; then all of these answers are final.
        """
        if node in self._final or self._round is not None:
            return self._ask(node, lambda: self._find(node, scope))
        grown = True
        while grown:
            self._round, self._grown = set(), False
            self._ask(node, lambda: self._find(node, scope))
            self._final |= self._round
            grown = self._grown
            if grown:
                self._final -= self._round
        self._round = None
        return self._memo[node]

    def _ask(self, key: object, find: Callable[[], Iterator[Maker]]) -> frozenset[Maker]:
        """Answer a question once a round; in the midst of its own answer it has the last one."""
        known = self._memo.get(key, frozenset())
        if key in self._final or self._round is None or key in self._round:
            return known
        self._round.add(key)
        found = known | frozenset(find())
        if found != known:
            self._grown = True
        self._memo[key] = found
        return found

    def _find(self, node: ast.expr, scope: Scope) -> Iterator[Maker]:
        match node:
            case ast.Call() if node in self.makers:
                yield self.makers[node]
            case ast.Call():
                yield from self._called(node, scope)
            case ast.Name():
                yield from self._named(node.id, scope)
            case ast.Attribute():
                yield from self._attribute(node, scope)
            case ast.IfExp():
                yield from self.of(node.body, scope)
                yield from self.of(node.orelse, scope)
            case ast.BoolOp():
                for value in node.values:
                    yield from self.of(value, scope)
            case ast.NamedExpr() | ast.Await():
                yield from self.of(node.value, scope)

    def _called(self, node: ast.Call, scope: Scope) -> Iterator[Maker]:
        if isinstance(node.func, ast.Attribute) and node.func.attr in _SELVES:
            yield from self.of(node.func.value, scope)
            return
        symbol = self.project.resolve(node.func, scope)
        function = self.project.functions.get(symbol or "")
        if function is None:
            return
        _, inner = function
        yield from self._ask(("returns", inner), lambda: self._returned(inner))

    def _returned(self, inner: Scope) -> Iterator[Maker]:
        if inner.node not in self._given_back:
            self._given_back[inner.node] = list(_returns(inner.node))
        for returned in self._given_back[inner.node]:
            yield from self.of(returned, self.scope_of(returned, inner))

    def _named(self, name: str, scope: Scope) -> Iterator[Maker]:
        symbol = self.project._name(name, scope)  # noqa: SLF001 - the project's own resolver
        if symbol == "flask.current_app":
            yield from (m for m in self.makers.values() if m.kind == "app")
            return
        owner = scope.lookup(name)
        if symbol is not None and (owner is None or owner.kind == "module" or symbol):
            bound = self.project.binding(symbol)
            if bound is not None:
                yield from self._bindings(name, *bound)
                return
        if owner is not None:
            yield from self._bindings(name, owner.bindings[name], owner)

    def _bindings(self, name: str, bound: list[Binding], owner: Scope) -> frozenset[Maker]:
        return self._ask((name, owner), lambda: self._bound(name, bound, owner))

    def _bound(self, name: str, bound: list[Binding], owner: Scope) -> Iterator[Maker]:
        for binding in bound:
            if binding.kind == "assign" and binding.value is not None:
                yield from self.of(binding.value, owner)
            elif binding.kind == "parameter":
                yield from self._arguments(name, owner)
            elif binding.kind == "other":
                yield from self._loop(binding.node, owner)
            elif binding.kind == "import":
                target = self.project.canonical(binding.target)
                inner = self.project.binding(target)
                if inner is not None and inner[0] is not bound:
                    yield from self._bindings(target.rpartition(".")[2], *inner)

    def _loop(self, node: ast.AST, owner: Scope) -> Iterator[Maker]:
        above = parent(node)
        if isinstance(above, ast.For) and above.target is node:
            if isinstance(above.iter, ast.Tuple | ast.List):
                for item in above.iter.elts:
                    yield from self.of(item, owner)

    def _arguments(self, name: str, owner: Scope) -> Iterator[Maker]:
        if not isinstance(owner.node, ast.FunctionDef | ast.AsyncFunctionDef):
            return
        names = [a.arg for a in [*owner.node.args.posonlyargs, *owner.node.args.args]]
        symbol = f"{owner.module.name}.{owner.qualname}"
        is_method = owner.parent is not None and owner.parent.kind == "class"
        callers = self.project.references.get(symbol, [])
        if is_method and owner.node.name == "__init__" and owner.parent is not None:
            callers = self.project.references.get(
                f"{owner.module.name}.{owner.parent.qualname}", []
            )
        for reference in callers:
            call, given = reference.call, names[1:] if is_method else names
            values = (
                handed_along(reference.node, name, given)
                if call is None
                else arguments_for(call, name, given)
            )
            for value in values:
                yield from self.of(value, reference.scope)
        if is_method:
            yield from self._method_arguments(owner, owner.node, name)
        else:
            yield from self._arguments_of_loaded(owner, names, name)
        yield from self._sent(owner.node, owner, name)

    def _arguments_of_loaded(self, owner: Scope, names: list[str], name: str) -> Iterator[Maker]:
        """`import_module("." + kind, __name__).connect(app)`: a function of a module found by name."""
        for call, scope in self._method_calls.get(owner.name, ()):
            loaded = functions_loaded(self.project, call.func, scope)
            if any(node is owner.node for node, _ in loaded):
                for value in arguments_for(call, name, names):
                    yield from self.of(value, scope)

    def _sent(self, function: FunctionNode, owner: Scope, name: str) -> Iterator[Maker]:
        """What the signals that call a function send it."""
        symbol = f"{owner.module.name}.{owner.qualname}"
        for signal in receivers_of(self.project).get(symbol, ()):
            for value, scope in signal.gives(function, owner, name):
                yield from self.of(value, scope)
            if signal.is_sender(function, owner, name):
                yield from (m for m in self.makers.values() if m.kind == "app")

    def _method_arguments(self, owner: Scope, function: FunctionNode, name: str) -> Iterator[Maker]:
        """`ext.init_app(app)`: a method called on an instance of its class."""
        assert owner.parent is not None
        made = f"{owner.module.name}.{owner.parent.qualname}"
        for node, scope in self._method_calls.get(owner.name, ()):
            given = [*node.args, *(k.value for k in node.keywords)]
            if given and self._may_call(node.func, scope, owner, made):
                for value in given:
                    if parameter((function, owner), node, value) == name:
                        yield from self.of(value, scope)

    def _may_call(self, func: ast.expr, scope: Scope, method: Scope, made: str) -> bool:
        """Tell whether a call on a class, on an object of it or on `self` may run a method of a class."""
        if func not in self._receivers:
            known = [node for node, _ in methods_called(self.project, func, scope)]
            self._receivers[func] = known, self._instance_of(func, scope)
        known, found = self._receivers[func]
        if any(node is method.node for node in known):
            return True
        return found is not None and (made in self._lineage(found) or found in self._lineage(made))

    def _lineage(self, symbol: str) -> list[str]:
        """Return a class of the project with all that it inherits from."""
        if symbol in self._lines:
            return self._lines[symbol]
        found = self._lines[symbol] = [symbol]
        for here in found:
            bound = self.project.binding(here)
            for binding in bound[0] if bound is not None else []:
                if isinstance(binding.node, ast.ClassDef) and bound is not None:
                    bases = [self.project.resolve(b, bound[1]) for b in binding.node.bases]
                    found += [b for b in bases if b is not None and b not in found]
        return found

    @cached_property
    def _method_calls(self) -> dict[str, list[tuple[ast.Call, Scope]]]:
        """Every call of an attribute, by the attribute's name."""
        found: dict[str, list[tuple[ast.Call, Scope]]] = {}
        for module in self.project.modules.values():
            for method, call, scope in _method_calls(module.names):
                found.setdefault(method, []).append((call, scope))
        return found

    def _instance_of(self, func: ast.expr, scope: Scope) -> str | None:
        if not isinstance(func, ast.Attribute):
            return None
        if isinstance(func.value, ast.Call):
            return self.project.resolve(func.value.func, scope)
        if isinstance(func.value, ast.Name) and func.value.id in ("self", "cls"):
            owner = class_around(scope)
            return f"{owner.module.name}.{owner.qualname}" if owner is not None else None
        symbol = self.project.resolve(func.value, scope)
        bound = self.project.binding(symbol) if symbol else None
        for binding in bound[0] if bound else []:
            if isinstance(binding.value, ast.Call) and bound is not None:
                return self.project.resolve(binding.value.func, bound[1])
        return None

    def _attribute(self, node: ast.Attribute, scope: Scope) -> Iterator[Maker]:
        symbol = self.project.resolve(node, scope)
        if symbol is not None:
            bound = self.project.binding(symbol)
            if bound is not None:
                yield from self._bindings(node.attr, *bound)
                return
        if isinstance(node.value, ast.Name) and node.value.id in ("self", "cls"):
            yield from self._self_attribute(node.attr, scope)

    def _self_attribute(self, name: str, scope: Scope) -> Iterator[Maker]:
        owner = class_around(scope)
        if owner is None:
            return
        if owner.node not in self._kept:
            self._kept[owner.node] = _kept_on_self(owner.node)
        for value in self._kept[owner.node].get(name, ()):
            yield from self.of(value, self.scope_of(value, owner))

    def scope_of(self, node: ast.AST, fallback: Scope) -> Scope:
        """Return the scope in which an expression is evaluated."""
        above = parent(node)
        while above is not None:
            scope = fallback.module.scopes.get(above)
            if scope is not None:
                return scope
            above = parent(above)
        return fallback

    def constant(self, node: ast.expr, scope: Scope) -> object:
        """Return the value of a literal, or of a name assigned one literal; None otherwise."""
        match node:
            case ast.Constant():
                return node.value
            case ast.Tuple() | ast.List() | ast.Set():
                items = [self.constant(item, scope) for item in node.elts]
                return None if None in items else tuple(items)
            case ast.BinOp(op=ast.Add()):
                left, right = self.constant(node.left, scope), self.constant(node.right, scope)
                if isinstance(left, str) and isinstance(right, str):
                    return left + right
            case ast.Name() | ast.Attribute():
                return self._constant_name(node, scope)
        return None

    def _constant_name(self, node: ast.expr, scope: Scope) -> object:
        symbol = self.project.resolve(node, scope)
        if symbol == f"{scope.module.name}.__name__" or (
            isinstance(node, ast.Name) and node.id == "__name__"
        ):
            return scope.module.name
        bound = self.project.binding(symbol) if symbol else None
        if bound is None and isinstance(node, ast.Name):
            owner = scope.lookup(node.id)
            bound = (owner.bindings[node.id], owner) if owner else None
        if bound is None or len(bound[0]) != 1 or node in self._open:
            return None
        value = bound[0][0].value
        if value is None or bound[0][0].kind != "assign":
            return None
        self._open.add(node)
        found = self.constant(value, bound[1])
        self._open.discard(node)
        return found


def _returns(function: ast.AST) -> Iterator[ast.expr]:
    todo: list[ast.AST] = list(ast.iter_child_nodes(function))
    while todo:
        node = todo.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef):
            continue
        if isinstance(node, ast.Return | ast.Yield) and node.value is not None:
            yield node.value
        todo.extend(ast.iter_child_nodes(node))


def _method_calls(names: list[tuple[ast.Name, Scope]]) -> Iterator[tuple[str, ast.Call, Scope]]:
    for name, scope in names:
        here: ast.AST = name
        above = parent(here)
        while above is not None and _starts_with(above, here):
            if isinstance(here, ast.Attribute) and isinstance(above, ast.Call):
                yield here.attr, above, scope
            here, above = above, parent(above)


def _starts_with(outer: ast.AST, inner: ast.AST) -> bool:
    """Tell whether an expression begins with another one: `a` in `a.b`, `a[b]` and `a(b)`."""
    match outer:
        case ast.Attribute(value=start) | ast.Subscript(value=start) | ast.Call(func=start):
            return start is inner
    return False


def _kept_on_self(owner: ast.AST) -> dict[str, list[ast.expr]]:
    """Return what a class assigns to attributes of `self`, by attribute."""
    found: dict[str, list[ast.expr]] = {}
    for node in ast.walk(owner):
        if not isinstance(node, ast.Assign):
            continue
        for target in node.targets:
            if isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name):
                if target.value.id == "self":
                    found.setdefault(target.attr, []).append(node.value)
    return found
