"""Rounds: every variant in turn, again and again, so that a slow minute of the machine meets them all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from importlib.util import find_spec

from unflask.bench.drive import Workers
from unflask.bench.histogram import Histogram
from unflask.bench.machine import machine, versions
from unflask.bench.run import measure
from unflask.bench.server import ServerError
from unflask.bench.summary import curves, rows
from unflask.model.bench import Bench, Load, Profile, Run, Variant

Progress = Callable[[str, int, int], None]
"""Gets what is done now, how many runs are done, and of how many."""


@dataclass(frozen=True)
class Settings:
    """How a benchmark is run."""

    load: Load
    rounds: int = 3
    workers: Workers = field(default_factory=Workers)


def bench(
    title: str,
    variants: Sequence[Variant],
    profile: Profile,
    settings: Settings,
    progress: Progress = lambda _now, _done, _of: None,
) -> Bench:
    """Measure some variants under the same load.

    A variant that does not start is left out from then on, and a note says why. Raises UserError
    where Locust itself fails.
    """
    runs: list[Run] = []
    latencies: dict[str, list[Histogram]] = {variant.name: [] for variant in variants}
    notes: list[str] = []
    alive = list(variants)
    every = settings.rounds * len(variants)
    for number in range(1, settings.rounds + 1):
        for variant in tuple(alive):
            progress(f"round {number}: {variant.name}", len(runs), every)
            try:
                run, counts = measure(variant, profile, settings.load, number, settings.workers)
            except ServerError as error:
                notes.append(str(error))
                alive.remove(variant)
                continue
            runs.append(run)
            latencies[variant.name].append(counts)
    progress("done", every, every)
    found = empty(title, variants, profile, settings)
    return replace(
        found,
        rows=tuple(rows(runs)),
        curves=tuple(curves(latencies)),
        runs=tuple(runs),
        notes=(*notes, *remarks(runs), *found.notes),
    )


def empty(title: str, variants: Sequence[Variant], profile: Profile, settings: Settings) -> Bench:
    """Return a benchmark before its first run."""
    return Bench(
        title,
        datetime.now(UTC).strftime("%Y-%m-%d"),
        machine(),
        versions(),
        profile,
        settings.load,
        settings.rounds,
        tuple(variants),
        notes=tuple(_habits(variants)),
    )


def remarks(runs: Sequence[Run]) -> list[str]:
    """Return what makes single runs doubtful, in sentences."""
    found = []
    for run in runs:
        rate = f" at {run.load.rate:.0f} requests/s" if run.load.rate else ""
        where = f"{run.variant}, run {run.round}{rate}"
        if run.ended:
            found.append(f"{where}: {run.ended}")
        elif not run.overall.answered:
            found.append(f"{where}: every request failed ({_most(run)}).")
        if run.generator.limit:
            found.append(
                f"{where}: the load generator was the limit, not the server: {run.generator.limit}."
            )
    return found


def _most(run: Run) -> str:
    failures = run.overall.failures
    return max(failures, key=lambda name: failures[name]) if failures else "none was answered"


def _habits(variants: Sequence[Variant]) -> Iterator[str]:
    several = any(v.server == "uvicorn" and v.workers > 1 for v in variants)
    if several and find_spec("uvloop") is None:
        yield (
            "Uvicorn runs without uvloop: with several workers, asyncio's own loop sends small answers "
            "about 40 ms late. Install uvicorn[standard]."
        )
