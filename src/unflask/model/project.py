"""A project as it was read: its modules, the files beside them, and how names resolve across them."""

from __future__ import annotations

import ast
import builtins
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath

from unflask.model.source import Binding, FunctionNode, Module, Scope, call_of, parent, parents

_SUBMODULES: dict[str, set[str]] = {
    "flask": {"cli", "views", "testing", "sessions", "signals", "ctx", "logging", "typing"},
    "werkzeug": {
        "exceptions", "security", "utils", "datastructures", "http", "wrappers", "routing",
        "local", "middleware", "urls", "test", "serving", "wsgi", "formparser", "user_agent",
    },
    "flask_mail": set(),
}  # fmt: skip

FLASK_EXPORTS = {
    "json", "Flask", "Blueprint", "Config", "after_this_request", "copy_current_request_context",
    "has_app_context", "has_request_context", "current_app", "g", "request", "session", "abort",
    "flash", "get_flashed_messages", "get_template_attribute", "make_response", "redirect",
    "send_file", "send_from_directory", "stream_with_context", "url_for", "jsonify", "Request",
    "Response", "appcontext_popped", "appcontext_pushed", "appcontext_tearing_down",
    "before_render_template", "got_request_exception", "message_flashed", "request_finished",
    "request_started", "request_tearing_down", "template_rendered", "render_template",
    "render_template_string", "stream_template", "stream_template_string",
}  # fmt: skip

_ALIASES = {
    "werkzeug.exceptions.abort": "flask.abort",
    "werkzeug.utils.redirect": "flask.redirect",
    "werkzeug.wrappers.BaseResponse": "werkzeug.wrappers.Response",
    "werkzeug.wrappers.response.Response": "werkzeug.wrappers.Response",
    "werkzeug.Response": "werkzeug.wrappers.Response",
    "werkzeug.utils.send_file": "flask.send_file",
    "markupsafe.Markup": "markupsafe.Markup",
}


def is_test(path: str) -> bool:
    """Tell whether a path belongs to a project's tests, as pytest finds them."""
    parts = PurePosixPath(path)
    name = parts.name
    return (
        any(p in ("tests", "test", "testing") for p in parts.parts[:-1])
        or name.startswith("test_")
        or name.endswith("_test.py")
        or name == "conftest.py"
    )


@dataclass(frozen=True)
class SyntaxProblem:
    """A file that Python cannot parse."""

    path: str
    line: int
    message: str


@dataclass(frozen=True, eq=False)
class Reference:
    """One use of a name that resolves to a symbol of another library or of the project.

    `node` is the outermost expression that still names the symbol (`flask.request`, not
    `flask.request.args`); `scope` is where the name is read.
    """

    symbol: str
    node: ast.expr
    scope: Scope

    @property
    def module(self) -> Module:
        """The module that holds the reference."""
        return self.scope.module

    @property
    def outer(self) -> ast.AST | None:
        """The node directly around the reference."""
        return parent(self.node)

    @property
    def call(self) -> ast.Call | None:
        """The call that the reference is the function of, if any."""
        return call_of(self.node)

    @property
    def attribute(self) -> ast.Attribute | None:
        """The attribute access directly on the reference, if any."""
        above = self.outer
        return above if isinstance(above, ast.Attribute) else None


