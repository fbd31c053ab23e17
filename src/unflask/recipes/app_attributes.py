"""What becomes of the attributes of application and blueprint objects.

Most of them are there after as they were before. The others are converted here one by one, and what
has no counterpart is refused.
"""

import ast
from collections.abc import Callable

from unflask.facts.app_classes import own_names
from unflask.facts.app_names import LEGACY
from unflask.facts.extension_reach import names_on_app
from unflask.facts.globals_classes import why_no_globals
from unflask.facts.graph import viewed
from unflask.facts.makers import attribute_uses
from unflask.facts.request_classes import own_class
from unflask.facts.starting import serving
from unflask.facts.view_functions import is_only_asked
from unflask.facts.whole_extensions import attributes_of_apps
from unflask.facts.wsgi import reads_proxies, wrapped
from unflask.model.app import App
from unflask.model.source import Scope, call_of, parent
from unflask.model.spans import call_opening, is_unpacked, keyword_name, keyword_of
from unflask.model.steps import Code, Refuse, Replace
from unflask.recipe import Recipe, Steps

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
recipe = Recipe("app-attributes", "Attributes of applications", (ATTRIBUTE, INSIDE))

_SAME = {
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
    "permanent_session_lifetime", "url_defaults", "url_value_preprocessor",
    "app_url_defaults", "app_url_value_preprocessor", "url_map",
}  # fmt: skip
_POSITIONS = ("host", "port", "debug", "load_dotenv")
_JSON = {"compact", "sort_keys", "ensure_ascii", "mimetype", "dumps", "loads"}
_JSON_FUNCTIONS = {
    "response": "compat.responses.jsonify",
    "dump": "compat.json.dump",
    "load": "compat.json.load",
}


@recipe.on_app
def attributes(app: App) -> Steps:
    """Know every attribute of the application object that the code uses."""
    for node, scope in app.fact(attribute_uses):
        module = scope.module
        if module.path in app.tests or any(w.holds(node) for w in app.fact(wrapped)):
            continue
        convert = _CONVERTED.get(node.attr)
        if convert is not None:
            yield from convert(app, node, scope)
        elif not _is_known(app, node, scope):
            yield unknown(app, node, scope)


def _is_known(app: App, node: ast.Attribute, scope: Scope) -> bool:
    """Tell whether an attribute has a counterpart, or sets up an extension that stays on Flask."""
    if node.attr in _SAME | app.fact(own_names) | app.fact(attributes_of_apps):
        return True
    if _is_missing(app, node):
        return True
    if node.attr not in app.fact(names_on_app) or app.function_at(scope) in app.fact(viewed):
        return False
    outer = parent(node)
    return isinstance(node.ctx, ast.Store) or (
        isinstance(outer, ast.Attribute) and outer.attr == "init_app"
    )


def _is_missing(app: App, node: ast.Attribute) -> bool:
    """Tell whether neither side has an attribute: the release of Flask at hand has dropped it."""
    there = app.live_attributes
    stored = any(n.attr == node.attr for n, _ in app.fact(attribute_uses) if not _is_read(n))
    return node.attr in LEGACY and there is not None and node.attr not in there and not stored


def _is_read(node: ast.Attribute) -> bool:
    return isinstance(node.ctx, ast.Load)


def unknown(app: App, node: ast.Attribute, scope: Scope) -> Refuse:
    """Refuse an attribute: its routes where a view uses it, else all of them."""
    function = app.function_at(scope)
    code = INSIDE if function is not None and function in app.fact(viewed) else ATTRIBUTE
    return Refuse(scope.module.anchor(node), code, f"`{node.attr}`", function)


def _response_class(app: App, node: ast.Attribute, scope: Scope) -> Steps:
    if isinstance(node.ctx, ast.Load):
        yield Replace(scope.module.anchor(node), "${compat.responses.Response}")
    else:
        yield unknown(app, node, scope)


def _request_class(app: App, node: ast.Attribute, scope: Scope) -> Steps:
    """`app.request_class = Own` stays, where the class only adds to the request."""
    setting, made = parent(node), app.fact(own_class)
    symbol = app.project.resolve(setting.value, scope) if isinstance(setting, ast.Assign) else None
    early = app.function_at(scope) not in app.fact(serving)
    if made is None or symbol != made.symbol or not early:
        yield unknown(app, node, scope)


def _make_response(_app: App, node: ast.Attribute, scope: Scope) -> Steps:
    yield Replace(scope.module.anchor(node), "${compat.responses.make_response}")


def _globals_class(app: App, node: ast.Attribute, scope: Scope) -> Steps:
    """`app.app_ctx_globals_class = Own` stays, where `g` needs no more of the class than attributes."""
    setting, early = parent(node), app.function_at(scope) not in app.fact(serving)
    set_here = isinstance(setting, ast.Assign) and setting.targets == [node]
    why = why_no_globals(app, setting.value, scope) if isinstance(setting, ast.Assign) else None
    if not set_here or not early or why is not None:
        function = app.function_at(scope)
        detail = "`app_ctx_globals_class`" + (f": {why}" if why else "")
        yield Refuse(scope.module.anchor(node), ATTRIBUTE, detail, function)


