"""
A `MethodView` becomes a plain class whose methods are the views of routes, one for each.

`app.add_url_rule("/items", view_func=Items.as_view("items"))` becomes `items = Items()` with
`app.add_api_route("/items", items.get, methods=["GET"], name="items")` and so on. What a class told
Flask by `decorators` and `methods` stands at the routes.

Parity: Flask makes an object for each request, which one for all can stand for where no request
leaves anything on it; else `PerRequest` makes them. Several routes of one path answer HEAD, OPTIONS
and 405 like one rule with all their methods. Left alone: classes whose bases are not the project's,
classes that look at what Flask's base brings along, and classes that are used as values.
"""

import ast
import builtins
import keyword
import re
from collections.abc import Iterable

from unflask.facts.class_views import (
    ATTRIBUTES,
    flask_bases,
    handlers_of,
    name_of_decorator,
    one_is_enough,
    plain_classes,
    why_not_class,
)
from unflask.facts.rules import literal
from unflask.model.app import App
from unflask.model.inventory import ClassView, Declaration, Handler
from unflask.model.source import Anchor, Module, Scope, statement
from unflask.model.spans import with_comma
from unflask.model.steps import Code, Refuse, Remove, Replace
from unflask.recipe import Recipe, Steps
from unflask.recipes.routes import (
    leave,
    literal_path,
    path_of_call,
    routes_of,
    rule_of,
    served_methods,
    typed_parameters,
    why_not_function,
    why_not_rule,
)

CLASS = Code(
    "UF112",
    "the class view is more than a class with methods",
    "Register its methods by hand, each as a route, or keep it on Flask.",
)

recipe = Recipe("class-views", "Class views", (CLASS,))

_WIDTH = 88
_OPTIONS = ("defaults", "strict_slashes", "provide_automatic_options")
_ONLY_WHITE = re.compile(r"\(\s*$")
_BLANK_AFTER = re.compile(r"[ \t]*\r?\n(?:[ \t]*\r?\n)+")
_CLOSING = re.compile(r"\s*,?\s*\)")
Holes = tuple[tuple[str, Anchor], ...]


@recipe.on_app
def convert(app: App) -> Steps:
    """Register the methods of every class view as routes, or say why it stays on Flask."""
    declared = [d for d in app.declarations if d.kind == "class" and d.module.path not in app.tests]
    reasons = {d: _why_not(app, d) for d in declared}
    kept = [d for d in declared if reasons[d] is None]
    for declaration in declared:
        reason = reasons[declaration]
        if reason is not None:
            yield from leave(app, declaration, reason)
    yield from _left_names(reasons)
    yield from _registered(app, kept)
    views = [d.class_view for d in kept if d.class_view is not None]
    for _, node, scope in plain_classes(app, views):
        yield from _plain(app, node, scope)
    yield from _refused(app, reasons, {s for view in views for s in view.classes})


def _why_not(app: App, declaration: Declaration) -> str | None:
    reason = why_not_rule(app, declaration) or why_not_class(app, declaration)
    if reason is not None:
        return reason
    served = set(declaration.methods or ("GET",)) - {"HEAD", "OPTIONS"}
    for route in routes_of(app, declaration):
        if set(route.methods) - {"HEAD", "OPTIONS"} != served:
            return "its methods are not those that its class shows"
    handlers = handlers_of(declaration)
    return next(filter(None, (why_not_function(app, h.function) for h in handlers)), None)


def _plain(app: App, node: ast.ClassDef, scope: Scope) -> Steps:
    """Take from a class what is Flask's."""
    module = scope.module
    for base in flask_bases(app, node, scope):
        if len(node.bases) == 1:
            span = _with_parentheses(module, base)
            yield Replace(span, "" if span.kind == "bases" else "object")
        else:
            yield Replace(with_comma(module, base), "")
    for item in node.body:
        if isinstance(item, ast.Assign) and isinstance(item.targets[0], ast.Name):
            if len(item.targets) == 1 and item.targets[0].id in ATTRIBUTES:
                yield _removed(module, node, item)
        elif isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name):
            if item.target.id in ATTRIBUTES:
                yield _removed(module, node, item)


