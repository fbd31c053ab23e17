"""
`app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1)` becomes `app.add_middleware(ProxyFix, x_for=1)`.

The copied `ProxyFix` counts proxies as Werkzeug's does. Uvicorn's own reading of these headers goes by
the addresses of proxies and knows neither host nor prefix; it has to be switched off.

Parity: client, scheme, host, port and prefix are those that Flask saw, in URLs that are built, too.
A middleware of the project's own that reads and sets entries of the environment runs as it is, within
`EnvironFix`. Any other is refused: it sees requests and answers that an ASGI server never has. In a function that only
starts a server, no route depends on it: what remains is a marker.
"""

import ast

from unflask.facts.launchers import launchers
from unflask.facts.wsgi import Wrapped, wrapped
from unflask.model.app import App
from unflask.model.steps import Code, Flag, Refuse, Replace
from unflask.recipe import Recipe, Steps
from unflask.recipes.common import LAUNCH

AROUND = Code(
    "UF107",
    "the application is wrapped in WSGI middleware",
    "Write the same as an ASGI middleware (`app.add_middleware`), or leave it to the server or the "
    "proxy. Until then all routes stay on Flask.",
    scope="app",
)
SERVER = Code(
    "UF108",
    "the server must not read X-Forwarded headers itself",
    "Start Uvicorn with `--no-proxy-headers` (`proxy_headers=False`): by default it takes client and "
    "scheme from the last value of these headers before the application can count proxies.",
    scope="none",
)

recipe = Recipe("wsgi", "WSGI middleware", (AROUND, SERVER, LAUNCH))


@recipe.on_app
def convert(app: App) -> Steps:
    """Turn what has a counterpart into ASGI middleware, and refuse all else."""
    for place in app.fact(wrapped):
        module = place.scope.module
        span = module.anchor(place.statement)
        if place.hindrance is not None:
            function = app.function_at(place.scope)
            code = LAUNCH if function in app.fact(launchers) else AROUND
            yield Refuse(span, code, place.hindrance, function)
            continue
        if place.middleware is not None:
            yield from _own(place)
            continue
        numbers = "".join(f", {name}=${name}" for name in place.numbers)
        holes = [("app", module.anchor(place.owner))]
        holes += [(name, module.anchor(node)) for name, node in place.numbers.items()]
        text = f"$app.add_middleware(${{compat.proxies.ProxyFix}}{numbers})"
        yield Replace(span, text, tuple(sorted(holes)))
        yield Flag(span, SERVER)


def _own(place: Wrapped) -> Steps:
    """`app.wsgi_app = Own(app.wsgi_app, …)` makes the same object, around what stands for the app."""
    module, call = place.scope.module, place.statement.value
    assert isinstance(call, ast.Call)
    first = module.anchor(call.args[0])
    yield Replace(first, "inner")
    holes = (("app", module.anchor(place.owner)), ("made", module.anchor(call)))
    text = "$app.add_middleware(${compat.environs.EnvironFix}, lambda inner: $made, $app)"
    yield Replace(module.anchor(place.statement), text, holes)