def _session_interface(app: App, node: ast.Attribute, scope: Scope) -> Steps:
    """Where it is set is a matter of the sessions."""
    if not isinstance(node.ctx, ast.Store):
        yield unknown(app, node, scope)


def _itself(app: App, node: ast.Attribute, scope: Scope) -> Steps:
    """The object behind `current_app` is a matter of that; another proxy stays."""
    if call_of(node) is None:
        function = app.function_at(scope)
        yield Refuse(scope.module.anchor(node), INSIDE, f"`{node.attr}`", function)


def _run(app: App, node: ast.Attribute, scope: Scope) -> Steps:
    """`app.run(host=…, port=…)`, by name or by position, becomes `uvicorn.run(app, …)`."""
    call, module = parent(node), scope.module
    if not isinstance(call, ast.Call):
        yield Refuse(module.anchor(node), ATTRIBUTE, "`run`")
        return
    if len(call.args) > len(_POSITIONS) or is_unpacked(call):
        yield Refuse(module.anchor(call), ATTRIBUTE, "`run` with unknown arguments")
        return
    given = dict(zip(_POSITIONS, call.args, strict=False))
    given |= {k.arg: k.value for k in call.keywords if k.arg}
    given = {n: v for n, v in given.items() if n in ("host", "port") and not _is_none(v)}
    parts = ["$app", *(f"{name}=${name}" for name in given)]
    if "port" not in given:
        parts.append("port=5000")
    if app.fact(reads_proxies):
        parts.append("proxy_headers=False")
    holes = [("app", module.anchor(node.value))]
    holes += [(name, module.anchor(value)) for name, value in given.items()]
    template = f"${{uvicorn}}.run({', '.join(parts)})"
    yield Replace(module.anchor(call), template, tuple(sorted(holes)))


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _json(app: App, node: ast.Attribute, scope: Scope) -> Steps:
    """`app.json.compact = …` stays; `app.json.response(…)` becomes `jsonify(…)`.

    Another provider is a matter of its own.
    """
    setting = parent(node)
    if isinstance(setting, ast.Attribute) and setting.attr in _JSON_FUNCTIONS:
        if isinstance(setting.ctx, ast.Load) and _is_current(app, node.value, scope):
            text = "${" + _JSON_FUNCTIONS[setting.attr] + "}"
            yield Replace(scope.module.anchor(setting), text, function=app.function_at(scope))
            return
    known = isinstance(setting, ast.Attribute) and setting.attr in _JSON
    if not known and not isinstance(setting, ast.Assign):
        yield unknown(app, node, scope)


def _is_current(app: App, node: ast.expr, scope: Scope) -> bool:
    """Tell whether an application is the one that serves the request at hand."""
    alone = sum(maker.kind == "app" for maker in app.makers) == 1
    named = app.project.resolve(node, scope) == "flask.current_app"
    return named or (alone and app.function_at(scope) in app.fact(serving))


def _options_response(app: App, node: ast.Attribute, scope: Scope) -> Steps:
    """`app.make_default_options_response()` stays where it is called for the request at hand."""
    if call_of(node) is None or not _is_current(app, node.value, scope):
        yield unknown(app, node, scope)


def _view_functions(app: App, node: ast.Attribute, scope: Scope) -> Steps:
    """`app.view_functions` stays where a view is asked for attributes that it was given."""
    serves = app.function_at(scope) in app.fact(serving)
    if not serves or not is_only_asked(app, node, scope):
        yield unknown(app, node, scope)


def _of_templates(app: App, node: ast.Attribute, scope: Scope) -> Steps:
    """`app.jinja_loader` and `app.jinja_options` stay; blueprints have none after."""
    if any(maker.kind != "app" for maker in app.makers_of(node.value, scope)):
        yield unknown(app, node, scope)


def _static_file(app: App, node: ast.Attribute, scope: Scope) -> Steps:
    """`app.send_static_file(name)` becomes `send_from_directory(app.static_folder, name)`.

    A blueprint has a folder of its own.
    """
    module, call = scope.module, call_of(node)
    if call is None or is_unpacked(call):
        function = app.function_at(scope)
        yield Refuse(module.anchor(node), INSIDE, "`send_static_file`", function)
        return
    name = keyword_of(call, "filename")
    if name is not None:
        yield Replace(keyword_name(module, name), "path=")
    text = "${compat.static.send_from_directory}($app.static_folder, "
    yield Replace(call_opening(module, call), text, (("app", module.anchor(node.value)),))


_CONVERTED: dict[str, Callable[[App, ast.Attribute, Scope], Steps]] = {
    "_get_current_object": _itself,
    "app_ctx_globals_class": _globals_class,
    "jinja_loader": _of_templates,
    "jinja_options": _of_templates,
    "json": _json,
    "make_default_options_response": _options_response,
    "make_response": _make_response,
    "request_class": _request_class,
    "response_class": _response_class,
    "run": _run,
    "send_static_file": _static_file,
    "session_interface": _session_interface,
    "view_functions": _view_functions,
}