def _removed(module: Module, owner: ast.ClassDef, item: ast.stmt) -> Remove | Replace:
    """Take out an attribute, with the blank line after it where that would be one too many."""
    span = module.anchor(item)
    start = module.source.rfind("\n", 0, span.start) + 1
    blank = _BLANK_AFTER.match(module.source, span.end)
    header = item is owner.body[0] or not module.source[:start].rstrip(" \t").endswith("\n\n")
    if blank is None or item is owner.body[-1] or (header and item is not owner.body[0]):
        return Remove(span)
    return Replace(Anchor(span.path, start, blank.end(), span.line, "attribute"), "")


def _with_parentheses(module: Module, base: ast.expr) -> Anchor:
    span = module.anchor(base)
    before = _ONLY_WHITE.search(module.source, 0, span.start)
    after = _CLOSING.match(module.source, span.end)
    if before is None or after is None:
        return span
    return Anchor(span.path, before.start(), after.end(), span.line, "bases")


def _refused(app: App, reasons: dict[Declaration, str | None], plain: set[str]) -> Steps:
    """Mark the classes that stay views of Flask."""
    for declaration, reason in reasons.items():
        view = declaration.class_view
        if reason is None or view is None:
            continue
        for symbol, node, scope in plain_classes(app, [view]):
            for base in flask_bases(app, node, scope) if symbol not in plain else ():
                yield Refuse(scope.module.anchor(base), CLASS, reason, symbol)


def _left_names(reasons: dict[Declaration, str | None]) -> Steps:
    """Take out `view = Items.as_view("items")` where all rules of the view stay on Flask."""
    used = {id(_call(d)) for d, reason in reasons.items() if reason is None}
    for declaration in reasons:
        call = _call(declaration)
        if id(call) not in used and not _is_inline(declaration) and call is not None:
            assert declaration.class_view is not None
            yield Replace(declaration.class_view.scope.module.anchor(statement(call)), "pass")


def _call(declaration: Declaration) -> ast.Call | None:
    return declaration.class_view.call if declaration.class_view is not None else None


def _is_inline(declaration: Declaration) -> bool:
    call = _call(declaration)
    return call is not None and statement(call) is statement(declaration.call)


def _registered(app: App, kept: list[Declaration]) -> Steps:
    named: dict[int, None] = {}
    taken: dict[Scope, set[str]] = {}
    for declaration in kept:
        view = declaration.class_view
        assert view is not None
        for handler in handlers_of(declaration):
            yield from typed_parameters(app, handler.function, app.handled(handler.function))
        if _is_inline(declaration):
            yield from _routes(app, declaration, view, taken.setdefault(declaration.scope, set()))
            continue
        yield from _routes(app, declaration, view, set())
        if id(view.call) not in named:
            named[id(view.call)] = None
            text, holes = _made(app, view)
            yield Replace(view.scope.module.anchor(view.call), text, holes)


def _routes(app: App, declaration: Declaration, view: ClassView, taken: set[str]) -> Steps:
    """Put the routes in the place of the rule."""
    handlers = handlers_of(declaration)
    lines, holes, held = [], list[tuple[str, Anchor]](), _held(declaration)
    if held is None:
        made, holes_of_made = _made(app, view)
        holes += holes_of_made
        held = made
        if len(handlers) > 1:
            held = _free_name(declaration, taken)
            lines.append(f"{held} = {made}")
    rule = rule_of(declaration)
    if isinstance(rule, ast.Constant) and isinstance(rule.value, str):
        shown = literal(literal_path(app, declaration, rule.value))
    else:
        yield from path_of_call(declaration)
        shown = "$rule"
        holes.append(("rule", declaration.module.anchor(rule)))  # type: ignore[arg-type]
    options, more = _options(declaration, view)
    module, span = declaration.module, declaration.module.anchor(statement(declaration.call))
    func = declaration.call.func
    assert isinstance(func, ast.Attribute)
    holes += [("owner", module.anchor(func.value)), *more]
    indent = module.source[module.source.rfind("\n", 0, span.start) + 1 : span.start]
    for handler in handlers:
        target = _decorated(app, declaration, view, f"{held}.{handler.name}")
        parts = [shown, target, f"methods={_methods(declaration, handler)}", *options]
        lines.append(_fitted("$owner.add_api_route", parts, indent, dict(holes), module))
    yield Replace(span, f"\n{indent}".join(lines), tuple(sorted(set(holes))))