@dataclass(eq=False)
class Project:
    """The modules of a Flask project and what can be asked of them."""

    modules: dict[str, Module]
    problems: tuple[SyntaxProblem, ...] = ()
    files: dict[str, bytes] = field(default_factory=dict)
    app: str | None = None
    root: str = ""
    notes: tuple[str, ...] = ()
    memo: dict[object, object] = field(default_factory=dict)

    @cached_property
    def paths(self) -> dict[str, Module]:
        """The modules by path."""
        return {m.path: m for m in self.modules.values()}

    def canonical(self, symbol: str, seen: frozenset[str] = frozenset()) -> str:
        """Follow re-exports and aliases until a symbol names the place that defines it."""
        if symbol in seen:
            return symbol
        module, rest = self.split(symbol)
        if module is None:
            return _external(symbol)
        if not rest:
            return symbol
        name, *attributes = rest
        tail = "".join(f".{a}" for a in attributes)
        here = module.scope.bindings.get(name)
        if here:
            targets = [b for b in here if b.kind == "import"]
            if targets and len(targets) == len(here):
                chosen = _preferred(targets)
                return self.canonical(chosen + tail, seen | {symbol})
            return symbol
        for star in module.stars:
            if star in self.modules:
                if name in self.exported(self.modules[star]):
                    return self.canonical(f"{star}.{name}{tail}", seen | {symbol})
            elif _gives(star, name):
                return self.canonical(f"{star}.{name}{tail}", seen | {symbol})
        return symbol

    def exported(self, module: Module, seen: frozenset[str] = frozenset()) -> set[str]:
        """Return the names that a module binds, star imports included."""
        names = set(module.scope.bindings)
        for star in module.stars:
            if star in self.modules and star not in seen:
                names |= self.exported(self.modules[star], seen | {module.name})
        return names

    def split(self, symbol: str) -> tuple[Module | None, list[str]]:
        """Split a dotted symbol into the project module it lies in and the rest."""
        parts = symbol.split(".")
        for cut in range(len(parts), 0, -1):
            module = self.modules.get(".".join(parts[:cut]))
            if module is not None:
                return module, parts[cut:]
        return None, parts

    def resolve(self, node: ast.expr, scope: Scope) -> str | None:
        """Return the symbol that a name or attribute chain stands for, or None if it is a value."""
        if isinstance(node, ast.Attribute):
            base = self.resolve(node.value, scope)
            if base is None:
                return None
            module, rest = self.split(base)
            if module is not None and rest and not self._class_at(module, rest):
                return None
            return self.canonical(f"{base}.{node.attr}")
        if not isinstance(node, ast.Name):
            return None
        return self._name(node.id, scope)

    def _class_at(self, module: Module, rest: list[str]) -> bool:
        bound = module.scope.bindings.get(rest[0], [])
        return any(b.kind == "class" for b in bound)

    def _name(self, name: str, scope: Scope) -> str | None:
        owner = scope.lookup(name)
        if owner is None:
            return self._starred(name, scope.module)
        bound = owner.bindings[name]
        imports = [b for b in bound if b.kind == "import"]
        if imports and len(imports) == len(bound):
            return self.canonical(_preferred(imports))
        if owner.kind == "module":
            return f"{scope.module.name}.{name}"
        if all(b.kind in ("function", "class") for b in bound):
            return f"{scope.module.name}.{owner.qualname}.{name}"
        if owner.kind == "class":
            return f"{scope.module.name}.{owner.qualname}.{name}"
        return None

    def _starred(self, name: str, module: Module) -> str | None:
        """Return the symbol that the last star import to give a name stands for."""
        for star in reversed(module.stars):
            own = self.modules.get(star)
            if (name in self.exported(own)) if own is not None else _gives(star, name):
                return self.canonical(f"{star}.{name}")
        return None

    @cached_property
    def references(self) -> dict[str, list[Reference]]:
        """Every resolved name use, by symbol, in source order."""
        found: dict[str, list[Reference]] = {}
        for module in self.modules.values():
            cache: dict[tuple[Scope, str], str | None] = {}
            for name, scope in module.names:
                key = (scope, name.id)
                if key not in cache:
                    cache[key] = self._name(name.id, scope)
                symbol = cache[key]
                if symbol is None:
                    continue
                reference = self._extend(name, symbol, scope)
                found.setdefault(reference.symbol, []).append(reference)
        return found

    def _extend(self, node: ast.expr, symbol: str, scope: Scope) -> Reference:
        above = parent(node)
        while isinstance(above, ast.Attribute) and above.value is node:
            longer = self.resolve_attribute(symbol, above.attr)
            if longer is None:
                break
            node, symbol, above = above, longer, parent(above)
        return Reference(symbol, node, scope)

    def resolve_attribute(self, symbol: str, name: str) -> str | None:
        """Return the symbol of an attribute of a module or project class, None for a value's."""
        module, rest = self.split(symbol)
        if module is None:
            return _longer(symbol, name)
        if not rest:
            return self.canonical(f"{symbol}.{name}")
        if len(rest) == 1 and self._class_at(module, rest):
            inner = _class_scope(module, rest[0])
            if inner is not None and name in inner.bindings:
                return f"{symbol}.{name}"
        return None

    @cached_property
    def functions(self) -> dict[str, tuple[FunctionNode, Scope]]:
        """Every function and method by its dotted name, with its own scope."""
        found: dict[str, tuple[FunctionNode, Scope]] = {}
        for module in self.modules.values():
            for node, scope in module.scopes.items():
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                    found[f"{module.name}.{scope.qualname}"] = (node, scope)
        return found

    def binding(self, symbol: str) -> tuple[list[Binding], Scope] | None:
        """Return how the project binds a symbol, or None if it is not the project's."""
        module, rest = self.split(symbol)
        if module is None or not rest:
            return None
        scope = module.scope
        for part in rest[:-1]:
            inner = _inner_scope(scope, part)
            if inner is None:
                return None
            scope = inner
        bound = scope.bindings.get(rest[-1])
        return (bound, scope) if bound else None


