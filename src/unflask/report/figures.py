"""Figures of a benchmark in words: how they are written, and what is better and what is worse."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from unflask.model.bench import OVERALL, Bench, Knee, Row, Spread, Step

MIB = 2**20
ALIKE = 0.05
"""Medians that differ by less than this share are called alike, whatever their ranges."""
FAILED = "every request failed"
TO, NONE, TIMES = "\N{EN DASH}", "\N{EN DASH}", "\N{MULTIPLICATION SIGN}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a figure, in words, and whether that is good news."""

    kind: Literal["better", "worse", "alike", "doubt"]
    says: str


def rate(value: float) -> str:
    """Return requests per second: 1,234, 56.7, 0.25."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2g}"


def ms(value: float) -> str:
    """Return milliseconds: 1,234, 56.7, 0.25."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 1 else f"{value:.2f}"


def percent(share: float) -> str:
    """Return a share as a percentage that says 0 % and 100 % only where it is so."""
    if 0 < share < 0.0001:
        number = "<0.01"
    elif 0.999 < share < 1:
        number = ">99.9"
    else:
        number = f"{100 * share:.{2 if share < 0.1 else 1}f}".rstrip("0").rstrip(".")
    return f"{number}\N{NO-BREAK SPACE}%"


def mib(value: float) -> str:
    """Return bytes as MiB."""
    return f"{value / MIB:,.0f}"


def seconds(value: float) -> str:
    """Return seconds of processor time: 12.3, 1.23."""
    return f"{value:,.1f}" if value >= 10 else f"{value:.2f}"


def times(ratio: float) -> str:
    """Return a factor: 0.62x, 2.10x, 15x, with a multiplication sign."""
    digits = ".2g" if ratio < 0.1 else ".2f" if ratio < 10 else ",.0f"
    return f"{ratio:{digits}}{TIMES}"


def between(found: Spread, write: Callable[[float], str]) -> str:
    """Return the lowest and the highest of some rounds; empty where they read the same."""
    low, high = write(found.low), write(found.high)
    return "" if low == high else f"{low}{TO}{high}"


def has_failed(row: Row) -> bool:
    """Whether no round of a row had an answer, so that it has neither speed nor latency."""
    return row.p50 is None or row.error_rate.low >= 1


def change(
    now: Spread | None, base: Spread | None, up: str, down: str, *, more_is_better: bool = False
) -> Verdict | None:
    """Compare a figure with the baseline's; None where one of them has none."""
    if now is None or base is None or not base.median:
        return None
    ratio = now.median / base.median
    if abs(ratio - 1) < ALIKE or _overlap(now, base):
        return Verdict("alike", f"{times(ratio)}, alike")
    better = (ratio > 1) == more_is_better
    return Verdict("better" if better else "worse", f"{times(ratio)}, {up if ratio > 1 else down}")


def faster(row: Row, base: Row | None) -> Verdict | None:
    """Compare throughput with the baseline's; None without one."""
    before = base.throughput if base else None
    return change(row.throughput, before, "faster", "slower", more_is_better=True)


def more_errors(now: Spread, base: Spread) -> Verdict | None:
    """Compare error rates; None where the ranges overlap."""
    if _overlap(now, base):
        return None
    if now.low > base.high:
        return Verdict("worse", f"more than {percent(base.median)}")
    return Verdict("better", f"fewer than {percent(base.median)}")


def baseline(found: Bench, name: str) -> Row | None:
    """Return the baseline's row of a name, if it answered."""
    first = found.variants[0].name
    rows = (row for row in found.rows if (row.variant, row.name) == (first, name))
    return next((row for row in rows if not has_failed(row)), None)


def by_route(found: Bench) -> list[Row]:
    """Return the rows of routes, those of one route together, in the order of the profile."""
    names = list(dict.fromkeys(row.name for row in found.rows if row.name != OVERALL))
    return [row for name in names for row in found.rows if row.name == name]


def gave_in(knee: Knee) -> str:
    """Say what a variant held, and why not more."""
    if not knee.rate:
        return f"Held none of the loads that were tried: {knee.why}"
    return f"Held {rate(knee.rate)} requests a second. The next step was too much: {knee.why}"


def step(one: Step) -> tuple[str, str, str, str, str]:
    """Return what was offered, what was answered, errors, p50 and p99 of a step."""
    p50, p99 = (NONE if value is None else ms(value) for value in (one.p50, one.p99))
    return rate(one.offered), rate(one.throughput), percent(one.error_rate), p50, p99


OF_SERVER = ("CPU s/1000", "MiB")
COLUMNS = ("requests/s", "change", "p50 ms", "p95 ms", "p99 ms", "errors", *OF_SERVER)


def line(row: Row, base: Row | None) -> tuple[str, ...]:
    """Return the cells of `COLUMNS`: medians, each with its range where rounds differ."""
    failed = has_failed(row)
    verdict = faster(row, base)
    return (
        FAILED if failed else _ranged(row.throughput, rate),
        verdict.says if verdict and not failed else "",
        *(_ranged(one, ms) for one in (row.p50, row.p95, row.p99)),
        percent(row.error_rate.median),
        _ranged(row.cpu, seconds) if row.cpu else "",
        _ranged(row.memory, mib) if row.memory else "",
    )


def _ranged(found: Spread | None, write: Callable[[float], str]) -> str:
    if found is None:
        return NONE
    spread = between(found, write)
    return f"{write(found.median)} ({spread})" if spread else write(found.median)


def _overlap(one: Spread, other: Spread) -> bool:
    return one.low <= other.high and other.low <= one.high
