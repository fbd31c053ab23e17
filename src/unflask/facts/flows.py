"""Where the value of an expression goes, and whether it is changed there."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field

from unflask.facts.arguments import parameter_of
from unflask.model.app import App
from unflask.model.source import Scope, class_around, parent

CHANGES = {
    "append", "extend", "insert", "remove", "pop", "clear", "add", "discard", "update",
    "setdefault", "popitem", "sort", "reverse", "appendleft", "popleft", "extendleft", "rotate",
    "put", "put_nowait", "subtract", "move_to_end", "difference_update", "intersection_update",
    "symmetric_difference_update", "from_mapping", "from_object", "__setitem__", "__delitem__",
}  # fmt: skip
"""Methods that change what they are called on."""

_TAKES = {
    "get",
    "items",
    "keys",
    "values",
    "copy",
    "most_common",
    "elements",
    "union",
    "difference",
}
_ASKS = {
    "index", "count", "isdisjoint", "issubset", "issuperset", "startswith", "endswith", "upper",
    "lower", "title", "strip", "split", "join", "format", "encode", "replace", "isoformat",
}  # fmt: skip
_ASKS_WITH = {
    "join", "format", "best_match", "startswith", "endswith", "get", "index", "count",
    "writerow", "writerows", "execute", "executemany",
}  # fmt: skip
_SINKS = {
    "len", "sum", "any", "all", "str", "repr", "bool", "isinstance", "type", "print", "range",
    "flask.jsonify", "json.dumps", "flask.json.dumps", "flask.render_template", "flask.url_for",
    "flask.render_template_string", "flask.abort", "flask.redirect", "flask.make_response",
    "hash", "id", "callable", "hasattr", "flask.Response", "flask.stream_with_context",
    "flask.stream_template", "flask.stream_template_string",
}  # fmt: skip
_PASSES = {
    "sorted", "list", "dict", "tuple", "set", "frozenset", "enumerate", "zip", "reversed", "iter",
    "next", "min", "max", "map", "filter", "copy.copy", "random.choice", "random.sample",
    "itertools.chain", "itertools.islice",
}  # fmt: skip
_PLAIN = (ast.Compare, ast.FormattedValue, ast.UnaryOp, ast.Expr, ast.If, ast.While, ast.Assert)
_HOLDERS = (
    ast.Tuple, ast.List, ast.Set, ast.Dict, ast.ListComp, ast.SetComp, ast.GeneratorExp,
    ast.DictComp,
)  # fmt: skip


@dataclass
class Flow:
    """Follows one value through aliases, arguments and results.

    What is not understood counts as a change if `strict`. A value is `flat` where nothing inside it
    can be changed, so that what is taken out of it need not be followed.
    """

    app: App
    strict: bool = True
    seen: set[tuple[int, bool]] = field(default_factory=set)

    def changes(self, node: ast.expr, scope: Scope, flat: bool = False) -> bool:
        """Tell whether what an expression stands for is changed by how it is used."""
        if (id(node), flat) in self.seen:
            return False
        self.seen.add((id(node), flat))
        outer = parent(node)
        if isinstance(outer, _PLAIN):
            return False
        if isinstance(outer, ast.Attribute):
            return self._attribute(outer, scope, flat)
        if isinstance(outer, ast.Subscript):
            if outer.value is not node:
                return False
            return not isinstance(outer.ctx, ast.Load) or self._inside(outer, scope, flat)
        if isinstance(outer, ast.keyword):
            call = parent(outer)
            return self._argument(call, outer, scope, flat) if isinstance(call, ast.Call) else True
        if isinstance(outer, ast.Call):
            return self.strict if outer.func is node else self._argument(outer, node, scope, flat)
        if isinstance(outer, ast.For | ast.AsyncFor | ast.comprehension):
            return self._loop(outer, node, scope, flat)
        if isinstance(outer, _HOLDERS):
            return not _is_key(outer, node) and self.changes(outer, scope)
        return self._other(outer, node, scope, flat)

    def _other(self, outer: ast.AST | None, node: ast.expr, scope: Scope, flat: bool) -> bool:
        match outer:
            case ast.IfExp():
                return outer.test is not node and self.changes(outer, scope, flat)
            case ast.BoolOp():
                return self.changes(outer, scope, flat)
            case ast.NamedExpr():
                return self.named(outer.target, scope, flat) or self.changes(outer, scope, flat)
            case ast.BinOp() | ast.Starred():
                return self._inside(outer, scope, flat)
            case ast.Assign():
                return any(self._assigned(t, scope, flat) for t in outer.targets)
            case ast.AnnAssign():
                return self._assigned(outer.target, scope, flat)
            case ast.AugAssign():
                return outer.target is node or (self.strict and not flat)
            case ast.Return() | ast.Yield() | ast.YieldFrom():
                return self._returned(scope, flat)
        return self.strict

    def named(self, name: ast.expr, scope: Scope, flat: bool) -> bool:
        """Tell whether a value is changed through a name, or names, that it was given."""
        if isinstance(name, ast.Tuple | ast.List):
            return any(self.named(e, scope, flat) for e in name.elts)
        if isinstance(name, ast.Starred):
            return self.named(name.value, scope, flat)
        if not isinstance(name, ast.Name):
            return self.strict
        owner = scope.lookup(name.id)
        if owner is None:
            return self.strict
        if owner.kind == "module":
            return any(
                self.changes(r.node, r.scope, flat)
                for r in self.app.uses(f"{owner.module.name}.{name.id}")
            )
        return self.local(name.id, owner, flat)

    def local(self, name: str, owner: Scope, flat: bool) -> bool:
        """Tell whether the value of a function's variable is changed."""
        if any(
            isinstance(n, ast.AugAssign) and isinstance(n.target, ast.Name) and n.target.id == name
            for n in ast.walk(owner.node)
        ):
            return True
        return any(
            self.changes(used, scope, flat)
            for used, scope in owner.module.names
            if used.id == name and isinstance(used.ctx, ast.Load) and scope.lookup(name) is owner
        )

    def _attribute(self, outer: ast.Attribute, scope: Scope, flat: bool) -> bool:
        call = parent(outer)
        if not isinstance(outer.ctx, ast.Load) or outer.attr in CHANGES:
            return True
        if not isinstance(call, ast.Call) or call.func is not outer:
            return self.strict
        if outer.attr in _ASKS:
            return False
        return self._inside(call, scope, flat) if outer.attr in _TAKES else self.strict

    def _inside(self, taken: ast.expr, scope: Scope, flat: bool) -> bool:
        return not flat and self.changes(taken, scope)

    def _loop(
        self,
        loop: ast.For | ast.AsyncFor | ast.comprehension,
        node: ast.expr,
        scope: Scope,
        flat: bool,
    ) -> bool:
        if loop.iter is not node or flat:
            return False
        holder = parent(loop) if isinstance(loop, ast.comprehension) else None
        inner = scope.module.scopes.get(holder, scope) if holder is not None else scope
        return self.named(loop.target, inner, flat=False)

    def _assigned(self, target: ast.expr, scope: Scope, flat: bool) -> bool:
        if isinstance(target, ast.Tuple | ast.List):
            return not flat and self.named(target, scope, flat)
        return not _is_copied(target, scope) and self.named(target, scope, flat)

    def _argument(self, call: ast.Call, given: ast.AST, scope: Scope, flat: bool) -> bool:
        name = self.app.project.resolve(call.func, scope)
        if name is None and isinstance(call.func, ast.Name) and scope.lookup(call.func.id) is None:
            name = call.func.id
        own = name is not None and self.app.project.split(name)[0] is not None
        if name in _SINKS:
            return False
        if name in _PASSES:
            return self._inside(call, scope, flat)
        if isinstance(call.func, ast.Attribute) and call.func.attr in _ASKS_WITH and not own:
            return False
        made = self.app.function(f"{name}.__init__")
        found = made or self.app.function(name)
        if found is not None:
            parameter = parameter_of(found[0], call, given, skipped=int(made is not None))
            inside = found[1].parent is not None and found[1].parent.kind == "class"
            if parameter is not None and (made is not None or not inside):
                return self.local(parameter, found[1], flat)
            return self.strict
        return self.strict and not self._keeps_nothing(call, name, scope)

    def _keeps_nothing(self, call: ast.Call, name: str | None, scope: Scope) -> bool:
        """Libraries do not change what they are given while the application is put together."""
        if self.app.function_at(scope) is not None:
            return False
        own = name is not None and self.app.project.split(name)[0] is not None
        rule = isinstance(call.func, ast.Attribute) and call.func.attr in ("route", "add_url_rule")
        return rule or (name is not None and not own)

    def _returned(self, scope: Scope, flat: bool) -> bool:
        name = self.app.function_at(scope)
        found = self.app.function(name)
        if name is None or found is None:
            return self.strict
        if len(found[0].decorator_list) > (name in self.app.views or name in self.app.handlers):
            return self.strict
        uses = self.app.uses(name)
        served = name in self.app.views or name in self.app.handlers
        if found[1].parent is not None and found[1].parent.kind == "class" and not served:
            return self.strict
        calls = [r for r in uses if r.call is not None]
        if len(calls) < len(uses) and not served:
            return self.strict
        return any(self.changes(r.call, r.scope, flat) for r in calls if r.call is not None)


def _is_key(holder: ast.AST, node: ast.expr) -> bool:
    if isinstance(holder, ast.Dict):
        return node in holder.keys
    return isinstance(holder, ast.DictComp) and holder.key is node


def _is_copied(target: ast.expr, scope: Scope) -> bool:
    """Tell whether a target is a relationship of SQLAlchemy's, which takes what is in a list."""
    owner = class_around(scope)
    if owner is None or not isinstance(target, ast.Attribute):
        return False
    of_self = isinstance(target.value, ast.Name) and target.value.id == "self"
    values = [b.value for b in owner.bindings.get(target.attr, [])] if of_self else []
    return bool(values) and all(
        isinstance(v, ast.Call) and ast.unparse(v.func).rpartition(".")[2] == "relationship"
        for v in values
    )
