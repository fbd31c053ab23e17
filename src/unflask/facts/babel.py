"""Uses of Flask-Babel: all of them have a counterpart, or none is converted."""

from __future__ import annotations

import ast
import re

from unflask.facts.conversion import Conversion
from unflask.facts.extensions import extension_uses, objects_of
from unflask.facts.graph import viewed
from unflask.facts.selectors import BABEL, asks_for_old, is_for_old, set_ups
from unflask.model.app import App
from unflask.model.project import Reference
from unflask.model.source import parent, parents
from unflask.model.spans import is_unpacked

EXTENSION = "flask_babel"
_LOCALES = {
    "force_locale", "get_babel", "get_locale", "get_timezone", "refresh", "to_user_timezone", "to_utc",
}  # fmt: skip
_LOCALIZED = {
    "format_currency", "format_date", "format_datetime", "format_decimal", "format_number",
    "format_percent", "format_scientific", "format_time", "format_timedelta",
}  # fmt: skip
_TRANSLATION = {
    "Babel", "Domain", "LazyString", "get_domain", "get_translations", "gettext", "lazy_gettext",
    "lazy_ngettext", "lazy_npgettext", "lazy_pgettext", "ngettext", "npgettext", "pgettext",
}  # fmt: skip
COUNTERPARTS = {
    **{f"{EXTENSION}.{name}": f"compat.locales.{name}" for name in _LOCALES},
    **{f"{EXTENSION}.{name}": f"compat.localized.{name}" for name in _LOCALIZED},
    **{f"{EXTENSION}.{name}": f"compat.translation.{name}" for name in _TRANSLATION},
    f"{EXTENSION}._": "compat.translation.gettext",
    f"{EXTENSION}.speaklater.LazyString": "compat.translation.LazyString",
}
"""What takes the place of each name of Flask-Babel."""

_CLASSES = {f"{EXTENSION}.Babel", f"{EXTENSION}.Domain"}
_OF_OBJECTS = {
    "date_formats", "default_locale", "default_timezone", "domain", "domain_instance", "init_app",
    "list_translations",
}  # fmt: skip
_INSIDE = re.compile(r"\b(_flask_babel|(forced_)?babel_(locale|tzinfo|domain|translations))\b")


def translations(app: App) -> Conversion:
    """Return what is done with Flask-Babel."""
    uses = [u for u in app.fact(extension_uses) if u.extension.module == EXTENSION]
    odd = next((why for u in uses if (why := _oddity(u.symbol, u.reference)) is not None), None)
    odd = odd or _oddity_of_objects(app) or _oddity_of_selectors(app)
    return Conversion(tuple(u.reference for u in uses) if odd is None else (), odd)


def _oddity(symbol: str, reference: Reference) -> str | None:
    if symbol not in COUNTERPARTS or symbol != reference.symbol:
        return f"`{symbol}` is used, or what may stand for it"
    if symbol not in _CLASSES:
        return None
    call = reference.call
    if call is not None:
        return (
            f"`{ast.unparse(call.func)}` is given something unknown" if is_unpacked(call) else None
        )
    if asks_for_old(reference.outer) or _is_annotation(reference.node):
        return None
    return f"`{ast.unparse(reference.node)}` is used as a value"


def _is_annotation(node: ast.AST) -> bool:
    child = node
    for above in parents(node):
        if isinstance(above, ast.AnnAssign | ast.arg):
            return above.annotation is child
        if isinstance(above, ast.FunctionDef | ast.AsyncFunctionDef):
            return above.returns is child
        child = above
    return False


def _oddity_of_objects(app: App) -> str | None:
    if any(_INSIDE.search(module.source) for module in app.modules):
        return "what it keeps for a request is used from outside"
    if any(EXTENSION in module.stars for module in app.modules):
        return "all of its names are imported at once"
    for node, scope in objects_of(app, BABEL):
        outer = parent(node)
        if app.project.resolve(node, scope) == BABEL or asks_for_old(outer) or is_for_old(node):
            continue
        if not isinstance(outer, ast.Attribute):
            return "its object is handed on"
        if outer.attr not in _OF_OBJECTS:
            return f"`{ast.unparse(outer)}` is used"
    return None


def _oddity_of_selectors(app: App) -> str | None:
    served = app.fact(viewed)
    for found in app.fact(set_ups):
        if found.odd:
            return f"its selector `{ast.unparse(found.odd[0])}` is no function of the project"
        if is_unpacked(found.call):
            return "`init_app` is given something unknown"
        if app.function_at(found.scope) in served:
            return "it is set up while a request is served"
    return None
