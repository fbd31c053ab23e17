"""Which attributes an application gives the request itself: `request.user = …` in a hook, say."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from unflask.facts.receivers import itself, receivers
from unflask.facts.request_classes import members
from unflask.facts.request_names import KNOWN
from unflask.model.app import App
from unflask.model.project import Reference
from unflask.model.source import parent

NAMED = frozenset({"getattr", "hasattr", "setattr", "delattr"})
"""The functions that take the name of an attribute as a text."""

_OF_STATE = frozenset({"get", "pop", "setdefault"})
_OF_G = frozenset({"get", "pop", "setdefault"})


@dataclass(frozen=True)
class Own:
    """The attributes that `request.state` can keep, and those that it cannot."""

    kept: frozenset[str] = frozenset()
    refused: frozenset[str] = frozenset()


def own_attributes(app: App) -> Own:
    """Return the attributes that the application sets on the request.

    `request.state` is what `g` is, so that one name may not be an attribute of both.
    """
    names = {name for reference in _held(app) if (name := _set(reference)) is not None}
    names -= KNOWN | app.fact(members)
    shared = app.fact(names_on_g)
    kept = {n for n in names if _is_kept(n) and shared is not None and n not in shared}
    return Own(frozenset(kept), frozenset(names - kept))


def _held(app: App) -> Iterator[Reference]:
    yield from map(itself, app.uses("flask.request"))
    yield from app.fact(receivers).uses


def _set(reference: Reference) -> str | None:
    """Return the name of the attribute that a use of the request sets, if it does."""
    attribute = reference.attribute
    if attribute is not None:
        return None if isinstance(attribute.ctx, ast.Load) else attribute.attr
    match reference.outer:
        case ast.Call(
            func=ast.Name(id="setattr"), args=[given, ast.Constant(value=str(name)), _]
        ) if given is reference.node:
            return name
    return None


def _is_kept(name: str) -> bool:
    return name not in _OF_STATE and not name.startswith("__") and name != "_state"


def names_on_g(app: App) -> frozenset[str] | None:
    """Return every name that is looked up on `g`; None where one of them is computed."""
    found: set[str] = set()
    for reference in app.uses("flask.g"):
        name = _looked_up(reference)
        if name is None:
            return None
        found.add(name)
    return frozenset(found)


def _looked_up(reference: Reference) -> str | None:
    attribute, outer = reference.attribute, reference.outer
    if attribute is not None and attribute.attr not in _OF_G:
        return None if attribute.attr.startswith("_") else attribute.attr
    if attribute is not None:
        call = parent(attribute)
        called = isinstance(call, ast.Call) and call.func is attribute and bool(call.args)
        return _text(call.args[0]) if called and isinstance(call, ast.Call) else None
    if isinstance(outer, ast.Compare) and reference.node in outer.comparators:
        return _text(outer.left)
    if isinstance(outer, ast.Call) and isinstance(outer.func, ast.Name) and outer.func.id in NAMED:
        return _text(outer.args[1]) if outer.args[0] is reference.node else None
    return None


def _text(node: ast.expr) -> str | None:
    is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return str(node.value) if is_text and isinstance(node, ast.Constant) else None
