"""Answers that hold fields which look like secrets: written out, or stored whole and given back."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from unflask.model.source import enclosing_function, parent, parents

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from unflask.model.app import App
    from unflask.model.source import Binding, FunctionNode, Scope

_SECRET = re.compile(
    r"(?:^|_)(?:password|passwd|pwd|passphrase|secret|token|api_?key|private_?key|access_?key|secret_?key"
    r"|hash|digest|salt|cvv)s?$"
)
_HARMLESS = re.compile(r"^(?:has|is|no|with|num|max|min)_|^etag|csrf")
_ITEMS = {"get", "pop", "popitem", "setdefault", "values", "copy", "items"}
_STORING = {"append", "insert", "add", "appendleft", "setdefault", "update", "extend"}
_COPIES = {"dict", "list", "sorted", "reversed", "tuple", "next", "iter", "filter", "set"}
_PATIENCE = 800


@dataclass(frozen=True, eq=False)
class Leak:
    """An expression of an answer with the secret-looking fields in it.

    `entries` are the keys or keywords, where all fields stand written out in the answer itself.
    """

    node: ast.expr
    scope: Scope
    function: str
    fields: tuple[str, ...]
    entries: tuple[ast.AST, ...] = ()


def is_secret(name: str) -> bool:
    """Tell whether a field's name looks like that of a secret."""
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower().replace("-", "_")
    return bool(_SECRET.search(words)) and not _HARMLESS.search(words)


def leaks(app: App) -> tuple[Leak, ...]:
    """Return the answers of views that hold secret-looking fields, in source order."""
    found: list[Leak] = []
    for name in sorted(app.views):
        node_scope = app.function(name)
        for value in returned(node_scope[0]) if node_scope else ():
            assert node_scope is not None
            for data in _data(app, value, node_scope[1]):
                found += _leak(app, data, node_scope[1], name)
    return tuple(found)


def returned(node: FunctionNode) -> list[ast.expr]:
    """Return what a function itself returns, functions inside it left out."""
    every = [n for n in ast.walk(node) if isinstance(n, ast.Return) and n.value is not None]
    return [n.value for n in every if enclosing_function(n) is node and n.value is not None]


def _data(app: App, value: ast.expr, scope: Scope) -> Iterator[ast.expr]:
    """Yield the expressions that an answer's body is made of."""
    match value:
        case ast.Tuple(elts=[body, *_]):
            yield from _data(app, body, scope)
        case ast.IfExp():
            yield from _data(app, value.body, scope)
            yield from _data(app, value.orelse, scope)
        case ast.Call() if app.project.resolve(value.func, scope) in {
            "flask.jsonify",
            "flask.make_response",
        }:
            if value.keywords:
                yield value
            for argument in value.args[:1]:
                yield from _data(app, argument, scope)
        case ast.Name() if (made := _answer_made(app, value, scope)) is not None:
            yield from _data(app, made, scope)
        case _:
            yield value


def _answer_made(app: App, name: ast.Name, scope: Scope) -> ast.Call | None:
    """`response = jsonify(user)`, given back by its name."""
    bound = scope.bindings.get(name.id, [])
    value = bound[0].value if len(bound) == 1 else None
    if isinstance(value, ast.Call) and app.project.resolve(value.func, scope) in {
        "flask.jsonify", "flask.make_response",
    }:  # fmt: skip
        return value
    return None


def _leak(app: App, data: ast.expr, scope: Scope, function: str) -> Iterator[Leak]:
    entries = list(_entries(data))
    nested = _inside(app, data, scope)
    fields = sorted(set(nested) | {name for name, _ in entries})
    if not fields:
        return
    written = sum(1 for _ in _every_secret(data)) == len(entries) and set(nested) <= {
        n for n, _ in entries
    }
    yield Leak(
        data, scope, function, tuple(fields), tuple(e for _, e in entries) if written else ()
    )


def _entries(data: ast.expr) -> Iterator[tuple[str, ast.AST]]:
    """Yield the secret-looking keys of a dict literal, or keywords of `jsonify`."""
    if isinstance(data, ast.Dict):
        for key, value in zip(data.keys, data.values, strict=True):
            match key:
                case ast.Constant(value=str(name)) if is_secret(name) and not _is_masked(value):
                    yield name, key
    elif isinstance(data, ast.Call) and ast.unparse(data.func).rpartition(".")[2] in {
        "jsonify",
        "dict",
    }:
        for word in data.keywords:
            if word.arg and is_secret(word.arg) and not _is_masked(word.value):
                yield word.arg, word


def _every_secret(data: ast.expr) -> Iterator[ast.AST]:
    for node in ast.walk(data):
        if isinstance(node, ast.Dict | ast.Call):
            yield from (entry for _, entry in _entries(node))


def _is_masked(value: ast.expr) -> bool:
    """A constant tells nothing, nor does whether there is a value."""
    return isinstance(value, ast.Constant | ast.Compare) or (
        isinstance(value, ast.UnaryOp) and isinstance(value.op, ast.Not)
    )


def _inside(app: App, data: ast.expr, scope: Scope) -> set[str]:
    """Return the secret-looking fields in an answer's value, or in the keywords of its `jsonify`."""
    search = _Search(app)
    if isinstance(data, ast.Call) and data.keywords and not data.args:
        return set().union(*(search.fields(k.value, scope) for k in data.keywords))
    return search.fields(data, scope)


