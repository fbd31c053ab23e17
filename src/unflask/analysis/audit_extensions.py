"""The extensions of an application, and what becomes of each."""

from __future__ import annotations

from unflask.facts.cors import EXTENSION, cors
from unflask.facts.extension_reach import given, keeping
from unflask.facts.extension_rows import Extension
from unflask.facts.extensions import in_use, is_known
from unflask.facts.graph import graph
from unflask.facts.sessions import is_converted
from unflask.facts.whole_extensions import conversions
from unflask.model.app import App
from unflask.model.audit import ExtensionUse, Fate


def extensions(app: App) -> tuple[ExtensionUse, ...]:
    """Return a row for each extension in use, by name."""
    places = {g.extension.module: g for g in reversed(app.fact(given))}
    found = []
    for module, uses in app.fact(in_use).items():
        extension, first = uses[0].extension, uses[0].reference
        path, line = first.module.path, first.node.lineno
        if module in places:
            hand = places[module].hand
            path, line = hand.scope.module.path, hand.call.lineno
        fate, becomes = _fate(app, extension)
        found.append(ExtensionUse(extension.name, path, line, fate, becomes))
    return tuple(sorted(found, key=lambda row: row.name.lower()))


def _fate(app: App, extension: Extension) -> tuple[Fate, str]:
    instead = f"instead: {extension.successor}"
    if is_converted(app, extension.module) or _is_written_anew(app, extension):
        return "converted", f"it {extension.does}; {instead}"
    everywhere = {g.everywhere for g in app.fact(given) if g.extension is extension}
    if "unknown" in everywhere:
        return "unknown", f"it may act on every request, so all routes stay on Flask; {instead}"
    if "known" in everywhere:
        what = extension.does
        return (
            "left on Flask",
            f"it {what} on every request, so all routes stay on Flask; {instead}",
        )
    if extension.swaps:
        return "converted", f"it {extension.does}; {instead}"
    if extension.reach == "watches":
        return "marked", f"it {extension.does} and is taken out; {instead}"
    routes = users(app, extension)
    if not routes:
        return "marked", f"no route uses it, and it is taken out; {instead}"
    count = f"{len(routes)} of {len(app.routes)} routes"
    known = "" if is_known(extension) else ", which is not in the catalogue"
    return "left on Flask", f"{count} use it{known} and stay on Flask; {instead}"


def _is_written_anew(app: App, extension: Extension) -> bool:
    """Tell whether a helper of the result does what an extension did, in all that it is used for."""
    if extension.module == EXTENSION:
        found = app.fact(cors)
        return bool(found.uses) and not found.odd
    made = app.fact(conversions).get(extension.module)
    return made is not None and bool(made.uses) and made.odd is None


def users(app: App, extension: Extension) -> set[str]:
    """Return the endpoints of the routes that reach an extension."""
    starts = [name for name, kept in app.fact(keeping).items() if kept.module == extension.module]
    reached = app.fact(graph).reached_from(starts)
    views = reached & app.views.keys()
    return _own(app, extension) | {r.endpoint for name in views for r in app.views[name]}


def _own(app: App, extension: Extension) -> set[str]:
    """Return the endpoints of the routes that an extension adds, its blueprint's static files too."""
    foreign = [r for r in app.routes if r.declaration is None and r.source == "live" and r.view]
    own = {r.endpoint for r in foreign if (r.view or "").startswith(f"{extension.module}.")}
    groups = {e.rpartition(".")[0] for e in own} - {""}
    return own | {r.endpoint for r in foreign if r.endpoint.rpartition(".")[0] in groups}
