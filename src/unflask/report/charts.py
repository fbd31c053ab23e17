"""The plots of a benchmark: what is drawn of its data, and in which unit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from unflask.model.bench import Bench, Curve, Run, Second, Spread, Step
from unflask.report.plots import (
    BOX,
    PERCENTILES,
    Axis,
    Plot,
    Point,
    Series,
    Spot,
    Style,
    axis,
    draw,
    linear_ticks,
    style,
    tick_text,
)

MARKED_SECONDS = 5
"""How many points of a line over time carry a mark, so that lines can be told apart."""
ROW, HEAD, PANEL = 40.0, 18.0, 12
"""Height of a route's row, that of its text, and how many fit a panel that paper holds uncut."""
NAME_FITS = 26
EDGE = 12.0
"""Where pairs start; their axis has no ticks beside it."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A route before and after, in milliseconds, and the words for what became of it."""

    name: str
    before: Spread | None
    after: Spread | None
    says: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """A placed figure with its range."""

    x: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class PairRow:
    """A placed pair; `name` is cut to what fits."""

    y: float
    pair: Pair
    name: str
    before: Side | None
    after: Side | None


@dataclass(frozen=True, slots=True)
class Panel:
    """Some pairs under each other, on one axis."""

    says: str
    height: float
    label: str
    x_ticks: tuple[tuple[float, str], ...]
    rows: tuple[PairRow, ...]
    before: Style
    after: Style


def styles(found: Bench) -> dict[str, Style]:
    """Return how each variant looks."""
    return {variant.name: style(index) for index, variant in enumerate(found.variants)}


