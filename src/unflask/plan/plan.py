"""All recipes' steps, gathered and checked before a single byte changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from unflask.facts.wrappers import fills_positions
from unflask.model.app import App
from unflask.model.carried import BY_MARK, CARRIED, Carried
from unflask.model.errors import RecipeError
from unflask.model.source import Anchor
from unflask.model.steps import (
    AddArgument,
    AddParameter,
    Edit,
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
    Step,
    Tighten,
)  # fmt: skip
from unflask.plan.claims import unclaimed
from unflask.plan.effects import Spread, spread
from unflask.recipe import Recipe

_EDITS = (Replace, Insert, Remove, AddParameter, AddArgument, MakeAsync)


class Conflict(Exception):
    """Two recipes claim the same span; `recipes` names them and `anchor` is where."""

    def __init__(self, first: str, second: str, anchor: Anchor) -> None:
        super().__init__(f"{first} and {second} both change {anchor.path}:{anchor.line}")
        self.recipes, self.anchor = (first, second), anchor


@dataclass(frozen=True)
class Plan:
    """What a migration will do, as data: it prints, it serialises, it needs no files."""

    edits: dict[str, tuple[Edit, ...]] = field(default_factory=dict)
    refusals: tuple[Refuse, ...] = ()
    leaves: tuple[Leave, ...] = ()
    files: tuple[NewFile, ...] = ()
    requires: tuple[Require, ...] = ()
    tightenings: tuple[Tighten, ...] = ()
    flags: tuple[Flag, ...] = ()
    spreads: dict[Effect, Spread] = field(default_factory=dict, compare=False)

    @property
    def spread(self) -> Spread:
        """How functions get the request."""
        return self.spreads.get(Effect.REQUEST, Spread())


def gather(app: App, recipes: Iterable[Recipe]) -> dict[Step, str]:
    """Run all recipes; return their steps with the id of the recipe that yielded each.

    Raises RecipeError where a recipe itself fails.
    """
    found: dict[Step, str] = {}
    for recipe in recipes:
        if recipe.optional and recipe.id not in app.options:
            continue
        try:
            for step in recipe.steps(app):
                found.setdefault(step, recipe.id)
        except Exception as error:
            raise RecipeError(recipe.id, app.target, error) from error
    return found


def make_plan(app: App, recipes: Sequence[Recipe], boundaries: frozenset[str]) -> Plan:
    """Merge the steps of all recipes into one plan.

    `boundaries` are the functions to which the framework gives a request; views among them can ask
    for a database session too. Raises Conflict where two recipes change the same span and neither
    is declared to go over the other.
    """
    steps = gather(app, recipes)
    over = {r.id: frozenset(r.over) for r in recipes}
    kept = _settle(steps, over)
    needs = [s for s in steps if isinstance(s, Needs)]
    refusals = {s for s in steps if isinstance(s, Refuse)}
    refusals |= set(unclaimed(app, kept, refusals))
    spreads = {c.effect: spread(app, needs, _given(app, boundaries, c), c) for c in CARRIED}
    edits: dict[str, set[Edit]] = defaultdict(set)
    for edit in kept:
        edits[edit.anchor.path].add(edit)
    for order, carried in enumerate(CARRIED):
        for edit in _thread(app, spreads[carried.effect], carried, order):
            edits[edit.anchor.path].add(edit)
    return Plan(
        {path: tuple(sorted(edits[path], key=_order)) for path in sorted(edits)},
        tuple(sorted(refusals, key=_order)),
        tuple(
            sorted((s for s in steps if isinstance(s, Leave)), key=lambda s: (s.rule, s.endpoint))
        ),
        tuple(sorted((s for s in steps if isinstance(s, NewFile)), key=lambda s: s.path)),
        tuple(sorted((s for s in steps if isinstance(s, Require)), key=lambda s: (s.name, s.drop))),
        tuple(sorted((s for s in steps if isinstance(s, Tighten)), key=_order)),
        tuple(sorted((s for s in steps if isinstance(s, Flag)), key=_order)),
        spreads,
    )


def _settle(steps: dict[Step, str], over: dict[str, frozenset[str]]) -> list[Edit]:
    """Give every replaced span one owner."""
    owners: dict[Anchor, tuple[str, Edit]] = {}
    free: list[Edit] = []
    for step, recipe in steps.items():
        if isinstance(step, Replace | Remove):
            known = owners.get(step.anchor)
            if known is None or known[0] in over.get(recipe, ()):
                owners[step.anchor] = (recipe, step)
            elif recipe not in over.get(known[0], ()):
                raise Conflict(known[0], recipe, step.anchor)
        elif isinstance(step, _EDITS):
            free.append(step)
    return [*(edit for _, edit in owners.values()), *free]


def _given(app: App, boundaries: frozenset[str], carried: Carried) -> frozenset[str]:
    return boundaries if carried.effect is Effect.REQUEST else boundaries & app.views.keys()


def _thread(app: App, threads: Spread, carried: Carried, order: int) -> Iterable[Edit]:
    for name in sorted(threads.threaded):
        found = app.function(name)
        assert found is not None
        node, scope = found
        kind = carried.given if name in threads.boundaries else carried.handed
        text = f"{carried.name}: {kind}"
        place: Literal["first", "keyword"] = "first"
        if fills_positions(app, node, scope):
            place = "keyword"
        yield AddParameter(scope.module.anchor(node), carried.name, text, place, order)
    for call in threads.calls:
        assert call.call is not None
        caller = app.function_at(call.scope)
        mark = f"${{@{carried.effect.value}}}"
        yield AddArgument(call.module.anchor(call.call), mark, "first", caller, order)


def _order(step: Step) -> tuple[object, ...]:
    anchor: Anchor = step.anchor  # type: ignore[union-attr]
    return (anchor, type(step).__name__, repr(step))


def at_hand(plan: Plan, mark: str, function: str | None) -> str:
    """Return the template of what `${@request}` or `${@session}` stands for in a function."""
    carried = BY_MARK[mark]
    found = plan.spreads.get(carried.effect, Spread())
    seen = function in found.threaded or function in found.inner
    return carried.name if seen else carried.context


__all__ = ["Conflict", "Effect", "Plan", "at_hand", "gather", "make_plan"]
