"""
Flask-Sock becomes the copied `sock` module, under the same names, served by FastAPI's WebSockets.

The functions stay as they are: they may block, each in a thread of its own.

Parity: the same messages, subprotocols, limits and reasons of an end; functions before the request may
answer in its place. What asks for a WebSocket's address in another way is answered 400, as before.
Refused, and with it all that Flask-Sock does: options of routes, coroutines, whatever else of
`simple_websocket` is used. No request shows what a WebSocket does: such routes end unproven.
"""

from unflask.facts.socks import EXTENSION, NAMES, declared, function_of
from unflask.facts.whole_extensions import conversions
from unflask.model.app import App
from unflask.model.steps import Leave, Refuse, Require
from unflask.recipe import Recipe, Steps
from unflask.recipes.common import rebind, unread_imports
from unflask.recipes.extensions import SOCKET
from unflask.recipes.routes import path_of_call, routes_of, why_not_rule

recipe = Recipe("sock", "WebSockets of Flask-Sock")


@recipe.on_app
def convert(app: App) -> Steps:
    """Use the copied names in the place of Flask-Sock's, and FastAPI's form for the rules."""
    made = app.fact(conversions).get(EXTENSION)
    if made is None or not made.uses:
        return
    for reference in made.uses:
        yield from rebind(app, reference, f"compat.sock.{NAMES[reference.symbol]}")
    for declaration in declared(app):
        reason = why_not_rule(app, declaration)
        if reason is None:
            yield from path_of_call(declaration)
            continue
        for route in routes_of(app, declaration):
            yield Leave(route.rule, route.endpoint, f"{SOCKET.id} {SOCKET.title}: {reason}")
        span = declaration.module.anchor(declaration.call)
        yield Refuse(span, SOCKET, reason, function_of(declaration))
    yield Require("flask-sock", drop=True)
    yield from unread_imports(app, EXTENSION)
