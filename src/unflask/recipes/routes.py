"""
`@app.route("/x/<int:id>")` becomes `@app.get("/x/{id:int}")`.

One decorator a rule, as before; several methods are an `api_route`. Path parameters get the type
that their converter gives.

Parity: the copied `Route` answers HEAD, OPTIONS, 405 and missing slashes as Werkzeug did, and
tries the rules in Werkzeug's order.
"""

import ast
import re

from unflask.facts.computed_views import is_callable_view, is_computed
from unflask.facts.converters import type_of, why_unknown
from unflask.facts.made_views import made_views
from unflask.facts.rules import is_readable, literal, parameters, path
from unflask.facts.view_args import replaced_arguments
from unflask.facts.wrappers import decorators, hinders_route, keeps_signature
from unflask.model.app import App
from unflask.model.inventory import Declaration, Route
from unflask.model.source import Anchor, Module, Scope
from unflask.model.spans import attribute_name, keyword_name, keyword_of, with_comma
from unflask.model.steps import Code, Insert, Leave, Refuse, Replace
from unflask.recipe import Recipe, Steps
from unflask.recipes.common import HOSTS

OPTION = Code(
    "UF110",
    "the route is declared in a way that FastAPI has no counterpart for",
    "Declare it by hand on the router, or keep it on Flask.",
)
DECORATOR = Code(
    "UF111",
    "the view has a decorator that hides its signature or is not known",
    "Write the decorator with functools.wraps, or as a dependency.",
)

recipe = Recipe("routes", "Routes and their paths", (OPTION, DECORATOR))

_EQUALS = re.compile(r"\s*=\s*")
_WHY = {
    "subdomain": HOSTS,
    "host": HOSTS,
    "redirect_to": ", since its view is never called",
    "alias": ", since it redirects to another rule of its view",
    "build_only": ", since it is never matched",
    "merge_slashes": ", which is one of the whole application",
}
_ELSEWHERE = ("class", "resource", "socket")
"""Kinds of declarations that other recipes convert."""

_KNOWN = {"methods", "endpoint", "defaults", "strict_slashes", "rule", "view_func"}


@recipe.on_app
def convert(app: App) -> Steps:
    """Rewrite every declaration of a rule, or say why it stays on Flask."""
    for declaration in app.declarations:
        if declaration.module.path in app.tests or declaration.kind in _ELSEWHERE:
            continue
        reason = why_not_rule(app, declaration) or _why_not_view(app, declaration)
        if reason is not None:
            yield from leave(app, declaration, reason)
        elif declaration.kind == "decorator":
            yield from _decorator(app, declaration)
            yield from _name(app, declaration)
            yield from _signature(app, declaration)
        else:
            yield from _call(declaration)
            yield from _signature(app, declaration)


def routes_of(app: App, declaration: Declaration) -> list[Route]:
    """Return the rules that a declaration makes."""
    return [r for r in app.routes if r.declaration is declaration]


def why_not_rule(app: App, declaration: Declaration) -> str | None:
    """Return why the rule of a declaration cannot be converted, or None."""
    rules = routes_of(app, declaration)
    texts = {r.rule for r in rules} or {declaration.rule or ""}
    unnamed = any(r.endpoint.endswith("?") for r in rules)
    kinds = [(p.converter, why_unknown(app, p)) for text in texts for p in parameters(text)]
    own = sorted(f"its converter `{name}` {why}" for name, why in kinds if why is not None)
    unknown = set(declaration.options) - _KNOWN
    automatic = declaration.options.get("provide_automatic_options")
    if declaration.kind == "class" or _is_switch(automatic):
        unknown -= {"provide_automatic_options"}
    made = declaration in app.fact(made_views)
    if (
        not made
        and not _plain(texts)
        and (declaration.rule is None or not _rewritable(app, declaration))
    ):
        return "its rule is computed"
    if not all(map(is_readable, texts)):
        return "its rule holds braces"
    if unknown:
        name = min(unknown)
        return f"its option `{name}` has no counterpart{_WHY.get(name, '')}"
    if "methods" in declaration.options and declaration.methods is None and not made:
        return "its methods are computed"
    if own:
        return own[0]
    if unnamed:
        return "its endpoint is computed"
    return None


def _is_switch(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, bool)


def _why_not_view(app: App, declaration: Declaration) -> str | None:
    if declaration.view is not None and declaration.function is None:
        return "its view is no function of the project"
    if is_computed(declaration) and not is_callable_view(app, declaration):
        return "its view is computed"
    if declaration in app.fact(made_views):
        return None
    return why_not_function(app, declaration.view) or _why_not_name(app, declaration)


