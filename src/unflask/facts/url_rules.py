"""What is asked of the map of all rules, and of the rules that come from it."""

from __future__ import annotations

import ast

from unflask.facts.makers import attribute_uses, holders
from unflask.model.app import App
from unflask.model.source import Scope, parent, parents, statement

_TEXTS = {"endpoint", "rule"}
_SETS = {"methods", "arguments"}
_LOOKING_AT_SETS = {"sorted", "len", "join", "list", "tuple", "set", "frozenset", "any", "all"}
_EARLY = {"config", "url_map", "secret_key", "debug", "testing", "logger", "json", "name"}

SETTINGS = frozenset({"strict_slashes", "merge_slashes"})
"""The settings of the map that the migrated application has too."""


def url_maps(app: App) -> list[tuple[ast.Attribute, Scope]]:
    """Return every `app.url_map` outside tests, `current_app.url_map` among them."""
    found = [(n, s) for n, s in app.fact(attribute_uses) if n.attr == "url_map"]
    references = app.uses("flask.current_app")
    named = [(r.attribute, r.scope) for r in references if r.attribute is not None]
    found += [(n, s) for n, s in named if n.attr == "url_map" and (n, s) not in found]
    return [(n, s) for n, s in found if s.module.path not in app.tests]


def why_not_early(app: App, setting: ast.Attribute, scope: Scope) -> str | None:
    """Return why a setting of the map may not be one of the whole application, or None.

    The map gives it to the rules that come later, so that no rule may come before.
    """
    node = statement(setting)
    if not isinstance(node, ast.Assign) or node.targets != [setting]:
        return "is read, or set in another way than by an assignment"
    assert isinstance(setting.value, ast.Attribute)
    makers = app.makers_of(setting.value.value, scope)
    made = {statement(m.call) for m in makers if m.kind == "app"}
    body = getattr(parent(node), "body", [])
    if len(made) != 1 or len(makers) != 1 or not made <= set(body) or node not in body:
        return "is not set beside the application"
    between = body[body.index(made.pop()) + 1 : body.index(node)]
    inside = {id(n) for s in between for n in ast.walk(s)}
    for holder, _ in app.fact(holders):
        outer = parent(holder)
        if id(holder) in inside and not (isinstance(outer, ast.Attribute) and outer.attr in _EARLY):
            return "is set after rules may have been added"
    return None


def why_not_read(app: App, node: ast.Attribute, scope: Scope) -> str | None:
    """Return why a use of `app.url_map` cannot stay as it is, or None.

    Its settings and converters are none of this matter.
    """
    asked = parent(node)
    if not isinstance(asked, ast.Attribute):
        return "`url_map` as a whole"
    call = parent(asked)
    called = isinstance(call, ast.Call) and call.func is asked
    if asked.attr == "is_endpoint_expecting" and called:
        return None
    if asked.attr == "iter_rules" and isinstance(call, ast.Call) and called:
        return why_not_followed(app, call, scope)
    known = asked.attr in SETTINGS or asked.attr == "converters"
    return None if known else f"`url_map.{asked.attr}`"


def why_not_followed(app: App, rules: ast.expr, scope: Scope) -> str | None:
    """Return what is done with rules that cannot be known to be the same, or None."""
    outer = parent(rules)
    if isinstance(outer, ast.For | ast.comprehension) and outer.iter is rules:
        return _of_target(app, outer, scope)
    match outer:
        case ast.Call(func=ast.Name(id="list" | "tuple" | "sorted"), args=[argument, *_]):
            if argument is rules:
                keys = [k.value for k in outer.keywords if k.arg == "key"]
                unknown = next(filter(None, (_of_key(app, k, scope) for k in keys)), None)
                ordered = outer.func.id == "sorted" and not keys  # type: ignore[attr-defined]
                bad = "rules are compared" if ordered else unknown
                return bad or why_not_followed(app, outer, scope)
        case ast.Call(func=ast.Name(id="len"), args=[argument]) if argument is rules:
            return None
        case ast.Assign(targets=[ast.Name(id=name)]):
            uses = [
                n for n, s in scope.module.names
                if n.id == name and s.lookup(name) is scope and isinstance(n.ctx, ast.Load)
            ]  # fmt: skip
            if scope.kind == "function" and len(scope.bindings.get(name, ())) == 1:
                found = (why_not_followed(app, use, scope) for use in uses)
                return next(filter(None, found), None)
    return "rules leave the code that can be followed"


def _of_key(app: App, key: ast.expr, scope: Scope) -> str | None:
    match key:
        case ast.Lambda(args=ast.arguments(args=[argument])):
            return _of_name(app, argument.arg, key.body, scope)
        case ast.Name(id="str"):
            return None
    return "rules are sorted by a function that cannot be followed"


def _of_target(app: App, loop: ast.For | ast.comprehension, scope: Scope) -> str | None:
    if not isinstance(loop.target, ast.Name):
        return "a rule is unpacked"
    around = loop if isinstance(loop, ast.For) else parent(loop)
    function = next((n for n in parents(loop) if isinstance(n, ast.FunctionDef)), None)
    body: ast.AST | None = around if isinstance(loop, ast.comprehension) else function
    if body is None:
        return "a loop over rules lies outside functions"
    return _of_name(app, loop.target.id, body, scope)


def _of_name(app: App, name: str, body: ast.AST, scope: Scope, depth: int = 0) -> str | None:
    """Return what is done with a name that holds a rule, as far as that is not known."""
    for node in ast.walk(body):
        if isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Load):
            reason = _of_rule(app, node, scope, depth)
            if reason is not None:
                return reason
    return None


def _of_rule(app: App, node: ast.Name, scope: Scope, depth: int) -> str | None:
    outer = parent(node)
    match outer:
        case ast.Attribute(attr=name):
            return _of_attribute(outer, name)
        case ast.Call(func=ast.Name(id="str")) | ast.FormattedValue(conversion=-1 | 115):
            return None
        case ast.Call(func=function, args=[argument]) if argument is node and depth == 0:
            found = app.function(app.project.resolve(function, scope))
            if found is not None and len(found[0].args.args) == 1:
                return _of_name(app, found[0].args.args[0].arg, found[0], found[1], depth + 1)
    return "a rule leaves the code that can be followed"


def _of_attribute(node: ast.Attribute, name: str) -> str | None:
    outer = parent(node)
    if not isinstance(node.ctx, ast.Load):
        return f"`{name}` of a rule is set"
    if name in _TEXTS or name == "defaults":
        return None
    if name not in _SETS:
        return f"`{name}` of a rule"
    match outer:
        case ast.Compare() | ast.BinOp() | ast.For() | ast.comprehension() | ast.IfExp():
            return None
        case ast.BoolOp():
            return None
        case ast.Call(func=ast.Name(id=function) | ast.Attribute(attr=function)):
            if function in _LOOKING_AT_SETS:
                return None
    return f"`{name}` of a rule, which is a set, is handed on"
