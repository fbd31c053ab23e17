"""
The project's tests keep their form: their imports from Flask come from the copied `compat.testing`.

It gives the application `test_client`, `test_cli_runner`, `app_context` and
`test_request_context`, whose requests the FastAPI application answers.
"""

import ast
import re
from pathlib import PurePosixPath
from textwrap import dedent

from unflask.model.app import App
from unflask.model.project import Reference
from unflask.model.source import Anchor, Module, Scope, absolute, parent
from unflask.model.spans import attribute_name, call_opening, keyword_of
from unflask.model.steps import Insert, Replace
from unflask.recipe import Recipe, Steps

recipe = Recipe("suite", "The project's tests")

TESTING = {
    "after_this_request", "appcontext_popped", "appcontext_pushed", "appcontext_tearing_down",
    "before_render_template", "copy_current_request_context", "current_app", "g",
    "got_request_exception", "has_app_context", "has_request_context", "message_flashed", "request",
    "request_finished", "request_started", "request_tearing_down", "session", "template_rendered",
}  # fmt: skip
_SYMBOLS = {
    "flask.Flask": "compat.application.Application",
    "flask.Blueprint": "compat.routing.Router",
    "flask.url_for": "compat.urls.url_for",
    "flask.abort": "compat.errors.abort",
    "flask.jsonify": "compat.responses.jsonify",
    "flask.make_response": "compat.responses.make_response",
    "flask.redirect": "compat.responses.redirect",
    "flask.Response": "compat.responses.Response",
    "werkzeug.wrappers.Response": "compat.responses.Response",
    "flask.render_template": "compat.templating.render_template",
    "flask.render_template_string": "compat.templating.render_template_string",
    "flask.get_template_attribute": "compat.templating.get_template_attribute",
    "flask.flash": "compat.session.flash",
    "flask.get_flashed_messages": "compat.session.get_flashed_messages",
    "flask.json.dumps": "json.dumps",
    "flask.json.loads": "json.loads",
    "flask.json": "json",
    "flask.testing.FlaskClient": "compat.testing.FlaskClient",
    "flask.testing.FlaskCliRunner": "compat.testing.FlaskCliRunner",
    "flask.views.MethodView": "compat.testing_views.MethodView",
    "flask.views.View": "compat.testing_views.View",
    "werkzeug.test.Client": "compat.testing.Client",
    "werkzeug.test.TestResponse": "compat.testing.TestResponse",
    "werkzeug.test.EnvironBuilder": "compat.testing.EnvironBuilder",
    "werkzeug.test.create_environ": "compat.testing.create_environ",
}
_METHODS = {"test_client", "test_cli_runner", "app_context", "test_request_context"}
_RENAMED = {"form": "form_data", "url": "href", "base_url": "base_href", "json": "get_json()"}


@recipe.on_app
def imports(app: App) -> Steps:
    """Take from `compat` what the tests took from Flask and Werkzeug."""
    for symbol, references in app.project.references.items():
        target = _target(symbol)
        if target is None:
            continue
        for reference in references:
            if reference.module.path not in app.suite or _is_about_wsgi(app, reference):
                continue
            yield Replace(reference.module.anchor(reference.node), "${" + target + "}")
            attribute = reference.attribute
            if symbol == "flask.request" and attribute is not None and attribute.attr in _RENAMED:
                yield Replace(attribute_name(reference.module, attribute), _RENAMED[attribute.attr])


def _is_about_wsgi(app: App, reference: Reference) -> bool:
    """Tell whether Werkzeug's client is put around a WSGI function of the project, which stays one."""
    outer = parent(reference.node)
    match outer:
        case ast.Call(func=func, args=[served, *_]) if (
            app.project.resolve(func, reference.scope) == "werkzeug.test.Client"
        ):
            return app.project.resolve(served, reference.scope) in app.project.functions
    return False


def _target(symbol: str) -> str | None:
    if symbol.startswith("flask.") and symbol.removeprefix("flask.") in TESTING:
        return f"compat.testing.{symbol.removeprefix('flask.')}"
    if symbol.startswith("werkzeug.exceptions.") and symbol.count(".") == 2:
        return f"compat.errors.{symbol.rpartition('.')[2]}"
    return _SYMBOLS.get(symbol)


@recipe.on_app
def calls(app: App) -> Steps:
    """`app(environ, start_response)`, as a WSGI server calls it, becomes `answer_wsgi(app, …)`."""
    for path in sorted(app.suite):
        module = app.project.paths[path]
        for scope, call in _calls(module):
            func: ast.expr = call.func
            if isinstance(func, ast.Attribute) and func.attr == "wsgi_app":
                func = func.value
            makers = app.makers_of(func, scope)
            if len(call.args) == 2 and not call.keywords and any(m.kind == "app" for m in makers):
                text = "${compat.testing.answer_wsgi}($app, "
                opening = call_opening(module, call)
                yield Replace(opening, text, (("app", module.anchor(func)),))