def _why_not_name(app: App, declaration: Declaration) -> str | None:
    """The endpoint of a view that a decorator hides is known only from the imported application."""
    found = app.function(declaration.view)
    if found is None or "endpoint" in declaration.options:
        return None
    if all(keeps_signature(app, symbol) for _, symbol in decorators(app, *found)):
        return None
    if any(r.source == "both" for r in routes_of(app, declaration)):
        return None
    return "its endpoint has the name that its decorator gives it"


def _plain(texts: set[str]) -> bool:
    """A rule that only the running application knows is fine as long as it has no parameters."""
    return all(text and "<" not in text for text in texts)


def _rewritable(app: App, declaration: Declaration) -> bool:
    """Tell whether all parameters of a rule stand in its literal parts."""
    node = rule_of(declaration)
    parts = _parts(node) if node is not None else []
    written = [p.value for p in parts if isinstance(p, ast.Constant) and isinstance(p.value, str)]
    others = [app.constant(p, declaration.scope) for p in parts if not isinstance(p, ast.Constant)]
    whole = all("<" not in path(text) and ">" not in path(text) for text in written)
    return whole and all(isinstance(text, str) and "<" not in text for text in others)


def rule_of(declaration: Declaration) -> ast.expr | None:
    """Return what a declaration gives as its rule."""
    call = declaration.call
    return declaration.options.get("rule") or (call.args[0] if call.args else None)


def _parts(node: ast.expr) -> list[ast.expr]:
    """Return what a rule is added up from."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return [*_parts(node.left), *_parts(node.right)]
    return [node]


def why_not_function(app: App, name: str | None) -> str | None:
    """Return why a function cannot be a view of FastAPI, or None."""
    found = app.function(name)
    if found is None:
        return None
    node, scope = found
    for decorator, symbol in decorators(app, *found):
        if hinders_route(app, decorator, symbol, scope.parent or scope):
            return f"its decorator `{symbol or ast.unparse(decorator)}` is not known to keep the signature"
    hidden = any(not keeps_signature(app, symbol) for _, symbol in decorators(app, *found))
    if node.args.posonlyargs or (node.args.vararg is not None and not hidden):
        return "its view takes `*args` or arguments by their place alone"
    if node.args.kwarg is not None and not hidden and _takes_more(app, name, scope):
        return "its view takes `**kwargs`"
    return None


def _takes_more(app: App, name: str | None, scope: Scope) -> bool:
    """Tell whether `**kwargs` may hold more than the values of the path, or what FastAPI gives by name."""
    named = {p.name for route in app.views.get(name or "", []) for p in parameters(route.rule)}
    in_class = scope.parent is not None and scope.parent.kind == "class"
    return in_class or "request" in named


def leave(app: App, declaration: Declaration, reason: str) -> Steps:
    """Keep a declaration on Flask."""
    anchor = declaration.module.anchor(declaration.call)
    for route in routes_of(app, declaration):
        yield Leave(route.rule, route.endpoint, reason)
    if declaration.kind == "decorator":
        code = DECORATOR if "decorator" in reason else OPTION
        yield Refuse(anchor, code, reason, declaration.view)
    else:
        statement = statement_of(declaration)
        yield Insert(statement, "before", f"# Left on Flask: {reason}.", line=True)
        yield Replace(statement, "pass")


def statement_of(declaration: Declaration) -> Anchor:
    """Return the span of the statement that a declaration is."""
    node: ast.AST = declaration.call
    while not isinstance(node, ast.stmt):
        node = node.holder  # type: ignore[attr-defined]
    return declaration.module.anchor(node)


def _decorator(app: App, declaration: Declaration) -> Steps:
    module, call = declaration.module, declaration.call
    assert isinstance(call.func, ast.Attribute)
    methods = served_methods(declaration)
    given = keyword_of(call, "methods")
    computed = given is not None and declaration.methods is None
    if (
        not computed
        and len(methods) == 1
        and methods[0].lower() in ("get", "post", "put", "delete", "patch")
    ):
        if call.func.attr != methods[0].lower():
            yield Replace(attribute_name(module, call.func), methods[0].lower())
        if given is not None:
            yield Replace(with_comma(module, given), "")
    elif call.func.attr == "route" and declaration.methods is None:
        yield Replace(attribute_name(module, call.func), "api_route")
    elif call.func.attr == "route":
        yield Replace(attribute_name(module, call.func), "api_route")
        if given is not None and isinstance(
            given.value, ast.Constant | ast.Tuple | ast.List | ast.Set
        ):
            listed = "[" + ", ".join(f'"{m}"' for m in methods) + "]"
            if module.text(given.value) != listed:
                yield Replace(module.anchor(given.value), listed)
    yield from _path(app, declaration)
    endpoint = keyword_of(call, "endpoint")
    if endpoint is not None:
        yield Replace(keyword_name(module, endpoint), "name=")


def _name(app: App, declaration: Declaration) -> Steps:
    """FastAPI reads the parameters of what `wraps` says that a view wraps, so that it only takes the name."""
    call = app.fact(made_views).get(declaration)
    if call is not None:
        text = "${compat.views.named_after}"
        yield Replace(declaration.module.anchor(call.func), text, function=declaration.view)


def served_methods(declaration: Declaration) -> list[str]:
    """Return the methods that a declaration names, without the HEAD that GET brings along."""
    methods = list(dict.fromkeys(declaration.methods or ("GET",)))
    if "GET" in methods and "HEAD" in methods:
        methods.remove("HEAD")
    return methods


def _path(app: App, declaration: Declaration) -> Steps:
    node = rule_of(declaration)
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        converted = literal_path(app, declaration, node.value)
        if converted != node.value:
            yield Replace(declaration.module.anchor(node), literal(converted))
    else:
        yield from path_of_call(declaration)
    keyword = keyword_of(declaration.call, "rule")
    if keyword is not None:
        yield Replace(keyword_name(declaration.module, keyword), "path=")


def literal_path(app: App, declaration: Declaration, rule: str) -> str:
    """Return the path of a rule that is written out."""
    text = rule if rule.startswith("/") or not rule else f"/{rule}"
    if not text and all(r.rule.endswith("/") for r in routes_of(app, declaration)):
        text = "/"  # The slash of the blueprint's prefix, which a router's may not have.
    return path(text)


def _call(declaration: Declaration) -> Steps:
    """`add_url_rule` keeps its form; only the rule's text changes."""
    yield from path_of_call(declaration)
    if declaration.kind == "call" and isinstance(declaration.call.func, ast.Call):
        yield Refuse(declaration.module.anchor(declaration.call), OPTION, "applied by hand")