def _gives(star: str, name: str) -> bool:
    """Tell whether a star import of another library binds a name, as far as that can be known."""
    if star == "flask":
        return name in FLASK_EXPORTS
    return star.split(".", maxsplit=1)[0] == "werkzeug" and not hasattr(builtins, name)


def _preferred(imports: list[Binding]) -> str:
    """Pick the import that a name stands for: the last one, or the one known first of twins.

    Twins stand in one statement: `try: from a import x` with its `except ImportError`.
    """
    last = _outermost(imports[-1])
    twins = [b.target for b in imports if _outermost(b) is last]
    known = [t for t in twins if t.split(".")[0] in ("flask", "werkzeug")]
    return known[0] if known else twins[0]


def _outermost(binding: Binding) -> ast.AST:
    """Return the statement right in the scope's body that a binding is part of."""
    here = binding.node
    for outer in parents(here):
        if isinstance(outer, ast.Module | ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            break
        here = outer
    return here


def _inner_scope(scope: Scope, name: str) -> Scope | None:
    for binding in scope.bindings.get(name, []):
        if binding.kind in ("function", "class"):
            return scope.module.scopes.get(binding.node)
    return None


def _class_scope(module: Module, name: str) -> Scope | None:
    found = _inner_scope(module.scope, name)
    return found if found is not None and found.kind == "class" else None


def _external(symbol: str) -> str:
    if symbol in _ALIASES:
        return _ALIASES[symbol]
    parts = symbol.split(".")
    if parts[:2] == ["flask", "signals"] and len(parts) == 3 and parts[2] in FLASK_EXPORTS:
        return f"flask.{parts[2]}"
    if parts[0] == "flask" and len(parts) == 3 and parts[1] not in _SUBMODULES["flask"]:
        if parts[1] in (
            "globals",
            "helpers",
            "wrappers",
            "app",
            "blueprints",
            "templating",
            "config",
        ):
            return f"flask.{parts[2]}"
        if parts[1] == "json" and parts[2] == "jsonify":
            return "flask.jsonify"
    return symbol


def _longer(symbol: str, name: str) -> str | None:
    """Extend an external symbol while it still names a module or an export of one."""
    parts = symbol.split(".")
    depth = len(parts)
    if parts[0] in _SUBMODULES:
        inside = depth == 2 and (
            parts[1] in _SUBMODULES[parts[0]]
            or parts[1]
            in (
                "globals",
                "helpers",
                "wrappers",
                "app",
                "blueprints",
                "templating",
                "json",
                "config",
            )
        )
        return _external(f"{symbol}.{name}") if depth == 1 or inside else None
    return f"{symbol}.{name}"
