"""Raise the load on a variant until it gives in, and find the highest load that it held."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from unflask.bench.rounds import Progress, Settings, empty, remarks
from unflask.bench.run import measure
from unflask.bench.server import ServerError
from unflask.model.bench import Bench, Knee, Profile, Run, Step, Variant

_REFINED = 2
"""How often the gap between the last load that was held and the first that was not is halved."""
_USERS = (50, 1000)
"""The fewest and the most users; between, one for each request a second."""


@dataclass(frozen=True)
class Limits:
    """What a load may not pass: a share of errors, milliseconds at the 99th percentile, how much is left behind.

    A server that gives fewer than `kept` of the answers that are due in a second falls further behind every
    second, however quick the first of them are.
    """

    errors: float = 0.05
    p99: float = 15_000.0
    kept: float = 0.9


def saturate(
    title: str,
    variants: Sequence[Variant],
    profile: Profile,
    settings: Settings,
    limits: Limits | None = None,
    progress: Progress = lambda _now, _done, _of: None,
) -> Bench:
    """Find the knee of each variant; the rate of `settings.load` is where the search begins.

    A variant that does not start has no knee, and a note says why. Raises UserError where Locust
    itself fails.
    """
    knees: list[Knee] = []
    runs: list[Run] = []
    notes: list[str] = []
    for at, variant in enumerate(variants):

        def tell(rate: float, at: int = at, name: str = variant.name) -> None:
            progress(f"{name}: {rate:.0f} requests/s", at, len(variants))

        try:
            knee, seen = find(variant, profile, settings, limits or Limits(), tell)
        except ServerError as error:
            notes.append(str(error))
            continue
        knees.append(knee)
        runs += seen
    found = empty(title, variants, profile, settings)
    said = (*notes, *remarks(runs), *found.notes)
    return replace(found, rounds=1, runs=tuple(runs), knees=tuple(knees), notes=said)


def find(
    variant: Variant,
    profile: Profile,
    settings: Settings,
    limits: Limits,
    tell: Callable[[float], None],
) -> tuple[Knee, list[Run]]:
    """Return the knee of one variant, and each step as a run.

    Each step meets a server that was just started: none pays for what the one before it left behind, or broke.
    """
    runs: list[Run] = []

    def step(rate: float) -> tuple[Step, str]:
        tell(rate)
        users = min(_USERS[1], max(_USERS[0], math.ceil(rate)))
        load = replace(settings.load, users=users, rate=rate)
        run, _ = measure(variant, profile, load, len(runs) + 1, settings.workers)
        runs.append(run)
        return judged(run, rate, limits)

    knee = search(variant.name, step, settings.load.rate or 10.0)
    return knee, runs


def search(variant: str, step: Callable[[float], tuple[Step, str]], first: float) -> Knee:
    """Double the rate until it is too much, then narrow the gap; `step` tries one and says why it was too much."""
    steps: list[Step] = []
    held, rate, why = 0.0, first, ""
    while not why:
        tried, why = step(rate)
        steps.append(tried)
        held, rate = (held, rate) if why else (rate, rate * 2)
    for _ in range(_REFINED if held else 0):
        middle = math.sqrt(held * rate)
        tried, said = step(middle)
        steps.append(tried)
        held, rate, why = (held, middle, said) if said else (middle, rate, why)
    return Knee(variant, held, why, tuple(sorted(steps, key=lambda one: one.offered)))


def judged(run: Run, rate: float, limits: Limits) -> tuple[Step, str]:
    """Return a step from its run, and why it was too much; nothing where it was held."""
    errors, latency = run.overall.error_rate, run.overall.latency
    why = ""
    if run.ended:
        why = run.ended
    elif errors > limits.errors:
        why = f"{errors:.0%} of the requests failed"
    elif latency and latency.p99 > limits.p99:
        why = f"one request of a hundred took more than {latency.p99 / 1000:.1f} s"
    elif run.throughput < limits.kept * rate:
        why = f"it gave {run.throughput:.0f} answers a second and fell further behind each second"
    said = f"at {rate:.0f} requests/s, {why}" if why else ""
    step = Step(
        rate,
        run.throughput,
        errors,
        latency.p50 if latency else None,
        latency.p99 if latency else None,
        not why,
    )
    return step, said
