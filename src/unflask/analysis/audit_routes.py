"""The inventory: how hard each route is, why, and the order in which to go."""

from __future__ import annotations

from unflask.facts.extension_reach import given, keeping
from unflask.facts.extension_rows import Extension
from unflask.facts.globals import KINDS, global_uses
from unflask.facts.graph import Graph, graph
from unflask.facts.wrappers import decorators, hinders_route
from unflask.model.app import App
from unflask.model.audit import AuditRoute, Difficulty, OrderStep
from unflask.model.inventory import Route

_SAFE = {"GET", "HEAD", "OPTIONS"}


def routes(app: App) -> tuple[AuditRoute, ...]:
    """Return every route of the application, sorted by rule, with its difficulty and the reason."""
    found = []
    for route in app.routes:
        difficulty, why = _difficulty(app, route)
        line = route.line if route.path else 0
        row = AuditRoute(
            route.rule,
            route.methods,
            route.endpoint,
            route.path,
            line,
            route.source,
            difficulty,
            why,
        )
        found.append(row)
    return tuple(sorted(found, key=lambda r: (r.rule, r.methods, r.endpoint)))


def _difficulty(app: App, route: Route) -> tuple[Difficulty, str]:
    if route.source != "live" and route.endpoint.rpartition(".")[2] == "static":
        return "plain", ""
    if route.view is None:
        return "hard", "it has no view that can be read"
    if route.declaration is None:
        where = "" if route.path else f" ({route.view})"
        return "hard", f"no declaration in the source leads to it{where}"
    reached = app.fact(graph).reach([route.view])
    for name in sorted(reached & app.fact(keeping).keys()):
        extension = app.fact(keeping)[name]
        return "hard", f"it uses {extension.name}{_through(app.fact(graph), route.view, name)}"
    return _moderate(app, route.view, reached)


def _moderate(app: App, view: str, reached: set[str]) -> tuple[Difficulty, str]:
    found = app.function(view)
    scope = found[1].parent or found[1] if found is not None else None
    for decorator, symbol in decorators(app, *found) if found is not None else ():
        if scope is not None and hinders_route(app, decorator, symbol, scope):
            return (
                "moderate",
                f"its decorator {_short(symbol or 'that is computed')} is not read through",
            )
        return "moderate", f"its decorator {_short(symbol or '')} runs around it"
    for name in sorted(reached & app.fact(_readers).keys() - {view}):
        kind = app.fact(_readers)[name]
        return "moderate", f"`{kind}` is read{_through(app.fact(graph), view, name)}"
    return "plain", ""


def _readers(app: App) -> dict[str, str]:
    """Return the functions that read `request`, `g` or `session`, with which."""
    return {
        use.function: use.kind
        for use in reversed(app.fact(global_uses))
        if use.function is not None and use.kind != KINDS[-1]
    }


def _through(links: Graph, view: str, name: str) -> str:
    chain = links.chain(view, name)
    return f" through {' → '.join(map(_short, chain[1:]))}" if len(chain) > 1 else ""


def _short(symbol: str) -> str:
    return symbol.rpartition(".")[2]


def order(app: App, rows: tuple[AuditRoute, ...]) -> tuple[OrderStep, ...]:
    """Return the order of work: what holds all up, then reads before writes, least reach first."""
    steps = []
    blockers = _everywhere(app)
    if blockers:
        names = ", ".join(e.name for e in blockers)
        what = "no route can leave Flask before they are replaced"
        steps.append(OrderStep(f"What acts on every request: {names}", what))
    size = {r: len(app.fact(graph).reach([r.view])) for r in app.routes if r.view is not None}
    weight = {(r.rule, r.methods, r.endpoint): n for r, n in size.items()}
    for title, why, difficulty, reads in _LEGS:
        chosen = [
            row
            for row in rows
            if row.difficulty == difficulty
            and (reads is None or reads == (set(row.methods) <= _SAFE))
        ]
        chosen.sort(key=lambda r: (weight.get((r.rule, r.methods, r.endpoint), 0), r.rule))
        names_ = tuple(dict.fromkeys(row.endpoint for row in chosen))
        if names_:
            steps.append(OrderStep(title, why, names_))
    return tuple(steps)


_LEGS: tuple[tuple[str, str, Difficulty, bool | None], ...] = (
    ("Plain routes that read", "nothing stands in the way, and a wrong answer harms least", "plain", True),
    ("Plain routes that write", "the same, with evidence of what they write", "plain", False),
    ("Routes that read through helpers", "request data travels through helpers", "moderate", True),
    ("Routes that write through helpers", "the same, and they write", "moderate", False),
    ("Routes that need a decision", "the original answers them until it is made", "hard", None),
)  # fmt: skip


def _everywhere(app: App) -> list[Extension]:
    return list(dict.fromkeys(g.extension for g in app.fact(given) if g.everywhere is not None))