def typical(runs: Sequence[Run]) -> Run:
    """Return the run with the median throughput, the lower of two."""
    return sorted(runs, key=lambda run: run.throughput)[(len(runs) - 1) // 2]


def known(curve: Curve) -> dict[float, float]:
    """Return the milliseconds at each percentile up to 99.9, without the noise of fractions."""
    points = {round(q, 4): ms for q, ms in curve.points}
    return {q: ms for q, ms in sorted(points.items()) if q <= PERCENTILES[-1]}


def latency(found: Bench) -> Plot | None:
    """Draw milliseconds by percentile, as far as a curve reaches."""
    curves = {curve.variant: known(curve) for curve in found.curves if known(curve)}
    if not curves:
        return None
    look = styles(found)
    return draw(
        f"Latency in milliseconds by percentile: {'; '.join(curves)}.",
        Axis("percentile (each step to the right: ten times rarer)", PERCENTILES, "percentile"),
        axis("ms", (ms for points in curves.values() for ms in points.values())),
        [
            Series(
                name,
                look[name],
                tuple(points.items()),
                [
                    Spot(q, points[q], f"{name}, p{q:g}: {points[q]:,.4g} ms")
                    for q in PERCENTILES
                    if q in points
                ],
            )
            for name, points in curves.items()
        ],
    )


def throughput(found: Bench) -> Plot | None:
    """Draw answers a second over time, of each variant's typical run; not of steps of a search."""
    if not found.rows:
        return None
    return _over_time(found, "answers/s", lambda second: second.answered, _typical(found))


def errors(found: Bench) -> Plot | None:
    """Draw the percentage of failed requests over time; None where none failed.

    A variant whose every request failed is left out, since all others would lie flat beside it.
    """
    runs = {name: run for name, run in _typical(found).items() if run.overall.error_rate < 1}
    if not found.rows or not any(second.failed for run in runs.values() for second in run.timeline):
        return None
    return _over_time(found, "failed, %", _failed_percent, runs)


def limits(found: Bench) -> tuple[Plot, Plot] | None:
    """Draw answers a second, and p99, against the requests a second that were offered."""
    if not any(knee.steps for knee in found.knees):
        return None
    across = Axis("offered, requests/s", linear_ticks(max(s.offered for s in _steps(found))))
    gained = Axis("answers/s", linear_ticks(max(s.throughput for s in _steps(found))))
    end = min(across.ticks[-1], gained.ticks[-1])
    return (
        draw(
            "Answers a second against requests offered a second, with each variant's knee.",
            across,
            gained,
            _stepped(found, lambda step: step.throughput, "answers/s"),
            ((0.0, 0.0), (end, end)),
        ),
        draw(
            "99th percentile of latency against requests offered a second, with each knee.",
            across,
            axis("p99, ms", [s.p99 for s in _steps(found) if s.p99 is not None]),
            _stepped(found, lambda step: step.p99, "ms"),
        ),
    )


def panels(
    names: tuple[str, str], pairs: Sequence[Pair], across: Axis, look: Mapping[str, Style]
) -> tuple[Panel, ...]:
    """Draw routes before and after as pairs of marks, a dozen to a panel."""
    before, after = names
    return tuple(
        Panel(
            f"95th percentile by route, {before} against {after}: "
            + "; ".join(f"{pair.name} {pair.says}" for pair in some)
            + ".",
            len(some) * ROW + 44,
            across.label,
            tuple((across.at(tick, EDGE, BOX.right), tick_text(tick)) for tick in across.ticks),
            tuple(_pair_row(index, pair, across) for index, pair in enumerate(some)),
            look[before],
            look[after],
        )
        for some in (pairs[start : start + PANEL] for start in range(0, len(pairs), PANEL))
    )


def _pair_row(index: int, pair: Pair, across: Axis) -> PairRow:
    def side(found: Spread | None) -> Side | None:
        if found is None:
            return None
        return Side(*(across.at(v, EDGE, BOX.right) for v in (found.median, found.low, found.high)))

    fits = len(pair.name) <= NAME_FITS
    name = pair.name if fits else pair.name[: NAME_FITS - 1] + "…"
    return PairRow(index * ROW + HEAD, pair, name, side(pair.before), side(pair.after))


def _typical(found: Bench) -> dict[str, Run]:
    runs = {
        variant.name: [run for run in found.runs if run.variant == variant.name and run.timeline]
        for variant in found.variants
    }
    return {name: typical(some) for name, some in runs.items() if some}


def _over_time(
    found: Bench, label: str, value: Callable[[Second], float], runs: Mapping[str, Run]
) -> Plot | None:
    if not runs:
        return None
    look = styles(found)
    lines = {
        name: [(float(second.at), value(second)) for second in _unbroken(run.timeline)]
        for name, run in runs.items()
    }
    values = [y for points in lines.values() for _, y in points]
    return draw(
        f"{label} over time, in the run of median throughput: {'; '.join(lines)}.",
        Axis("seconds", linear_ticks(max(points[-1][0] for points in lines.values()))),
        Axis(label, linear_ticks(max(values))),
        [
            Series(
                name,
                look[name],
                points,
                [
                    Spot(x, y, f"{name}, second {x:g}: {y:,.4g} {label}")
                    for x, y in _spaced(points, index / len(lines))
                ],
            )
            for index, (name, points) in enumerate(lines.items())
        ],
    )


def _unbroken(timeline: Sequence[Second]) -> list[Second]:
    """Fill seconds in which nothing came, so that no line is drawn over an outage."""
    known = {second.at: second for second in timeline}
    return [known.get(at, Second(at, 0, 0, None)) for at in range(min(known), max(known) + 1)]


def _spaced(points: Sequence[Point], shift: float) -> Sequence[Point]:
    """Return a few of the points; the shift, a share of a step, keeps marks of lines apart."""
    step = max(1, len(points) // MARKED_SECONDS)
    return points[int(shift * step) :: step]


def _failed_percent(second: Second) -> float:
    every = second.answered + second.failed
    return 100 * second.failed / every if every else 0.0


def _steps(found: Bench) -> Iterable[Step]:
    return (step for knee in found.knees for step in knee.steps)


def _stepped(found: Bench, value: Callable[[Step], float | None], unit: str) -> list[Series]:
    look = styles(found)
    series = []
    for knee in found.knees:
        if not knee.steps:
            continue
        steps = sorted(knee.steps, key=lambda step: step.offered)
        seen = [(step, y) for step in steps if (y := value(step)) is not None]
        spots = [
            Spot(
                step.offered,
                y,
                f"{knee.variant}, {step.offered:,.4g}/s offered: {y:,.4g} {unit}",
                not step.held,
            )
            for step, y in seen
        ]
        points = [(step.offered, y) for step, y in seen]
        series.append(Series(knee.variant, look[knee.variant], points, spots, knee.rate or None))
    return series
