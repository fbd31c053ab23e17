"""The project's own subclasses of Flask, and attributes that it gives to an application."""

from __future__ import annotations

import ast

from unflask.facts.app_names import CONVERTED, FLASK, LEGACY
from unflask.facts.app_objects import is_made_here, is_of_library, value_of
from unflask.facts.extension_reach import names_on_app
from unflask.facts.graph import viewed
from unflask.facts.makers import attribute_uses
from unflask.facts.memory import is_mutable
from unflask.facts.providers import providers
from unflask.facts.request_classes import own_class
from unflask.facts.starting import serving
from unflask.model.app import App
from unflask.model.source import FunctionNode, Scope, parent

OPTIONS = {
    "import_name", "static_url_path", "static_folder", "template_folder", "instance_path",
    "instance_relative_config", "root_path",
}  # fmt: skip
"""What `Flask(…)` may be given, so that the migrated application knows it too."""

_READ = {
    "config", "logger", "name", "import_name", "root_path", "instance_path", "testing", "debug",
    "secret_key", "extensions", "static_folder", "template_folder",
}  # fmt: skip
_KEPT = {"jinja_options", "json_provider_class", "request_class"}
_TAKEN = FLASK | LEGACY | CONVERTED


def app_classes(app: App) -> dict[str, str | None]:
    """Return the classes that are made from Flask directly, each with why it has no counterpart."""
    found: dict[str, str | None] = {}
    for reference in app.uses("flask.Flask"):
        node = parent(reference.node)
        if isinstance(node, ast.ClassDef) and reference.node in node.bases:
            scope = reference.module.scopes[node]
            name = f"{reference.module.name}.{scope.qualname}"
            found[name] = _hindrance(app, node, scope)
    return found


def own_names(app: App) -> set[str]:
    """Return the attributes that the project's own code gives to its applications at the start."""
    found = set()
    for name, why in app.fact(app_classes).items():
        bound = app.project.binding(name)
        if why is None and bound is not None and isinstance(bound[0][0].node, ast.ClassDef):
            found |= _defined(bound[0][0].node)
    return found | _given(app)


def _given(app: App) -> set[str]:
    """Return the attributes that are set from outside, to what can be followed.

    Data may change while requests are served, as a state that routes share. What is put into it at
    the start could be functions, which a view would then call without naming them.
    What the project's code makes is followed from there, see `app_objects`.
    """
    served = app.fact(viewed)
    good: set[str] = set()
    bad: set[str] = set()
    made: set[str] = set()
    filled: set[str] = set()
    for node, scope in app.fact(attribute_uses):
        function, read = app.function_at(scope), isinstance(node.ctx, ast.Load)
        if node.attr in _TAKEN or function in (app.fact(serving) if read else served):
            continue
        value = value_of(node)
        if read:
            filled.add(node.attr)
        elif value is not None and is_of_library(app, node.attr, value, scope):
            good.add(node.attr)
        elif value is not None and (_is_data(value) or is_made_here(app, value, scope)):
            made.add(node.attr)
        else:
            bad.add(node.attr)
    return (good | (made - filled)) - bad - app.fact(names_on_app)


def _is_data(value: ast.expr) -> bool:
    """Tell whether a value is made of constants alone; functions in it could not be followed."""
    match value:
        case ast.Call(func=ast.Name(id="dict" | "list" | "set"), args=[], keywords=[]):
            return True
        case ast.Dict(keys=keys, values=values):
            return None not in keys and all(_is_data(v) for v in values)
        case ast.List(elts=items) | ast.Set(elts=items) | ast.Tuple(elts=items):
            return all(_is_data(item) for item in items)
        case ast.UnaryOp(operand=operand):
            return _is_data(operand)
    return isinstance(value, ast.Constant)


def _stays_as_it_is(app: App, value: ast.expr, scope: Scope) -> bool:
    """Tell whether a value is a constant or an object of a library, as clients are."""
    match value:
        case ast.Constant():
            return True
        case ast.IfExp(body=body, orelse=other):
            return _stays_as_it_is(app, body, scope) and _stays_as_it_is(app, other, scope)
        case ast.Call() if not is_mutable(app, value, scope):
            symbol = app.project.resolve(value.func, scope)
            return symbol is not None and app.project.split(symbol)[0] is None
    return False


def _hindrance(app: App, node: ast.ClassDef, scope: Scope) -> str | None:
    if len(node.bases) > 1 or node.keywords or node.decorator_list:
        return "it is more than a subclass of Flask"
    for item in node.body:
        why = _hindrance_of(app, item, scope)
        if why is not None:
            return why
    taken = (_defined(node) - _KEPT) & _TAKEN
    return f"it sets `{min(taken)}`" if taken else None


