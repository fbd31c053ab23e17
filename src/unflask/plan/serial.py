"""A plan as plain data and back: what `--plan` stores, and another program may read or change."""

from __future__ import annotations

from dataclasses import fields
from enum import Enum
from typing import Any

from unflask.model.source import Anchor
from unflask.model.steps import (
    AddArgument,
    AddParameter,
    Code,
    Effect,
    Flag,
    Insert,
    Leave,
    MakeAsync,
    Needs,
    NewFile,
    Refuse,
    Remove,
    Replace,
    Require,
    Safety,
    Step,
    Tighten,
)
from unflask.plan.effects import Spread
from unflask.plan.plan import Plan

Json = dict[str, Any]

_STEPS: dict[str, type[Any]] = {
    kind.__name__: kind
    for kind in (
        AddArgument, AddParameter, Flag, Insert, Leave, MakeAsync, Needs, NewFile, Refuse, Remove,
        Replace, Require, Tighten,
    )
}  # fmt: skip
_ENUMS: dict[str, type[Enum]] = {"safety": Safety, "effect": Effect}


def to_json(plan: Plan) -> Json:
    """Return a plan as data for `json.dumps`; the calls that pass the request on are edits in it."""
    return {
        "edits": {path: [step_to_json(e) for e in edits] for path, edits in plan.edits.items()},
        **{name: [step_to_json(s) for s in getattr(plan, name)] for name in _LISTS},
        "spreads": {effect.value: _spread(found) for effect, found in plan.spreads.items()},
    }


_LISTS = ("refusals", "leaves", "files", "requires", "tightenings", "flags")


def _spread(spread: Spread) -> Json:
    return {
        "threaded": sorted(spread.threaded),
        "boundaries": sorted(spread.boundaries),
        "inner": sorted(spread.inner),
        "reasons": dict(sorted(spread.reasons.items())),
    }


def from_json(data: Json) -> Plan:
    """Return the plan that `to_json` wrote; raises KeyError or TypeError where it does not fit."""
    edits = {path: tuple(map(step_from_json, rows)) for path, rows in data["edits"].items()}
    lists = {name: tuple(map(step_from_json, data[name])) for name in _LISTS}
    spreads = {Effect(name): _spread_from(found) for name, found in data["spreads"].items()}
    return Plan(edits, **lists, spreads=spreads)


def _spread_from(data: Json) -> Spread:
    return Spread(
        frozenset(data["threaded"]),
        frozenset(data["boundaries"]),
        (),
        dict(data["reasons"]),
        frozenset(data["inner"]),
    )


def step_to_json(step: Step) -> Json:
    """Return one step as data, with its kind under `step`."""
    return {"step": type(step).__name__, **_fields(step)}


def step_from_json(data: Json) -> Any:
    """Return the step that `step_to_json` wrote."""
    given = {name: _value(name, value) for name, value in data.items() if name != "step"}
    return _STEPS[data["step"]](**given)


def _fields(value: Any) -> Json:
    return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Anchor | Code):
        return _fields(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def _value(name: str, value: Any) -> Any:
    if name == "anchor":
        return Anchor(**value)
    if name == "code":
        return Code(**value)
    if name == "holes":
        return tuple((hole, Anchor(**anchor)) for hole, anchor in value)
    return _ENUMS[name](value) if name in _ENUMS else value
