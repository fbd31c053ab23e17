"""Tables and curves from single runs: medians with their spread, never a lone figure."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Iterator, Mapping, Sequence

from unflask.bench.histogram import Histogram, merged, percentile
from unflask.model.bench import OVERALL, Curve, RouteRun, Row, Run, Spread

_SHARES = (
    *(i / 100 for i in range(1, 100)),
    *(0.99 + i / 1000 for i in range(1, 10)),
    *(0.999 + i / 10000 for i in range(1, 10)),
)


def rows(runs: Sequence[Run]) -> Iterator[Row]:
    """Yield the overall row of each variant, then those of its routes; variants in their order."""
    for variant in dict.fromkeys(run.variant for run in runs):
        mine = [run for run in runs if run.variant == variant]
        yield _overall(variant, mine)
        for name in dict.fromkeys(route.name for run in mine for route in run.routes):
            found = [route for run in mine for route in run.routes if route.name == name]
            yield _row(variant, name, found)


def _overall(variant: str, runs: list[Run]) -> Row:
    # A run whose server had died, or gave no answer, says nothing about what an answer takes.
    seen = [run for run in runs if run.usage.processes]
    cpu = [
        1000 * run.usage.cpu_seconds / run.overall.answered for run in seen if run.overall.answered
    ]
    memory = [float(run.usage.memory) for run in seen]
    return _row(
        variant,
        OVERALL,
        [run.overall for run in runs],
        spread(cpu) if cpu else None,
        spread(memory) if memory else None,
    )


def _row(
    variant: str,
    name: str,
    found: list[RouteRun],
    cpu: Spread | None = None,
    memory: Spread | None = None,
) -> Row:
    latencies = [route.latency for route in found if route.latency is not None]
    return Row(
        variant,
        name,
        spread([route.throughput for route in found]),
        spread([route.error_rate for route in found]),
        spread([one.p50 for one in latencies]) if latencies else None,
        spread([one.p95 for one in latencies]) if latencies else None,
        spread([one.p99 for one in latencies]) if latencies else None,
        cpu,
        memory,
    )


def spread(values: Sequence[float]) -> Spread:
    """Return the median, the lowest and the highest of some values; there has to be one."""
    return Spread(statistics.median(values), min(values), max(values))


def curves(latencies: Mapping[str, Iterable[Histogram]]) -> Iterator[Curve]:
    """Yield the latency distribution of each variant over all of its runs, where it gave answers."""
    for variant, parts in latencies.items():
        counts = merged(parts)
        every = sum(counts.values())
        points = [
            (100 * share, value)
            for share in _SHARES
            # A percentile that a handful of answers decide says nothing.
            if round(every * (1 - share), 6) >= 1
            and (value := percentile(counts, share)) is not None
        ]
        if points:
            yield Curve(variant, tuple(points))
