"""
Flask extensions: what acts on every request keeps all routes on Flask, what is named keeps its users.

An extension that acts only where code names it is taken out of the converted application; the object
stays, so that modules which import it still load, and the routes that reach it are answered by the
original. Watchers (error reporting, tracing) are taken out and pointed at, or swapped for their twin.

Parity: a route that is converted reaches no extension, through no helper, class, decorator or page.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from unflask.facts.cors import EXTENSION, cors
from unflask.facts.documented import documenting
from unflask.facts.extension_reach import given, looked_up_extensions, named
from unflask.facts.extension_rows import Extension, advice
from unflask.facts.extensions import extension_uses, in_use
from unflask.facts.left_start import left_start
from unflask.facts.limiters import EXTENSION as LIMITER
from unflask.facts.makers import HandOver
from unflask.facts.pages import pages
from unflask.facts.sessions import converted_database
from unflask.facts.settings import settings_from_outside
from unflask.facts.socks import EXTENSION as SOCK
from unflask.facts.websockets import websockets
from unflask.facts.whole_extensions import conversions, converts
from unflask.model.app import App, anchor
from unflask.model.source import parent, statement
from unflask.model.spans import with_comma
from unflask.model.steps import Code, Insert, Refuse, Remove, Replace
from unflask.recipe import Recipe, Steps

USED = Code(
    "UF201",
    "a Flask extension is used here",
    "The routes that reach this line are answered by the original application. Move them to what the "
    "marker names, a route at a time; then the extension can go.",
)
EVERYWHERE = Code(
    "UF202",
    "a Flask extension acts on every request",
    "Its headers, checks or limits would be missing from converted routes, so all routes stay on "
    "Flask. Put what the marker names in its place first: in the Flask application, in the proxy, or "
    "as a middleware.",
    scope="app",
)
UNKNOWN = Code(
    "UF203",
    "a Flask extension that nobody described is given the application",
    "It may act on every request, so all routes stay on Flask. Where the application can be imported "
    "(--python names the interpreter that has its dependencies), the hooks that the extension "
    "registered are looked at, and one without hooks keeps only the routes that use it.",
    scope="app",
)
OUT = Code(
    "UF204",
    "a Flask extension was taken out of the converted application",
    "The original still has it and answers the routes that use it. Where the extension only watched, "
    "set up what the marker names.",
    scope="none",
)
PAGE = Code(
    "UF205",
    "a page uses what a Flask extension gives to templates",
    "The page is still rendered by the original. Replace the name in the template, then the route "
    "converts.",
)

SOCKET = Code(
    "UF206",
    "nothing answers this WebSocket any longer",
    "A server of ASGI hands WebSockets to the application as such, and the original behind it, which "
    "speaks WSGI, never sees them. Write it as `@app.websocket(…)` with `await websocket.accept()`, "
    "`receive_text()` and `send_text()`, or go on serving the original beside the result and let the "
    "proxy send this path there.",
    scope="none",
)

recipe = Recipe("extensions", "Flask extensions", (USED, EVERYWHERE, UNKNOWN, OUT, PAGE, SOCKET))


@recipe.on_app
def set_up(app: App) -> Steps:
    """`db.init_app(app)`, `Swagger(app, …)`: an extension is given the application."""
    for place in app.fact(given):
        hand, detail = place.hand, _detail(app, place.extension, place.hand.call.func)
        span, function = hand.scope.module.anchor(hand.call), app.function_at(hand.scope)
        if place.everywhere is None:
            yield from _taken_out(app, hand, place.extension)
        else:
            code = EVERYWHERE if place.everywhere == "known" else UNKNOWN
            yield Refuse(span, code, detail, function)


def _taken_out(app: App, hand: HandOver, extension: Extension) -> Steps:
    """Take the application away from an extension; its object stays where a name holds it."""
    module, call = hand.scope.module, hand.call
    whole = statement(call)
    bare = isinstance(whole, ast.Expr) and whole.value is call
    code = OUT if bare or extension.reach == "watches" else USED
    yield Refuse(module.anchor(call), code, _advice(app, extension), app.function_at(hand.scope))
    if extension.reads_session:
        text = f"{module.text(hand.argument)}.after_request(${{compat.vary.vary_on_cookie}})"
        yield Insert(module.anchor(whole), "after", text, line=True)
    if _may_limit_more(app, hand, extension):
        text = f"${{compat.limits.expect_no_wide_limits}}({module.text(hand.argument)})"
        if bare:
            yield Replace(module.anchor(whole), text)
            return
        yield Insert(module.anchor(whole), "after", text, line=True)
    found_by_tests = _is_asked_in_tests(app, extension.on_app)
    if found_by_tests:
        yield from _kept_on_app(hand, extension, whole)
    if bare and (not found_by_tests or _begins(call)):
        if not found_by_tests:
            yield Remove(module.anchor(whole))
        return
    argument = parent(hand.argument)
    span: ast.AST = argument if isinstance(argument, ast.keyword) else hand.argument
    alone = isinstance(span, ast.keyword) or len(call.args) == 1
    if alone:
        yield Replace(with_comma(module, span), "")
    else:
        yield Replace(module.anchor(hand.argument), "None")


def _is_asked_in_tests(app: App, name: str) -> bool:
    """Tell whether tests look for an extension by an attribute of the application."""
    return bool(name) and any(
        (isinstance(n, ast.Attribute) and n.attr == name)
        or (isinstance(n, ast.Constant) and n.value == name)
        for module in app.project.modules.values()
        if module.path in app.tests
        for n in module.nodes
    )


def _kept_on_app(hand: HandOver, extension: Extension, whole: ast.stmt) -> Steps:
    """`app.swag = Swagger(…)`, as the extension itself would have set it."""
    module, call = hand.scope.module, hand.call
    attribute = f"{module.text(hand.argument)}.{extension.on_app}"
    match whole:
        case ast.Expr() if _begins(call):
            assert isinstance(call.func, ast.Attribute)
            yield Replace(module.anchor(whole), f"{attribute} = {module.text(call.func.value)}")
        case ast.Expr():
            holes = (("made", module.anchor(call.func)),)
            yield Replace(module.anchor(call.func), f"{attribute} = $made", holes)
        case ast.Assign(targets=[ast.Name(id=name)]):
            yield Insert(module.anchor(whole), "after", f"{attribute} = {name}", line=True)


def _begins(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and call.func.attr == "init_app"


def _may_limit_more(app: App, hand: HandOver, extension: Extension) -> bool:
    """Tell whether settings that nobody has read may limit the routes that are converted."""
    if extension.module != LIMITER or not app.fact(settings_from_outside):
        return False
    return app.project.resolve(hand.argument, hand.scope) != "flask.current_app"


@recipe.on_app
def at_start(app: App) -> Steps:
    """What sets up a database that stays on Flask is left to the original, which does it, too."""
    if converted_database(app):
        return
    for gone in app.fact(left_start).dropped:
        span = gone.module.anchor(gone.statement)
        if gone.extension is not None:
            yield Refuse(span, OUT, advice(gone.extension), gone.function)
        yield Remove(span)


@recipe.on_app
def notes(app: App) -> Steps:
    """`@swag_from(…)` is read by the pages of the original, which has it still."""
    for decorator, reference in app.fact(documenting).items():
        yield Remove(reference.module.anchor(decorator))


@recipe.on_app
def used(app: App) -> Steps:
    """Every other place that names an extension keeps the routes that reach it on Flask."""
    for place in app.fact(named):
        span = place.scope.module.anchor(place.node)
        detail = _detail(app, place.extension, place.node)
        yield Refuse(span, USED, detail, place.function)


@recipe.on_app
def sockets(app: App) -> Steps:
    """Point at every function that answers a WebSocket: no answer of theirs can be compared."""
    for socket in app.fact(websockets) if not converts(app, SOCK) else ():
        span = socket.scope.module.anchor(socket.decorator)
        yield Refuse(span, SOCKET, f"`{socket.function.name}`")


def _detail(app: App, extension: Extension, node: ast.expr) -> str:
    """Say what takes the place of an extension, or why a convertible one stays."""
    odd = app.fact(cors).odd if extension.module == EXTENSION else {}
    if not odd:
        return _advice(app, extension)
    return f"{extension.name}; {odd.get(node) or next(iter(odd.values()))}"


def _advice(app: App, extension: Extension) -> str:
    made = app.fact(conversions).get(extension.module)
    return advice(extension) if made is None else f"{extension.name}; {made.odd}"


@recipe.on_app
def looked_up(app: App) -> Steps:
    """`current_app.extensions["mail"]` in a view: what was taken out is not there."""
    for node, scope in app.fact(looked_up_extensions):
        span, function = scope.module.anchor(node), app.function_at(scope)
        yield Refuse(span, USED, f"`{ast.unparse(node)}`", function)


@recipe.on_app
def swapped(app: App) -> Steps:
    """A watcher with a twin for FastAPI is swapped for it."""
    for use in app.fact(extension_uses):
        twin = dict(use.extension.swaps).get(use.symbol)
        if twin is not None:
            yield Replace(anchor(use.reference), "${" + twin + "}")


@recipe.on_app
def shown(app: App) -> Steps:
    """A page that uses an extension's names is rendered by the original."""
    words = {w: app.fact(in_use)[m][0].extension for m in app.fact(in_use) for w in _words(app, m)}
    for page in app.fact(pages):
        for word in sorted(words.keys() & page.words):
            extension = words[word]
            detail = f"{page.name or 'a page'} uses `{word}` of {_advice(app, extension)}"
            yield Refuse(page.anchor, PAGE, detail, page.function)
            break


def _words(app: App, module: str) -> Iterator[str]:
    if not converts(app, module):
        yield from app.fact(in_use)[module][0].extension.words
