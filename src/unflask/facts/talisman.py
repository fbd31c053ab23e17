"""Uses of Flask-Talisman: all of them have a counterpart, or none is converted."""

from __future__ import annotations

import re

from unflask.facts.conversion import Conversion
from unflask.facts.extensions import extension_uses, objects_of
from unflask.facts.graph import viewed
from unflask.model.app import App
from unflask.model.project import Reference
from unflask.model.source import parent
from unflask.model.spans import is_unpacked

EXTENSION = "flask_talisman"
TALISMAN = "flask_talisman.Talisman"
_NAMES = {
    "flask_talisman.ALLOW_FROM", "flask_talisman.DENY", "flask_talisman.SAMEORIGIN",
    "flask_talisman.talisman.ONE_YEAR_IN_SECS", TALISMAN,
}  # fmt: skip
_VIEW_OPTIONS = re.compile(rb"\btalisman_view_options\b|\bcsp_nonce\b(?!\s*\()")


def security_headers(app: App) -> Conversion:
    """Return what is done with Flask-Talisman."""
    uses = [u for u in app.fact(extension_uses) if u.extension.module == EXTENSION]
    odd = next((why for u in uses if (why := _oddity(u.symbol, u.reference)) is not None), None)
    odd = odd or _oddity_of_objects(app)
    return Conversion(tuple(u.reference for u in uses) if odd is None else (), odd)


def _oddity(symbol: str, reference: Reference) -> str | None:
    if symbol not in _NAMES or symbol != reference.symbol:
        return f"`{symbol}` is used, or what may stand for it"
    if symbol != TALISMAN:
        return None
    if reference.call is None:
        return "`Talisman` is used as a value"
    if is_unpacked(reference.call) or len(reference.call.args) > 1:
        return "`Talisman` is given something unknown"
    return None


def _oddity_of_objects(app: App) -> str | None:
    if any(map(_has_view_options, app.project.files.values())):
        return (
            "single views have options of their own, or the nonce is read elsewhere than in pages"
        )
    served = app.fact(viewed)
    for node, scope in objects_of(app, TALISMAN):
        outer = parent(node)
        call = parent(outer) if outer is not None else None
        made = app.project.resolve(node, scope) == TALISMAN
        begun = getattr(outer, "attr", None) == "init_app" and getattr(call, "func", None) is outer
        if not made and not begun:
            return "its object is used for more than `init_app`"
        if app.function_at(scope) in served:
            return "it is set up while a request is served"
    return None


def _has_view_options(content: bytes) -> bool:
    # Looking for the plain words is ten times as fast, and nearly every file has neither.
    named = b"talisman_view_options" in content or b"csp_nonce" in content
    return named and _VIEW_OPTIONS.search(content) is not None