def _hindrance_of(app: App, item: ast.stmt, scope: Scope) -> str | None:
    match item:
        case ast.FunctionDef(name="__init__"):
            return _hindrance_of_init(item) or _uses(item) or _kept(app, item, scope)
        case ast.FunctionDef(name=name):
            if name in _TAKEN or (name.startswith("__") and name.endswith("__")):
                return f"it overrides `{name}`"
            if item.decorator_list:
                return f"`{name}` is decorated"
            return _uses(item) or _kept(app, item, scope)
        case ast.Assign(targets=[ast.Name(id=name)], value=value) if name in _TAKEN:
            return _hindrance_of_setting(app, name, value, scope)
        case ast.Assign(targets=[ast.Name()], value=ast.Constant()):
            return None
        case ast.Pass() | ast.Expr(value=ast.Constant()):
            return None
    return f"line {item.lineno} of its module is not known to be harmless"


def _hindrance_of_setting(app: App, name: str, value: ast.expr, scope: Scope) -> str | None:
    symbol = app.project.resolve(value, scope) or ""
    if name == "json_provider_class":
        return app.fact(providers).get(symbol, "its JSON provider is not known")
    if name == "request_class":
        made = app.fact(own_class)
        same = made is not None and symbol == made.symbol
        return None if same else "its class of requests is not known"
    if name == "jinja_options":
        return None if _is_options(app, value, scope) else "its `jinja_options` are computed"
    return f"it sets `{name}`"


def _is_options(app: App, value: ast.expr, scope: Scope) -> bool:
    """Tell whether options of Jinja are written out, or those of Flask and some more."""
    match value:
        case ast.Call(func=ast.Name(id="dict"), args=[base], keywords=more):
            plain = app.project.resolve(base, scope) == "flask.Flask.jinja_options"
            return plain and all(k.arg and _is_data(k.value) for k in more)
        case ast.Dict(keys=[None, *keys], values=[base, *values]):
            plain = app.project.resolve(base, scope) == "flask.Flask.jinja_options"
            return plain and None not in keys and all(_is_data(v) for v in values)
    return _is_data(value)


def _hindrance_of_init(node: FunctionNode) -> str | None:
    """The first statement makes the application, by options that are known."""
    body = [s for s in node.body if not _is_text(s)]
    match body[0]:
        case ast.Expr(
            value=ast.Call(
                func=ast.Attribute(
                    value=ast.Call(func=ast.Name(id="super"), args=[]), attr="__init__"
                )
            ) as call
        ):
            unpacked = {
                k.value.id for k in call.keywords if isinstance(k.value, ast.Name) and not k.arg
            }
            named = {k.arg for k in call.keywords if k.arg}
            own = {node.args.kwarg.arg} if node.args.kwarg is not None else set()
            whole = all(k.arg or isinstance(k.value, ast.Name) for k in call.keywords)
            places = len([a for a in call.args if not isinstance(a, ast.Starred)])
            if named <= OPTIONS and unpacked <= own and whole and places <= 1:
                return None
    return "its `__init__` is not known to make the application as it is"


def _uses(node: FunctionNode) -> str | None:
    """Methods may read the settings and what the class defines; the rest nobody has looked at."""
    this = node.args.args[0].arg if node.args.args else ""
    for inner in ast.walk(node):
        if isinstance(inner, ast.Name) and inner.id == this:
            use = parent(inner)
            if not isinstance(use, ast.Attribute):
                return f"`{node.name}` hands the application on"
            if use.attr in _TAKEN - _READ:
                return f"`{node.name}` uses `{use.attr}`"
        if isinstance(inner, ast.Name) and inner.id == "super" and node.name != "__init__":
            return f"`{node.name}` uses `super()`"
    return None


def _kept(app: App, node: FunctionNode, scope: Scope) -> str | None:
    """What changes in memory would change on one side alone where a route stays on Flask."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.Attribute) and not isinstance(inner.ctx, ast.Load):
            statement = parent(inner)
            value = statement.value if isinstance(statement, ast.Assign) else None
            given = isinstance(value, ast.Name | ast.Attribute)
            plain = value is not None and (given or _stays_as_it_is(app, value, scope))
            if node.name != "__init__" or not plain:
                return f"`{node.name}` keeps `{inner.attr}` in memory"
    return None


def _defined(node: ast.ClassDef) -> set[str]:
    """Return the names that a class defines, those that its methods set included."""
    found = {i.name for i in node.body if isinstance(i, ast.FunctionDef)} - {"__init__"}
    for inner in ast.walk(node):
        if isinstance(inner, ast.Assign) and inner in node.body:
            found |= {t.id for t in inner.targets if isinstance(t, ast.Name)}
        elif isinstance(inner, ast.Attribute) and not isinstance(inner.ctx, ast.Load):
            if isinstance(inner.value, ast.Name) and inner.value.id == "self":
                found.add(inner.attr)
    return found


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