class _Search:
    """One search through the values that an expression may have; each place is looked at once."""

    def __init__(self, app: App) -> None:
        self.app = app
        self.seen: set[object] = set()

    def fields(self, value: ast.expr | None, scope: Scope) -> set[str]:
        """Return the secret-looking fields that a value may hold."""
        if value is None or value in self.seen or len(self.seen) > _PATIENCE:
            return set()
        self.seen.add(value)
        match value:
            case ast.Dict():
                found = {name for name, _ in _entries(value)}
                return found | self._all(value.values, scope)
            case ast.ListComp() | ast.SetComp() | ast.GeneratorExp():
                return self.fields(value.elt, scope.module.scopes.get(value, scope))
            case ast.Subscript():
                named = isinstance(value.slice, ast.Constant) and isinstance(value.slice.value, str)
                return set() if named else self.fields(value.value, scope)
            case ast.Call():
                return self._called(value, scope)
            case ast.Name() | ast.Attribute():
                return self._named(value, scope)
        return self._all(_parts(value), scope)

    def _all(self, values: Iterable[ast.expr | None], scope: Scope) -> set[str]:
        return set().union(*(self.fields(v, scope) for v in values))

    def _called(self, call: ast.Call, scope: Scope) -> set[str]:
        function = call.func
        symbol = self.app.project.resolve(function, scope)
        found = self.app.function(symbol)
        if found is not None:
            return self._all(returned(found[0]), found[1])
        if isinstance(function, ast.Name) and function.id in _COPIES:
            words = {
                k.arg
                for k in call.keywords
                if k.arg and is_secret(k.arg) and not _is_masked(k.value)
            }
            return words | self._all([*call.args, *(k.value for k in call.keywords)], scope)
        if isinstance(function, ast.Attribute):
            if function.attr in _ITEMS:
                named = (
                    call.args
                    and isinstance(call.args[0], ast.Constant)
                    and isinstance(call.args[0].value, str)
                )
                return set() if named else self.fields(function.value, scope)
            return self._method(function.attr)
        return set()

    def _method(self, name: str) -> set[str]:
        """What the project's methods of a name return, whichever object it is called on."""
        found: set[str] = set()
        for symbol, (node, scope) in self.app.project.functions.items():
            own = (
                symbol.rpartition(".")[2] == name
                and scope.parent is not None
                and scope.parent.kind == "class"
            )
            if own and scope.module.path not in self.app.tests:
                found |= self._all(returned(node), scope)
        return found

    def _named(self, value: ast.Name | ast.Attribute, scope: Scope) -> set[str]:
        owner = scope.lookup(value.id) if isinstance(value, ast.Name) else None
        if isinstance(value, ast.Name) and owner is not None and owner.kind == "function":
            return self._local(value.id, owner)
        symbol = self.app.project.resolve(value, scope)
        if symbol is None or symbol in self.seen:
            return set()
        self.seen.add(symbol)
        bound = self.app.project.binding(symbol)
        found = self._all([b.value for b in bound[0]], bound[1]) if bound else set()
        for reference in self.app.uses(symbol):
            found |= self._stored(reference.node, reference.scope)
        return found

    def _local(self, name: str, owner: Scope) -> set[str]:
        found = set().union(*(self._bound(b, owner) for b in owner.bindings[name]))
        dropped: set[str] = set()
        for use in ast.walk(owner.node):
            if isinstance(use, ast.Name) and use.id == name:
                found |= self._stored(use, owner)
                dropped |= _dropped(use)
        return found - dropped

    def _bound(self, binding: Binding, owner: Scope) -> set[str]:
        if binding.value is not None:
            return self.fields(binding.value, owner)
        for above in [binding.node, *parents(binding.node)]:
            if isinstance(above, ast.For | ast.comprehension):
                return self.fields(above.iter, owner)
            if isinstance(above, ast.stmt):
                return set()
        return set()

    def _stored(self, node: ast.expr, scope: Scope) -> set[str]:
        """What a use puts into a container: `db[1] = …`, `db.append(…)`, `db[1]["key"] = …`."""
        outer = parent(node)
        if isinstance(outer, ast.Attribute) and outer.attr in _STORING:
            call = parent(outer)
            return self._all(call.args, scope) if isinstance(call, ast.Call) else set()
        names: set[str] = set()
        while isinstance(outer, ast.Subscript) and outer.value is node:
            if isinstance(outer.ctx, ast.Store):
                key = outer.slice.value if isinstance(outer.slice, ast.Constant) else None
                names |= {key} if isinstance(key, str) and is_secret(key) else set()
                assigned = parent(outer)
                if isinstance(assigned, ast.Assign):
                    names |= self.fields(assigned.value, scope)
            node, outer = outer, parent(outer)
        return names


def _parts(value: ast.expr) -> list[ast.expr]:
    """Return the expressions one of which, or all of which, a value is."""
    match value:
        case ast.List() | ast.Tuple() | ast.Set():
            return value.elts
        case ast.IfExp():
            return [value.body, value.orelse]
        case ast.BoolOp():
            return value.values
        case ast.Starred() | ast.NamedExpr() | ast.Await():
            return [value.value]
    return []


def _dropped(use: ast.Name) -> set[str]:
    """`user.pop("password")` and `del user["password"]`."""
    outer = parent(use)
    match outer:
        case ast.Attribute(attr="pop"):
            call = parent(outer)
            if isinstance(call, ast.Call) and call.args and isinstance(call.args[0], ast.Constant):
                return {str(call.args[0].value)}
        case ast.Subscript(slice=ast.Constant(value=str(key)), ctx=ast.Del()):
            return {key}
    return set()
