"""Decide for every route whether it is converted, marked, or left on Flask."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from fnmatch import fnmatchcase

from unflask.facts.graph import Graph, graph, owners
from unflask.facts.selectors import name_of_lambda, set_ups
from unflask.facts.websockets import websockets
from unflask.migrate.sharing import listeners, shared_by, starts_of
from unflask.model.app import App
from unflask.model.inventory import Hook, Maker, Route
from unflask.model.result import State
from unflask.model.source import Module
from unflask.model.steps import Refuse
from unflask.plan.plan import Plan


@dataclass(frozen=True)
class Fate:
    """What becomes of one route, and why."""

    state: State
    reason: str = ""


def fates(app: App, plan: Plan, patterns: tuple[str, ...] = ()) -> dict[Route, Fate]:
    """Return the fate of every route."""
    links = app.fact(graph)
    blocked = _blocked(app, plan)
    whole = next((r for r in plan.refusals if _is_global(app, r)), None)
    heard = links.reach(app.fact(listeners)) & blocked.keys()
    whole = whole or next((blocked[n] for n in sorted(heard)), None)
    hooked = _hooked(app, links, blocked)
    found: dict[Route, Fate] = {}
    left = {(s.rule, s.endpoint): s.reason for s in plan.leaves}
    for route in app.routes:
        found[route] = _fate(app, route, links, blocked, whole, hooked, left, patterns)
    return _with_shared_state(app, _declared_together(found))


def _declared_together(found: dict[Route, Fate]) -> dict[Route, Fate]:
    """Routes that one call declares stay on Flask together: it is there, or it is not."""
    kept = {
        id(route.declaration.call): fate
        for route, fate in found.items()
        if route.declaration is not None and fate.state != "converted"
    }
    return {
        route: kept.get(id(route.declaration.call), fate) if route.declaration is not None else fate
        for route, fate in found.items()
    }


def _fate(
    app: App,
    route: Route,
    links: Graph,
    blocked: dict[str, Refuse],
    whole: Refuse | None,
    hooked: list[tuple[Hook, Refuse]],
    left: dict[tuple[str, str], str],
    patterns: tuple[str, ...],
) -> Fate:
    if patterns and not chosen(route, patterns):
        return Fate("left", "it was not asked for")
    if whole is not None:
        return Fate("left", _because(whole))
    if (route.rule, route.endpoint) in left:
        return Fate("left", left[route.rule, route.endpoint])
    starts = starts_of(app, route)
    if not starts or route.declaration is None:
        return _fate_without_view(app, route, hooked)
    for hook, refusal in hooked:
        if _applies(app, hook, route):
            return Fate("marked", f"its {hook.kind} hook: {_because(refusal)}")
    for name in sorted(links.reach(starts)):
        if name in blocked:
            chain = min((c for s in sorted(starts) if (c := links.chain(s, name))), key=len)
            way = " → ".join(n.rpartition(".")[2] for n in chain)
            by = f" (through {way})" if len(chain) > 1 else ""
            return Fate("marked", _because(blocked[name]) + by)
    return Fate("converted")


def _fate_without_view(app: App, route: Route, hooked: list[tuple[Hook, Refuse]]) -> Fate:
    refused = next((r for h, r in hooked if _covers(app, h, route)), None)
    if refused is not None:
        return Fate("left", f"a hook of its blueprint: {_because(refused)}")
    unserved = route.declaration is not None and "view_func" not in route.declaration.options
    if _is_own_static(app, route) or unserved:
        return Fate("converted")
    if route.endpoint.rpartition(".")[2] in {w.function.name for w in app.fact(websockets)}:
        return Fate("left", "UF206 nothing answers this WebSocket any longer")
    return Fate("left", "no declaration in the project's source leads to it")


def _is_own_static(app: App, route: Route) -> bool:
    """Tell whether a rule is the static files of the application or of a blueprint of its own."""
    group, _, name = route.endpoint.rpartition(".")
    own = {maker.name for maker in app.makers if maker.kind == "blueprint"}
    return name == "static" and (not group or group.rpartition(".")[2] in own)


def chosen(route: Route, patterns: tuple[str, ...]) -> bool:
    """Tell whether a route matches one of the patterns, `METHOD /rule*` or `/rule*`."""
    for pattern in patterns:
        verb, _, rule = pattern.rpartition(" ")
        if fnmatchcase(route.rule, rule) and (
            not verb or verb.upper() in route.methods or verb == "*"
        ):
            return True
    return False


def _because(refusal: Refuse) -> str:
    detail = f": {refusal.detail}" if refusal.detail else ""
    where = f"{refusal.anchor.path}:{refusal.anchor.line}"
    return f"{refusal.code.id} {refusal.code.title}{detail} ({where})"


def _is_global(app: App, refusal: Refuse) -> bool:
    if refusal.code.scope == "app":
        return True
    return refusal.code.scope == "routes" and any(
        n.endswith(":body") for n in _owners(app, refusal)
    )


def _blocked(app: App, plan: Plan) -> dict[str, Refuse]:
    found: dict[str, Refuse] = {}
    for refusal in plan.refusals:
        if refusal.code.scope == "routes":
            for name in _owners(app, refusal):
                found.setdefault(name, refusal)
    return found


def _decorated(module: Module, refusal: Refuse) -> list[str]:
    """Return the functions whose decorators a refusal lies in: a lambda there is called for them."""
    return [
        f"{module.name}.{scope.qualname}"
        for node, scope in module.scopes.items()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and any(refusal.anchor in module.anchor(d) for d in node.decorator_list)
    ]


def _owners(app: App, refusal: Refuse) -> list[str]:
    chosen_by = [
        name_of_lambda(given, node)
        for given in app.fact(set_ups)
        for node in given.lambdas
        if refusal.anchor in given.scope.module.anchor(node)
    ]
    module = app.project.paths[refusal.anchor.path]
    if refusal.function is not None:
        return [refusal.function, *chosen_by, *_decorated(module, refusal)]
    for node in module.nodes:
        if hasattr(node, "lineno") and module.anchor(node) == refusal.anchor:
            return [*owners(app, node, module.scope), *chosen_by]
    return [f"{module.name}:body"]


def _hooked(app: App, links: Graph, blocked: dict[str, Refuse]) -> list[tuple[Hook, Refuse]]:
    found = []
    for hook in app.hooks:
        if hook.view is None or hook.kind == "shell_context_processor":
            continue
        for name in sorted(links.reach([hook.view])):
            if name in blocked:
                found.append((hook, blocked[name]))
                break
    return found


def _covers(app: App, hook: Hook, route: Route) -> bool:
    """Tell whether the hook of a blueprint runs before or after the files of a static folder."""
    makers = static_makers(app, route)
    return hook.owner.kind == "blueprint" and any(hook.owner in _around(app, m) for m in makers)


def static_makers(app: App, route: Route) -> list[Maker]:
    """Return the blueprints whose static files a rule may be."""
    group, _, name = route.endpoint.rpartition(".")
    if name != "static" or route.declaration is not None:
        return []
    renamed = {r.child for r in app.registrations if r.name is not None}
    named = group.rpartition(".")[2]
    blueprints = [m for m in app.makers if m.kind == "blueprint" and m.option("static_folder")]
    return [m for m in blueprints if m.name == named or m in renamed]


def _applies(app: App, hook: Hook, route: Route) -> bool:
    """Tell whether a hook concerns a route; defaults for URLs do wherever an address is built."""
    if hook.owner.kind == "app" or "app_" in hook.kind or hook.kind == "url_defaults":
        return True
    if route.declaration is None:
        return False
    return hook.owner in _around(app, route.declaration.owner)


def _around(app: App, owner: Maker) -> set[Maker]:
    """Return a blueprint with those that it is registered on."""
    found, todo = set(), [owner]
    while todo:
        here = todo.pop()
        if here not in found:
            found.add(here)
            todo += [r.parent for r in app.registrations if r.child is here]
    return found


def _with_shared_state(app: App, found: dict[Route, Fate]) -> dict[Route, Fate]:
    """Routes that share memory with one that stays on Flask stay there too: it would be two copies."""
    if all(f.state == "converted" for f in found.values()):
        return found
    state = {r: shared_by(app, r, _hooks_of(app, r)) for r in found}
    changed = True
    while changed:
        changed = False
        kept = {s for r, f in found.items() if f.state != "converted" for s in state[r]}
        for route, fate in found.items():
            mine = state[route] & kept if fate.state == "converted" else set()
            if mine:
                name = min(mine, key=lambda s: ("._" in s, s))
                reason = f"it shares `{name}` in memory with a route that stays on Flask"
                found[route] = Fate("left", reason)
                changed = True
    return found


def _hooks_of(app: App, route: Route) -> list[Hook]:
    return [h for h in app.hooks if _applies(app, h, route) or _covers(app, h, route)]
