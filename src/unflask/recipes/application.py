"""
`Flask(__name__)` becomes an `Application`, `Blueprint(…)` a `Router`.

Both are thin subclasses of FastAPI's own classes that are copied into the app: they keep the
configuration, the hooks and the error handlers where the app's code expects them.

Parity: endpoint names, static files and template folders stay as they were; the parameters that
FastAPI has no counterpart for (host matching, subdomains) are refused.
"""

import ast

from unflask.facts.app_classes import OPTIONS, app_classes
from unflask.facts.launchers import launchers
from unflask.facts.makers import handed_out, located
from unflask.facts.rules import literal, path
from unflask.model.app import App
from unflask.model.inventory import Maker, Registration
from unflask.model.project import Reference
from unflask.model.source import Module, annotations_of, parent
from unflask.model.spans import (
    attribute_name,
    keyword_name,
    keyword_of,
    with_comma,
)
from unflask.model.steps import Code, Refuse, Replace
from unflask.recipe import Recipe, Steps
from unflask.recipes.common import HOSTS, LAUNCH, rebind, refuse

OPTION = Code(
    "UF101",
    "an option of the application or blueprint has no counterpart",
    "Host matching and subdomains need a reverse proxy or separate FastAPI applications.",
    scope="app",
)
HANDED = Code(
    "UF103",
    "the application is handed to a library that expects Flask",
    "Replace the extension by a library that knows FastAPI, or keep its routes on Flask.",
    scope="app",
)
SUBCLASS = Code(
    "UF104",
    "the application is an instance of a subclass of Flask",
    "Move what the subclass does into the application factory.",
    scope="app",
)
recipe = Recipe(
    "application",
    "Flask and Blueprint objects",
    (OPTION, HANDED, SUBCLASS),
)

_BLUEPRINT_OPTIONS = {
    "name", "import_name", "static_folder", "static_url_path", "template_folder", "url_prefix",
    "root_path",
}  # fmt: skip
_WHY = {
    "host_matching": HOSTS,
    "static_host": HOSTS,
    "subdomain_matching": HOSTS,
    "subdomain": HOSTS,
    "url_defaults": ", which gives values to all views at once",
}


@recipe.on_app
def objects(app: App) -> Steps:
    """Rewrite the calls that make applications and blueprints."""
    for maker in app.makers:
        if maker.module.path in app.tests:
            continue
        symbol = app.project.resolve(maker.call.func, maker.scope)
        classes = app.fact(app_classes)
        if symbol in classes and classes[symbol] is None:
            yield from _own_class(app, maker, symbol)
            continue
        if symbol not in ("flask.Flask", "flask.Blueprint"):
            detail = classes.get(symbol or "") or ""
            yield Refuse(maker.module.anchor(maker.call), SUBCLASS, detail)
        elif maker.kind == "app":
            yield from _application(maker)
        else:
            yield from _blueprint(app, maker)


def _own_class(app: App, maker: Maker, symbol: str) -> Steps:
    init = app.function(f"{symbol}.__init__")
    own = {a.arg for a in [*init[0].args.args, *init[0].args.kwonlyargs]} if init else set()
    names = {k.arg for k in maker.call.keywords}
    if None in names or not names <= OPTIONS | own:
        yield Refuse(maker.module.anchor(maker.call), OPTION)


def _application(maker: Maker) -> Steps:
    module, call = maker.module, maker.call
    reason = _unknown_option(call, OPTIONS, 1)
    if reason is not None:
        yield Refuse(module.anchor(call), OPTION, reason)
        return
    yield Replace(module.anchor(call.func), "${compat.application.Application}")


def _unknown_option(call: ast.Call, known: set[str], positional: int) -> str | None:
    """Return which option of a call stands in the way, or None."""
    names = {k.arg for k in call.keywords}
    if None in names or len(call.args) > positional:
        return "the options cannot be told by their names"
    unknown = sorted(str(name) for name in names if name not in known)
    return f"`{unknown[0]}`{_WHY.get(unknown[0], '')}" if unknown else None


def _blueprint(app: App, maker: Maker) -> Steps:
    module, call = maker.module, maker.call
    names = {k.arg for k in call.keywords}
    group = keyword_of(call, "cli_group")
    # The group of its commands has the name of the blueprint anyhow.
    usual = group is not None and app.constant(group.value, maker.scope) == maker.name
    reason = _unknown_option(call, _BLUEPRINT_OPTIONS | ({"cli_group"} if usual else set()), 2)
    if reason is not None:
        yield Refuse(module.anchor(call), OPTION, reason)
        return
    yield Replace(module.anchor(call.func), "${compat.routing.Router}")
    if usual and group is not None:
        yield Replace(with_comma(module, group), "")
    folders = names & {"static_folder", "template_folder", "root_path"}
    if len(call.args) == 2 and not folders and maker not in app.fact(located):
        yield Replace(with_comma(module, call.args[1]), "")
    prefix = keyword_of(call, "url_prefix")
    if prefix is None:
        return
    overridden = [r for r in app.registrations if r.child is maker]
    text = app.constant(prefix.value, maker.scope)
    if overridden and all(keyword_of(r.call, "url_prefix") for r in overridden):
        yield Replace(with_comma(module, prefix), "")
    elif isinstance(text, str) and isinstance(prefix.value, ast.Constant):
        kept = path(text.rstrip("/"))
        if kept:
            span = module.anchor(prefix.value)
            shown = literal(kept) if kept != text else module.text(prefix.value)
            yield Replace(keyword_name(module, prefix), "prefix=")
            if kept != text:
                yield Replace(span, shown)
        else:
            yield Replace(with_comma(module, prefix), "")
    elif isinstance(text, str) and path(text.rstrip("/")) == text:
        yield Replace(keyword_name(module, prefix), "prefix=")
    else:
        yield Refuse(module.anchor(prefix), OPTION, "the prefix is computed")


