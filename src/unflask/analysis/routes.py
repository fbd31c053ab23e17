"""Find routes, registrations, hooks and error handlers."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import get_args

from unflask.analysis.class_views import ClassViews
from unflask.analysis.resources import DECLARING, Resources
from unflask.analysis.sockets import Sockets
from unflask.analysis.values import Values
from unflask.model.inventory import Declaration, Hook, HookKind, Maker, Registration, Route
from unflask.model.project import Project
from unflask.model.source import FunctionNode, Module, Scope, parent

_METHODS = ("get", "post", "put", "delete", "patch")
_HOOKS: tuple[str, ...] = tuple(k for k in get_args(HookKind) if k != "cli")
_AS_CALLS = {
    "register_error_handler": "errorhandler",
    "add_template_filter": "template_filter",
    "add_app_template_filter": "app_template_filter",
    "add_template_global": "template_global",
    "add_app_template_global": "app_template_global",
    "add_template_test": "template_test",
    "add_app_template_test": "app_template_test",
}


class Inventory:
    """All that the applications of a project register, found by reading."""

    def __init__(self, project: Project, values: Values) -> None:
        self.project, self.values = project, values
        self.class_views = ClassViews(project, values)
        self.resources = Resources(project, values, self.class_views)
        self.sockets = Sockets(project, values)
        self.declarations: list[Declaration] = []
        self.registrations: list[Registration] = []
        self.hooks: list[Hook] = []
        for module in project.modules.values():
            for call, scope in _attribute_calls(module):
                self._read(call, scope)
            for attribute, scope in _bare_decorators(module):
                self._bare(attribute, scope)

    def _read(self, call: ast.Call, scope: Scope) -> None:
        func = call.func
        assert isinstance(func, ast.Attribute)
        name = func.attr
        if name in DECLARING:
            self.declarations += self.resources.declared(call, scope)
        if name == "route":
            self.declarations += self.sockets.declared(call, scope)
        interesting = name in _METHODS or name in _HOOKS or name in _AS_CALLS
        if not interesting and name not in (
            "route",
            "add_url_rule",
            "register_blueprint",
            "endpoint",
        ):
            return
        owners = sorted(
            self.values.of(func.value, scope), key=lambda m: (m.module.path, m.call.lineno)
        )
        for owner in owners:
            if name == "register_blueprint":
                self._register(owner, call, scope)
            elif name == "add_url_rule":
                self._add_rule(owner, call, scope)
            elif name == "route" or name in _METHODS:
                self._decorated(owner, call, scope, name)
            else:
                self._hook(owner, call, scope, name)

    def _bare(self, node: ast.Attribute, scope: Scope) -> None:
        if node.attr not in _HOOKS:
            return
        for owner in self.values.of(node.value, scope):
            function = parent(node)
            assert isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
            self._add_hook(node.attr, owner, node, scope, function)

    def _decorated(self, owner: Maker, call: ast.Call, scope: Scope, name: str) -> None:
        function = parent(call)
        options = {k.arg: k.value for k in call.keywords if k.arg}
        text = call.args[0] if call.args else options.pop("rule", None)
        rule = self.values.constant(text, scope) if text is not None else None
        methods = (name.upper(),) if name in _METHODS else self._methods(options, scope)
        if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            self._applied(owner, call, scope, rule, methods, options)
            return
        endpoint = self._text(options.get("endpoint"), scope) or function.name
        view = self._function_name(function, scope)
        self.declarations.append(
            Declaration(
                owner,
                call,
                scope,
                rule if isinstance(rule, str) else None,
                methods,
                endpoint,
                view,
                function,
                "decorator",
                options,
            )
        )

    def _applied(
        self,
        owner: Maker,
        call: ast.Call,
        scope: Scope,
        rule: object,
        methods: tuple[str, ...] | None,
        options: dict[str, ast.expr],
    ) -> None:
        """`app.route("/x")(view)`: a decorator applied by hand."""
        above = parent(call)
        if not isinstance(above, ast.Call) or above.func is not call or not above.args:
            return
        view = self.project.resolve(above.args[0], scope)
        function = self.project.functions.get(view or "")
        endpoint = self._text(options.get("endpoint"), scope)
        if endpoint is None and function is not None:
            endpoint = function[0].name
        text = rule if isinstance(rule, str) else None
        node = function[0] if function else None
        self.declarations.append(
            Declaration(owner, above, scope, text, methods, endpoint, view, node, "call", options)
        )

    def _add_rule(self, owner: Maker, call: ast.Call, scope: Scope) -> None:
        names = ("rule", "endpoint", "view_func")
        options = dict(zip(names, call.args, strict=False))
        options |= {k.arg: k.value for k in call.keywords if k.arg}
        rule = self.values.constant(options["rule"], scope) if "rule" in options else None
        target = options.get("view_func")
        endpoint = self._text(options.get("endpoint"), scope)
        view = self.project.resolve(target, scope) if target is not None else None
        function = self.project.functions.get(view or "")
        methods = self._methods(options, scope)
        class_view = self.class_views.find(target, scope) if target is not None else None
        if class_view is not None:
            name = class_view.name
            endpoint = endpoint or self._text(name, class_view.scope)
            view, methods = class_view.symbol or None, methods or class_view.methods
        named = function or self._decorated_function(target, scope)
        if endpoint is None and named is not None:
            endpoint = named[0].name
        self.declarations.append(
            Declaration(
                owner,
                call,
                scope,
                rule if isinstance(rule, str) else None,
                methods,
                endpoint,
                view,
                function[0] if function else None,
                "call" if class_view is None else "class",
                options,
                class_view,
            )
        )

    def _decorated_function(
        self, target: ast.expr | None, scope: Scope
    ) -> tuple[FunctionNode, Scope] | None:
        """Return the view in `login_required(view)`, whose name a decorator keeps."""
        while isinstance(target, ast.Call) and len(target.args) == 1 and not target.keywords:
            target = target.args[0]
        symbol = self.project.resolve(target, scope) if target is not None else None
        return self.project.functions.get(symbol or "")

    def _methods(self, options: dict[str, ast.expr], scope: Scope) -> tuple[str, ...] | None:
        if "methods" not in options:
            return None
        found = self.values.constant(options["methods"], scope)
        if isinstance(found, tuple) and all(isinstance(m, str) for m in found):
            return tuple(str(m).upper() for m in found)
        return None

    def _text(self, node: ast.expr | None, scope: Scope) -> str | None:
        found = self.values.constant(node, scope) if node is not None else None
        return found if isinstance(found, str) else None

    def _register(self, owner: Maker, call: ast.Call, scope: Scope) -> None:
        options = {k.arg: k.value for k in call.keywords if k.arg}
        target = call.args[0] if call.args else options.get("blueprint")
        if target is None:
            return
        for child in sorted(self.values.of(target, scope), key=lambda m: m.call.lineno):
            if child.kind != "blueprint":
                continue
            prefix = self._text(options.get("url_prefix"), scope)
            known = "url_prefix" not in options or prefix is not None
            name = self._text(options.get("name"), scope)
            self.registrations.append(Registration(owner, child, call, scope, prefix, name, known))

    def _hook(self, owner: Maker, call: ast.Call, scope: Scope, name: str) -> None:
        above = parent(call)
        if isinstance(above, ast.FunctionDef | ast.AsyncFunctionDef) and name not in _AS_CALLS:
            on = call.args[0] if call.args else None
            self._add_hook(name, owner, call, scope, above, on)
            return
        kind = _AS_CALLS.get(name, name)
        position = 1 if kind in ("errorhandler", "app_errorhandler") else 0
        if len(call.args) <= position:
            return
        target = call.args[position]
        view = self.project.resolve(target, scope)
        function = self.project.functions.get(view or "")
        self.hooks.append(
            Hook(
                kind,  # type: ignore[arg-type]
                owner,
                call,
                scope,
                view,
                function[0] if function else None,
                call.args[0] if position else None,
                decorator=False,
            )
        )

    def _add_hook(
        self,
        name: str,
        owner: Maker,
        node: ast.expr,
        scope: Scope,
        function: FunctionNode,
        on: ast.expr | None = None,
    ) -> None:
        view = self._function_name(function, scope)
        self.hooks.append(Hook(name, owner, node, scope, view, function, on))  # type: ignore[arg-type]

    def _function_name(self, function: FunctionNode, scope: Scope) -> str:
        return f"{scope.module.name}.{scope.module.scopes[function].qualname}"

    def routes(self) -> list[Route]:
        """Return all rules, blueprints expanded, with the endpoint names that Flask gives them."""
        found: list[Route] = []
        for maker in self.values.makers.values():
            if maker.kind == "app":
                found += self._static_rule(maker, "", "")
                found += self._owned(maker, "", "")
                found += self._registered(maker, "", "", frozenset())
        return found

    def _registered(
        self, owner: Maker, prefix: str, names: str, seen: frozenset[Maker]
    ) -> Iterator[Route]:
        for registration in self.registrations:
            child = registration.child
            if registration.parent is not owner or child in seen:
                continue
            own = registration.prefix
            if own is None:
                own = self._text(child.option("url_prefix"), child.scope)
            inner = join(prefix, own or "")
            name = f"{names}{registration.name or child.name}."
            yield from self._static_rule(child, inner, name)
            yield from self._owned(child, inner, name)
            yield from self._registered(child, inner, name, seen | {child})

    def _owned(self, owner: Maker, prefix: str, names: str) -> Iterator[Route]:
        for declaration in self.declarations:
            if declaration.owner is owner and declaration.rule is not None:
                rule = join(prefix, declaration.rule) if prefix else declaration.rule
                yield Route(
                    rule,
                    declaration.methods or ("GET",),
                    f"{names}{declaration.endpoint or '?'}",
                    declaration.module.path,
                    declaration.call.lineno,
                    declaration.view,
                    declaration=declaration,
                )

    def _static_rule(self, maker: Maker, prefix: str, names: str) -> Iterator[Route]:
        folder = maker.option("static_folder")
        constant = isinstance(folder, ast.Constant) and folder.value is None
        if maker.kind == "app" and constant:
            return
        if maker.kind == "blueprint" and (folder is None or constant):
            return
        path = self._text(maker.option("static_url_path"), maker.scope)
        if path is None:
            text = self._text(folder, maker.scope) if folder is not None else "static"
            path = "/" + (text or "static").rstrip("/").rpartition("/")[2]
        rule = join(prefix, path.rstrip("/") + "/<path:filename>")
        yield Route(rule, ("GET",), f"{names}static", maker.module.path, maker.call.lineno)


def join(prefix: str, rule: str) -> str:
    """Join a blueprint's prefix and a rule as Flask does."""
    if prefix and rule:
        return f"{prefix.rstrip('/')}/{rule.lstrip('/')}"
    return prefix or rule


def _attribute_calls(module: Module) -> Iterator[tuple[ast.Call, Scope]]:
    for name, scope in module.names:
        node: ast.AST = name
        above = parent(node)
        while isinstance(above, ast.Attribute):
            call = parent(above)
            if isinstance(call, ast.Call) and call.func is above:
                yield call, scope
                break
            above = call
        if isinstance(above, ast.Call) and above.func is name:
            yield from _chained(above, scope)


def _chained(call: ast.Call, scope: Scope) -> Iterator[tuple[ast.Call, Scope]]:
    """`make_app().route(…)`: attribute calls on the result of a call."""
    above = parent(call)
    if isinstance(above, ast.Attribute):
        outer = parent(above)
        if isinstance(outer, ast.Call) and outer.func is above:
            yield outer, scope


def _bare_decorators(module: Module) -> Iterator[tuple[ast.Attribute, Scope]]:
    for node, scope in module.scopes.items():
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and scope.parent is not None:
            for decorator in node.decorator_list:
                if isinstance(decorator, ast.Attribute):
                    yield decorator, scope.parent