def _calls(module: Module) -> list[tuple[Scope, ast.Call]]:
    """Return the calls of a module that may be calls of its application, with their scopes."""
    found: list[tuple[Scope, ast.Call]] = []
    for name, scope in module.names:
        node: ast.AST = name
        outer = parent(node)
        while isinstance(outer, ast.Attribute):
            node, outer = outer, parent(outer)
        if isinstance(outer, ast.Call) and outer.func is node:
            found.append((scope, outer))
    return found


@recipe.on_app
def clients(app: App) -> Steps:
    """Import `compat.testing` where the application is asked for a client or a context."""
    package = f"{app.package}.compat" if app.package else "compat"
    for path in sorted(app.suite):
        module = app.project.paths[path]
        if not _asks(app, module) or _is_served(app, path):
            continue
        block = [n for n in module.tree.body if isinstance(n, ast.Import | ast.ImportFrom)]
        own = _own_imports(app, module, block)
        line = f"import {package}.testing  # noqa: F401 - gives the application its test client"
        if own:
            yield Insert(module.anchor(own[0]), "before", line, line=True)
        elif block:
            yield Insert(module.anchor(block[-1]), "after", line, line=True)
        else:
            yield Insert(module.anchor(module.tree.body[0]), "before", f"{line}\n", line=True)


@recipe.on_app
def programs(app: App) -> Steps:
    """A program in a text, for another process, imports `compat.testing` beside the application."""
    package = f"{app.package}.compat" if app.package else "compat"
    top = app.target.partition(":")[0].split(".")[0]
    for path in sorted(app.suite):
        module = app.project.paths[path]
        for node in module.nodes:
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                span = _import_in(module, node, node.value, top)
                if span is not None:
                    yield Insert(span, "before", f"import {package}.testing; ")


def _import_in(module: Module, node: ast.Constant, text: str, top: str) -> Anchor | None:
    """Return where a program in a text imports the application that it asks for a client."""
    if not any(f".{name}(" in text for name in _METHODS):
        return None
    try:
        program = ast.parse(dedent(text))
    except (SyntaxError, ValueError):
        return None
    if not any(top in _imported(statement) for statement in program.body):
        return None
    span = module.anchor(node)
    source = module.source[span.start : span.end]
    found = re.search(rf"(?<![\w.])(?:import|from) {re.escape(top)}(?![\w])", source)
    if found is None:
        return None
    start = span.start + found.start()
    return Anchor(module.path, start, span.start + found.end(), span.line, "import in a text")


def _imported(statement: ast.stmt) -> set[str]:
    if isinstance(statement, ast.Import):
        return {a.name.split(".")[0] for a in statement.names}
    if isinstance(statement, ast.ImportFrom) and not statement.level:
        return {(statement.module or "").split(".")[0]}
    return set()


def _own_imports(
    app: App, module: Module, block: list[ast.Import | ast.ImportFrom]
) -> list[ast.ImportFrom]:
    """Return the imports from the project that end a block of imports; a plain one goes before."""
    found: list[ast.ImportFrom] = []
    for node in reversed(block):
        own = isinstance(node, ast.ImportFrom) and absolute(module, node) in app.project.modules
        if not isinstance(node, ast.ImportFrom) or not own or node.level:
            break
        found.insert(0, node)
    return found


def _is_served(app: App, path: str) -> bool:
    """Tell whether a `conftest.py` above already imports it."""
    folders = [
        f"{folder}/" if folder != "." else "" for folder in map(str, PurePosixPath(path).parents)
    ]
    served = [f"{folder}conftest.py" for folder in folders]
    return any(p != path and p in app.suite and _asks(app, app.project.paths[p]) for p in served)


def _asks(app: App, module: Module) -> bool:
    """Tell whether a module asks the application, or hands it to a plugin that does."""
    return any(map(_is_asked, module.nodes)) or any(
        reference.module is module and _fixture(app, reference) == "app"
        for reference in app.project.references.get("pytest.fixture", [])
    )


def _is_asked(node: ast.AST) -> bool:
    named = isinstance(node, ast.Attribute) and node.attr in _METHODS
    return named and isinstance(parent(node), ast.Call)


def _fixture(app: App, reference: Reference) -> object:
    """Return the name of the fixture that a decorator makes; pytest-flask looks for one `app`."""
    decorator = reference.call or reference.node
    function = parent(decorator)
    if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
        return None
    name = keyword_of(reference.call, "name") if reference.call is not None else None
    return function.name if name is None else app.constant(name.value, reference.scope)
