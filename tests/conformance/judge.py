"""Migrate a conformance app, ask both sides every step of its script, and judge each answer."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from unflask.fixtures import Case, find_cases
from unflask.fixtures.invariants import imported
from unflask.fixtures.outcome import Outcome, migrate_case
from unflask.fixtures.served import answered, shown
from unflask.model.exchange import Exchange
from unflask.recipes import CORE
from unflask.replay.compare import BYTES, WIRE, compare
from unflask.replay.rules import Matcher, Route

CASES = Path(__file__).with_name("cases")
LEVELS = (WIRE, BYTES)
EQUAL, FLAGGED, SILENT = "equal", "flagged", "silent"
_REFUSED = {400, 415, 422}


@dataclass(frozen=True)
class Step:
    """One request of a script: how its answers compare, and in what they differ."""

    name: str
    judged: str
    differs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Measured:
    """One app at one level; `remaining` says why a route is not converted, by rule."""

    area: str
    name: str
    level: str
    steps: tuple[Step, ...]
    remaining: dict[str, str]
    files_with_flask: tuple[str, ...]

    @property
    def free_of_flask(self) -> bool:
        """Whether no module of the result imports Flask or one of its extensions."""
        return not self.files_with_flask

    def count(self, judged: str) -> int:
        """Return the number of steps that ended so."""
        return sum(step.judged == judged for step in self.steps)


def cases(paths: list[Path]) -> list[Case]:
    """Return the apps below the paths, or all."""
    return [case for path in paths or [CASES] for case in find_cases(path)]


def measure(case: Case, work: Path) -> tuple[Measured, ...]:
    """Return how an app ends at each level; `work` is an empty folder. Raises UserError."""
    found: list[Measured] = []
    seen: list[tuple[Outcome, list[tuple[Exchange, Exchange]]]] = []
    for level in LEVELS:
        outcome = migrate_case(case, work / level, CORE, level)
        same = [a for o, a in seen if o.migration.files == outcome.migration.files]
        answers = same[0] if same else answered(outcome, work / f"{level}-replay")
        seen.append((outcome, answers))
        found.append(_measured(outcome, answers, level))
    return tuple(found)


def _measured(outcome: Outcome, answers: list[tuple[Exchange, Exchange]], level: str) -> Measured:
    result = outcome.migration.result
    routes = [
        Route(r.rule, tuple(r.methods), r.endpoint, r.state, r.reason or "") for r in result.routes
    ]
    matcher = Matcher(routes)
    tightened = frozenset(n for t in result.tightenings for n in t.route.split(", "))
    return Measured(
        outcome.case.folder.parent.name,
        outcome.case.folder.name,
        level,
        tuple(_judged(expected, got, matcher, tightened, level) for expected, got in answers),
        {r.rule: r.reason for r in routes if r.state != "converted"},
        tuple(_with_flask(outcome.tree)),
    )


def _judged(
    expected: Exchange, got: Exchange, matcher: Matcher, tightened: frozenset[str], level: str
) -> Step:
    differs = tuple(shown(d) for d in compare(expected, got, fidelity=level))
    if not differs:
        return Step(got.name, EQUAL)
    match = matcher.match(got.request.method, got.request.path)
    if match is None:
        return Step(got.name, SILENT, differs)
    route = match.route
    refused = got.response is not None and got.response.status in _REFUSED
    listed = refused and f"{'|'.join(route.methods)} {route.rule}" in tightened
    said = listed or route.state != "converted"
    return Step(got.name, FLAGGED if said else SILENT, differs)


def _with_flask(tree: Path) -> list[str]:
    return [
        path.relative_to(tree).as_posix()
        for path in sorted(tree.rglob("*.py"))
        if any(f"{top}_".startswith("flask_") for top in imported(path.read_bytes()))
    ]