@recipe.on_app
def registrations(app: App) -> Steps:
    """`app.register_blueprint(bp)` becomes `app.include_router(bp)`."""
    seen: set[ast.Call] = set()
    for registration in app.registrations:
        call, module = registration.call, registration.scope.module
        if call in seen or module.path in app.tests:
            continue
        seen.add(call)
        assert isinstance(call.func, ast.Attribute)
        reason = _unknown_option(call, {"url_prefix", "blueprint", "name"}, 1)
        renamed = keyword_of(call, "name") is not None and registration.name is None
        if reason is not None or renamed or not _is_known_prefix(app, registration):
            yield Refuse(module.anchor(call), OPTION, reason or "the registration is computed")
            continue
        yield Replace(attribute_name(module, call.func), "include_router")
        prefix = keyword_of(call, "url_prefix")
        if prefix is not None and not registration.static:
            yield Replace(keyword_name(module, prefix), "prefix=")
        elif prefix is not None:
            text = path((registration.prefix or "").rstrip("/"))
            if not text:
                yield Replace(with_comma(module, prefix), "")
            else:
                yield Replace(keyword_name(module, prefix), "prefix=")
                if text != registration.prefix:
                    yield Replace(module.anchor(prefix.value), literal(text))


def _is_known_prefix(app: App, registration: Registration) -> bool:
    """Tell whether a prefix is written out, or the running application has told what lies below it.

    One that turns out to be None would make room for the blueprint's own.
    """
    if registration.static or registration.child.option("url_prefix") is not None:
        return registration.static
    calls = [r.call for r in app.registrations if r.call is registration.call]
    routes = [r for r in app.routes if r.declaration and r.declaration.owner is registration.child]
    return len(calls) == 1 and bool(routes) and all(r.source == "both" for r in routes)


@recipe.on_use("flask.Flask", "flask.Blueprint")
def annotations(app: App, reference: Reference) -> Steps:
    """The classes as annotations and in `isinstance`."""
    if reference.call is None:
        name = "application.Application" if reference.symbol == "flask.Flask" else "routing.Router"
        outer = parent(reference.node)
        if not isinstance(outer, ast.ClassDef) or _is_plain(app, reference, outer):
            yield from rebind(app, reference, f"compat.{name}")
        elif reference.symbol == "flask.Flask":
            symbol = f"{reference.module.name}.{reference.module.scopes[outer].qualname}"
            yield refuse(app, reference, SUBCLASS, app.fact(app_classes).get(symbol) or "")


def _is_plain(app: App, reference: Reference, node: ast.ClassDef) -> bool:
    symbol = f"{reference.module.name}.{reference.module.scopes[node].qualname}"
    return app.fact(app_classes).get(symbol, "unknown") is None


@recipe.on_app
def quoted(app: App) -> Steps:
    """The classes in annotations that are texts: `app: "Flask"`."""
    for module in app.modules:
        for node in module.nodes:
            for annotation in annotations_of(node):
                symbol = _quoted_symbol(app, module, annotation)
                if symbol in _CLASSES:
                    yield Replace(module.anchor(annotation), "${" + _CLASSES[symbol] + "}")


_CLASSES = {
    "flask.Flask": "compat.application.Application",
    "flask.Blueprint": "compat.routing.Router",
    "flask.Response": "compat.responses.Response",
}


def _quoted_symbol(app: App, module: Module, annotation: ast.expr) -> str:
    if not isinstance(annotation, ast.Constant) or not isinstance(annotation.value, str):
        return ""
    try:
        name = ast.parse(annotation.value, mode="eval").body
    except SyntaxError:
        return ""
    return app.project.resolve(name, module.scope) or ""


@recipe.on_app
def handed(app: App) -> Steps:
    """An application given to somebody else's code as an argument."""
    for argument, scope, callee in app.fact(handed_out):
        if scope.module.path in app.tests:
            continue
        function = app.function_at(scope)
        code = LAUNCH if function in app.fact(launchers) else HANDED
        yield Refuse(
            scope.module.anchor(parent(argument) or argument), code, f"`{callee}`", function
        )
