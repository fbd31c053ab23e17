"""
`Flask(__name__)` becomes an `Application`, `Blueprint(…)` a `Router`.

Both are thin subclasses of FastAPI's own classes that are copied into the app: they keep the
configuration, the hooks and the error handlers where the app's code expects them.

Parity: endpoint names, static files and template folders stay as they were; the parameters that
FastAPI has no counterpart for (host matching, subdomains) are refused.
"""

import ast

from unflask.facts.app_classes import OPTIONS, app_classes, own_names
from unflask.facts.extension_reach import names_on_app
from unflask.facts.graph import graph
from unflask.facts.makers import attribute_uses, handed_out
from unflask.facts.rules import literal, path
from unflask.facts.wsgi import reads_proxies, wrapped
from unflask.model.app import App
from unflask.model.inventory import Maker
from unflask.model.project import Reference
from unflask.model.source import Module, Scope, annotations_of, parent
from unflask.model.spans import (
    attribute_name,
    call_opening,
    is_unpacked,
    keyword_name,
    keyword_of,
    with_comma,
)
from unflask.model.steps import Code, Refuse, Replace
from unflask.recipe import Recipe, Steps
from unflask.recipes.common import HOSTS, rebind, refuse

OPTION = Code(
    "UF101",
    "an option of the application or blueprint has no counterpart",
    "Host matching and subdomains need a reverse proxy or separate FastAPI applications.",
    scope="app",
)
ATTRIBUTE = Code(
    "UF102",
    "an attribute of the application object has no counterpart",
    "Move what it does to FastAPI's own means (middleware, lifespan, dependencies).",
    scope="app",
)
INSIDE = Code(
    "UF105",
    "a view uses an attribute of the application object that has no counterpart",
    "Use FastAPI's own means for it.",
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
SESSION = Code(
    "UF109",
    "the application keeps its sessions in a way of its own",
    'Write it as an ASGI middleware that puts a mapping into `scope["session"]`, in the place of '
    "`compat.session`; until then all routes stay on Flask, which alone can read the sessions.",
    scope="app",
)

recipe = Recipe(
    "application",
    "Flask and Blueprint objects",
    (OPTION, ATTRIBUTE, INSIDE, HANDED, SUBCLASS, SESSION),
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
_APP_ATTRIBUTES = {
    "config", "logger", "name", "import_name", "root_path", "instance_path", "testing", "debug",
    "secret_key", "open_resource", "open_instance_resource", "cli", "app_context", "extensions",
    "jinja_env", "static_folder", "static_url_path", "template_folder", "run", "route", "get",
    "post", "put", "delete", "patch", "add_url_rule", "register_blueprint", "before_request",
    "after_request", "teardown_request", "teardown_appcontext", "errorhandler",
    "register_error_handler", "context_processor", "template_filter", "template_test",
    "template_global", "add_template_filter", "add_template_test", "add_template_global",
    "shell_context_processor",
    "before_app_request", "after_app_request", "teardown_app_request", "app_errorhandler",
    "app_context_processor", "app_template_filter", "app_template_test", "app_template_global",
    "add_app_template_filter", "add_app_template_test", "add_app_template_global",
    "permanent_session_lifetime", "json", "url_defaults", "url_value_preprocessor",
    "app_url_defaults", "app_url_value_preprocessor", "url_map",
}  # fmt: skip
_JSON = {"compact", "sort_keys", "ensure_ascii", "mimetype", "dumps", "loads"}


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
    reason = _unknown_option(call, _BLUEPRINT_OPTIONS, 2)
    if reason is not None:
        yield Refuse(module.anchor(call), OPTION, reason)
        return
    yield Replace(module.anchor(call.func), "${compat.routing.Router}")
    folders = names & {"static_folder", "template_folder", "root_path"}
    if len(call.args) == 2 and not folders:
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
        reason = _unknown_option(call, {"url_prefix", "blueprint"}, 1)
        if reason is not None or not registration.static:
            yield Refuse(module.anchor(call), OPTION, reason or "the registration is computed")
            continue
        yield Replace(attribute_name(module, call.func), "include_router")
        prefix = keyword_of(call, "url_prefix")
        if prefix is not None:
            text = path((registration.prefix or "").rstrip("/"))
            if not text:
                yield Replace(with_comma(module, prefix), "")
            else:
                yield Replace(keyword_name(module, prefix), "prefix=")
                if text != registration.prefix:
                    yield Replace(module.anchor(prefix.value), literal(text))


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
def session_classes(app: App) -> Steps:
    """Classes that say how sessions are kept."""
    for symbol in sorted(s for s in app.project.references if s.startswith("flask.sessions.")):
        for reference in app.uses(symbol):
            if isinstance(reference.outer, ast.ClassDef):
                yield refuse(app, reference, SESSION)


@recipe.on_app
def quoted(app: App) -> Steps:
    """The classes in annotations that are texts: `app: "Flask"`."""
    for module in app.modules:
        for node in ast.walk(module.tree):
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
def attributes(app: App) -> Steps:
    """Know every attribute of the application object that the code uses."""
    for node, scope in app.fact(attribute_uses):
        module = scope.module
        if module.path in app.tests or _is_known_elsewhere(app, node, scope):
            continue
        if node.attr == "run":
            yield from _run(app, node)
        elif node.attr == "send_static_file":
            yield from _static_file(app, node, scope)
        elif node.attr == "response_class" and isinstance(node.ctx, ast.Load):
            yield Replace(module.anchor(node), "${compat.responses.Response}")
        elif node.attr == "make_response":
            yield Replace(module.anchor(node), "${compat.responses.make_response}")
        elif node.attr == "session_interface" and isinstance(node.ctx, ast.Store):
            yield Refuse(module.anchor(node), SESSION, "", app.function_at(scope))
        elif not _is_known(app, node, scope):
            function = app.function_at(scope)
            code = INSIDE if function is not None and function in app.fact(served) else ATTRIBUTE
            yield Refuse(module.anchor(node), code, f"`{node.attr}`", function)
        elif node.attr == "json":
            yield from _json(app, node, scope)


def _is_known_elsewhere(app: App, node: ast.Attribute, scope: Scope) -> bool:
    """Tell whether another recipe converts an attribute: `wsgi_app`, or the object behind `current_app`."""
    if any(w.holds(node) for w in app.fact(wrapped)):
        return True
    called = node.attr == "_get_current_object" and isinstance(parent(node), ast.Call)
    return called and app.project.resolve(node.value, scope) == "flask.current_app"


def _is_known(app: App, node: ast.Attribute, scope: Scope) -> bool:
    """Tell whether an attribute has a counterpart, or sets up an extension that stays on Flask."""
    if node.attr in _APP_ATTRIBUTES | app.fact(own_names):
        return True
    if node.attr not in app.fact(names_on_app) or app.function_at(scope) in app.fact(served):
        return False
    outer = parent(node)
    return isinstance(node.ctx, ast.Store) or (
        isinstance(outer, ast.Attribute) and outer.attr == "init_app"
    )


def served(app: App) -> set[str]:
    """Return everything that a view reaches."""
    return app.fact(graph).reach(app.views)


def _run(app: App, node: ast.Attribute) -> Steps:
    """`app.run(host=…, port=…)` becomes `uvicorn.run(app, …)`."""
    call = parent(node)
    module = next(m for m in app.modules if _holds(m.tree, node))
    if not isinstance(call, ast.Call):
        yield Refuse(module.anchor(node), ATTRIBUTE, "`run`")
        return
    kept = [k for k in call.keywords if k.arg in ("host", "port")]
    if call.args or is_unpacked(call):
        yield Refuse(module.anchor(call), ATTRIBUTE, "`run` with positional arguments")
        return
    parts = ["$app", *(f"{k.arg}=${k.arg}" for k in kept)]
    if not any(k.arg == "port" for k in kept):
        parts.append("port=5000")
    if app.fact(reads_proxies):
        parts.append("proxy_headers=False")
    holes = [("app", module.anchor(node.value))]
    holes += [(k.arg, module.anchor(k.value)) for k in kept if k.arg]
    template = f"${{uvicorn}}.run({', '.join(parts)})"
    yield Replace(module.anchor(call), template, tuple(sorted(holes)))


def _holds(tree: ast.AST, node: ast.AST) -> bool:
    here: ast.AST | None = node
    while here is not None:
        if here is tree:
            return True
        here = parent(here)
    return False


def _json(app: App, node: ast.Attribute, scope: Scope) -> Steps:
    """`app.json.compact = …` and its like stay; another provider is a matter of its own."""
    setting = parent(node)
    known = isinstance(setting, ast.Attribute) and setting.attr in _JSON
    if not known and not isinstance(setting, ast.Assign):
        yield Refuse(scope.module.anchor(node), ATTRIBUTE, "`json`", app.function_at(scope))


@recipe.on_app
def handed(app: App) -> Steps:
    """An application given to somebody else's code as an argument."""
    for argument, scope, callee in app.fact(handed_out):
        if scope.module.path in app.tests:
            continue
        yield Refuse(
            scope.module.anchor(parent(argument) or argument), HANDED, f"`{callee}`",
            app.function_at(scope),
        )  # fmt: skip


def _static_file(app: App, node: ast.Attribute, scope: Scope) -> Steps:
    """`app.send_static_file(name)` becomes `send_from_directory(app.static_folder, name)`."""
    module, call = scope.module, parent(node)
    called = isinstance(call, ast.Call) and call.func is node and not is_unpacked(call)
    ours = all(maker.kind == "app" for maker in app.makers_of(node.value, scope))
    if not isinstance(call, ast.Call) or not called or not ours:
        function = app.function_at(scope)
        yield Refuse(module.anchor(node), INSIDE, "`send_static_file`", function)
        return
    name = keyword_of(call, "filename")
    if name is not None:
        yield Replace(keyword_name(module, name), "path=")
    text = "${compat.static.send_from_directory}($app.static_folder, "
    yield Replace(call_opening(module, call), text, (("app", module.anchor(node.value)),))