def _held(declaration: Declaration) -> str | None:
    """Return the name that holds the view already, if it is registered by a name."""
    target = declaration.options["view_func"]
    return None if _is_inline(declaration) else declaration.module.text(target)


def _made(app: App, view: ClassView) -> tuple[str, Holes]:
    """Return what makes the object whose methods answer."""
    module, call = view.scope.module, view.call
    assert isinstance(call.func, ast.Attribute)
    given: list[ast.expr | ast.keyword] = [*call.args[1:]]
    given += [k for k in call.keywords if call.args or k.arg != "name"]
    holes = {"cls": module.anchor(call.func.value)}
    holes |= {f"given{i}": module.anchor(node) for i, node in enumerate(given)}
    passed = [f"$given{i}" for i in range(len(given))]
    if one_is_enough(app, view):
        return f"$cls({', '.join(passed)})", tuple(sorted(holes.items()))
    made = f"${{compat.class_views.PerRequest}}({', '.join(['$cls', *passed])})"
    return made, tuple(sorted(holes.items()))


def _free_name(declaration: Declaration, taken: set[str]) -> str:
    """Return a name for the object: that of the endpoint, if it is none of anything else."""
    module = declaration.module
    used = {n.id for n, _ in module.names}.union(
        taken, *(s.bindings for s in module.scopes.values())
    )
    used |= {*module.scope.bindings, *dir(builtins), *keyword.kwlist}
    wanted = re.sub(r"\W", "_", declaration.endpoint or "view")
    wanted = wanted if wanted.isidentifier() else f"view_{wanted}"
    found = next(n for n in _numbered(wanted) if n not in used)
    taken.add(found)
    return found


def _numbered(name: str) -> Iterable[str]:
    yield from (name, f"{name}_view")
    number = 1
    while True:
        number += 1
        yield f"{name}_{number}"


def _decorated(app: App, declaration: Declaration, view: ClassView, target: str) -> str:
    for node, scope in view.decorators:
        function = node.func if isinstance(node, ast.Call) else node
        here = scope.module is declaration.module
        shown = scope.module.text(function) if here else name_of_decorator(app, node, scope)
        assert shown is not None
        if isinstance(node, ast.Call):
            given = [scope.module.text(part) for part in [*node.args, *node.keywords]]
            shown += f"({', '.join(given)})"
        target = f"{shown}({target})"
    return target


def _methods(declaration: Declaration, handler: Handler) -> str:
    served = [handler.method] if handler.method else served_methods(declaration)
    return "[" + ", ".join(f'"{m}"' for m in served) + "]"


def _options(declaration: Declaration, view: ClassView) -> tuple[list[str], Holes]:
    texts = [f'name="{declaration.endpoint}"']
    holes = []
    for name in _OPTIONS:
        if name in declaration.options:
            texts.append(f"{name}=${name}")
            holes.append((name, declaration.module.anchor(declaration.options[name])))
        elif name == "provide_automatic_options" and view.automatic_options is not None:
            texts.append(f"{name}={view.automatic_options}")
    return texts, tuple(holes)


def _fitted(
    function: str, parts: list[str], indent: str, holes: dict[str, Anchor], module: Module
) -> str:
    """Write a call on one line, or with its arguments on one or more lines of their own."""
    inner = f"{indent}    "
    given = ", ".join(parts)

    def fits(text: str) -> bool:
        shown = re.sub(r"\$\{[\w.]*?(\w+)\}", r"\1", text)
        shown = re.sub(r"\$(\w+)", lambda m: _source(module, holes.get(m[1])), shown)
        return len(shown) <= _WIDTH and "\n" not in shown

    if fits(f"{indent}{function}({given})"):
        return f"{function}({given})"
    if not fits(f"{inner}{given}"):
        given = f",\n{inner}".join(parts) + ","
    return f"{function}(\n{inner}{given}\n{indent})"


def _source(module: Module, span: Anchor | None) -> str:
    return module.source[span.start : span.end] if span is not None else ""