def path_of_call(declaration: Declaration) -> Steps:
    """Rewrite the literal parts of a rule where they stand."""
    rule = rule_of(declaration)
    for node in _parts(rule) if rule is not None else []:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            converted = path(node.value)
            if converted != node.value:
                yield Replace(declaration.module.anchor(node), literal(converted))


def _signature(app: App, declaration: Declaration) -> Steps:
    if declaration.function is not None and declaration.view is not None:
        yield from typed_parameters(app, declaration.view, app.views.get(declaration.view, []))


def typed_parameters(app: App, view: str, every: list[Route]) -> Steps:
    """Give the path parameters of a view the types of their converters.

    A parameter that not every rule of the view fills loses its annotation: with one, FastAPI would
    read it from the query string where the rule does not have it.
    """
    function, scope = app.project.functions[view]
    module = scope.module
    rules = [{p.name: p for p in parameters(r.rule)} for r in every]
    given = [_defaults(r) for r in every]
    for arg in [*function.args.args, *function.args.kwonlyargs]:
        types = {type_of(app, rule[arg.arg]) for rule in rules if arg.arg in rule}
        if arg.arg in app.fact(replaced_arguments):
            types = set()
        everywhere = bool(rules) and all(
            arg.arg in rule or arg.arg in default
            for rule, default in zip(rules, given, strict=True)
        )
        if arg.annotation is not None and not everywhere:
            name, annotation = module.anchor(arg), module.anchor(arg.annotation)
            after = name.start + len(arg.arg)
            equals = _EQUALS.match(module.source, annotation.end)
            end = equals.end() if equals is not None else annotation.end
            span = Anchor(name.path, after, end, name.line, "annotation")
            yield Replace(span, "=" if equals is not None else "")
        elif arg.annotation is None and len(types - {""}) == len(types) == 1 and everywhere:
            symbol = types.pop()
            shown = "${" + symbol + "}" if "." in symbol else symbol
            yield _typed(module, module.anchor(arg), shown)


def _typed(module: Module, name: Anchor, shown: str) -> Insert | Replace:
    """Add a type to a parameter; its default then stands apart from the equals sign."""
    equals = _EQUALS.match(module.source, name.end)
    if equals is None:
        return Insert(name, "after", f": {shown}")
    span = Anchor(name.path, name.end, equals.end(), name.line, "default")
    return Replace(span, f": {shown} = ")


def _defaults(route: Route) -> set[str]:
    """Return the parameters that a rule gets from its `defaults`."""
    options = route.declaration.options if route.declaration is not None else {}
    defaults = options.get("defaults")
    if not isinstance(defaults, ast.Dict):
        return set()
    return {
        k.value for k in defaults.keys if isinstance(k, ast.Constant) and isinstance(k.value, str)
    }
