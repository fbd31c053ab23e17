"""
Signals stay blinker's: those of the application's own, and copies of Flask's, sent at the same moments.

Parity: the same functions are called, in the same order, and get the application as their sender.
Where not all receivers are known, or one of them is given the application in a way that cannot be
followed, the use is refused. So are signals of Flask's whose moment nobody measured (UF100).
"""

from unflask.facts.graph import graph
from unflask.facts.signals import FRAMEWORK, signals
from unflask.model.app import App
from unflask.model.project import Reference
from unflask.model.steps import Code, Require
from unflask.recipe import Recipe, Steps
from unflask.recipes.common import rebind, refuse

RECEIVER = Code(
    "UF119",
    "what listens to a signal of Flask's is not known, or relies on what only Flask does",
    "Connect plain functions by their names, and leave the session alone in receivers of "
    "`request_finished`; or do the same in `before_request`, `after_request` and the like.",
    scope="app",
)

recipe = Recipe("signals", "Signals", (RECEIVER,))

_SESSION = ("flask.session", "flask.flash", "flask.get_flashed_messages")


@recipe.on_use(*sorted(FRAMEWORK))
def of_flask(app: App, reference: Reference) -> Steps:
    """`request_started` and its like come from a copied module that the application sends them by."""
    reason = _hindrance(app, reference.symbol)
    if reason is not None:
        yield refuse(app, reference, RECEIVER, reason)
        return
    name = reference.symbol.rpartition(".")[2]
    yield from rebind(app, reference, f"compat.signals.{name}")
    yield Require("blinker")


def _hindrance(app: App, symbol: str) -> str | None:
    signal = signals(app.project)[symbol]
    name = symbol.rpartition(".")[2]
    if signal.is_open:
        return f"a receiver of `{name}` cannot be followed"
    if name == "request_finished" and _touched(app, set(signal.receivers)):
        return "Flask has stored the session before it sends `request_finished`"
    return None


def _touched(app: App, receivers: set[str]) -> bool:
    """Tell whether functions reach the session."""
    reached = app.fact(graph).reach(receivers)
    used = [r for symbol in _SESSION for r in app.uses(symbol)]
    return any(app.function_at(r.scope) in reached for r in used)


@recipe.on_use("flask.signals.Namespace")
def namespaces(app: App, reference: Reference) -> Steps:
    """Flask's name for it is blinker's class."""
    yield from rebind(app, reference, "blinker.Namespace")


@recipe.on_app
def requirement(app: App) -> Steps:
    """Flask brought blinker along."""
    named = any(s.split(".")[0] == "blinker" and app.uses(s) for s in app.project.references)
    if named or app.uses("flask.signals.Namespace"):
        yield Require("blinker")
