"""Where things lie in a plot: axes, lines and marks, in the units of an SVG's viewBox.

A plot is small (420 wide), so that its text can be read on a phone, where it is shown at about 360.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

WIDE = 20
"""From this ratio of highest to lowest on, an axis is logarithmic."""
LEAST = 1e-6
"""What is not above this is drawn as nothing."""
PERCENTILES = (0.0, 50.0, 90.0, 99.0, 99.9)
COLOURS = 6
DASHES = ("none", "7 3", "2 3", "10 3 2 3", "14 4")
MARKS = (
    "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z",
    "M-3.6-3.6h7.2v7.2h-7.2z",
    "M0-4.8L4.6 3.4H-4.6z",
    "M0-5.2L5.2 0 0 5.2-5.2 0z",
    "M-1.6-4.8h3.2v3.2h3.2v3.2h-3.2v3.2h-3.2v-3.2h-3.2v-3.2h3.2z",
)

Point = tuple[float, float]
Warp = Literal["linear", "log", "percentile"]


@dataclass(frozen=True, slots=True)
class Box:
    """Where the data of a plot lie; the rest of the SVG is for ticks and labels."""

    left: float = 48.0
    right: float = 396.0
    top: float = 26.0
    bottom: float = 228.0
    width: float = 420.0
    height: float = 270.0


BOX = Box()


@dataclass(frozen=True, slots=True)
class Style:
    """How one variant looks in every plot; colour alone never tells two of them apart."""

    colour: int
    dash: str
    mark: str


@dataclass(frozen=True, slots=True)
class Axis:
    """The values that an axis covers, from its first tick to its last, and how they are spaced."""

    label: str
    ticks: tuple[float, ...]
    warp: Warp = "linear"

    def at(self, value: float, start: float, end: float) -> float:
        """Return where a value lies between two ends; one beyond the ticks lies at the end."""
        low, high = self.ticks[0], self.ticks[-1]
        inside = min(max(value, low), high)
        first, last = _warped(low, self.warp), _warped(high, self.warp)
        share = (_warped(inside, self.warp) - first) / (last - first)
        return round(start + share * (end - start), 1)


@dataclass(frozen=True, slots=True)
class Spot:
    """A point that carries the mark of its variant; `says` is shown when it is pointed at."""

    x: float
    y: float
    says: str
    hollow: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """The points of one variant, in the units of the axes; `rule` marks a place on the x axis."""

    name: str
    style: Style
    points: Sequence[Point]
    spots: Sequence[Spot] = ()
    rule: float | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A series that has been placed; `d` is that of an SVG path."""

    name: str
    style: Style
    d: str
    spots: tuple[Spot, ...]
    rule: float | None


@dataclass(frozen=True, slots=True)
class Plot:
    """All that the template draws; `says` is for those who do not see it."""

    says: str
    across: str
    up: str
    x_ticks: tuple[tuple[float, str], ...]
    y_ticks: tuple[tuple[float, str], ...]
    lines: tuple[Line, ...]
    guide: str


def style(index: int) -> Style:
    """Return the look of the variant at an index; thirty of them differ."""
    return Style(index % COLOURS, DASHES[index % len(DASHES)], MARKS[index % len(MARKS)])


def linear_ticks(high: float, steps: int = 5) -> tuple[float, ...]:
    """Return round numbers from 0 to one that is not below the highest value."""
    if not high > LEAST:
        return (0.0, 1.0)
    step = _round_up(high / steps)
    # A hair less than a whole step is a whole step: 0.3 / 0.1 is 2.9999999999999996.
    return tuple(index * step for index in range(math.ceil(high / step * (1 - 1e-9)) + 1))


def log_ticks(low: float, high: float) -> tuple[float, ...]:
    """Return 1, 2, 5 times powers of ten around two positive values, or only powers if many."""
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
    # A logarithm may round to the whole number that a value is a hair away from.
    first, last = first - (10.0**first > low), last + (10.0**last < high)
    powers = tuple(10.0**power for power in range(first, max(last, first + 1) + 1))
    every = sorted({power * digit for power in powers[:-1] for digit in (1, 2, 5)} | {powers[-1]})
    start = max((index for index, tick in enumerate(every) if tick <= low), default=0)
    stop = next((index for index, tick in enumerate(every) if tick >= high), len(every) - 1)
    fine = tuple(every[start : max(stop, start + 1) + 1])
    return fine if len(fine) <= 7 else powers


def axis(label: str, values: Iterable[float]) -> Axis:
    """Return an axis for values of 0 and more; it starts at 0 unless they differ too widely."""
    positive = [value for value in values if value > LEAST]
    if positive and max(positive) > WIDE * min(positive):
        return Axis(label, log_ticks(min(positive), max(positive)), "log")
    return Axis(label, linear_ticks(max(positive, default=0)))


def path(points: Sequence[Point]) -> str:
    """Return the `d` of a line through placed points; empty where there is none."""
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in points) if points else ""


def tick_text(value: float) -> str:
    """Return a tick for people: 0.5, 20, 1,000."""
    return f"{value:,.0f}" if value >= 1000 else f"{value:.6g}"


def draw(
    says: str, across: Axis, up: Axis, series: Iterable[Series], guide: Sequence[Point] = ()
) -> Plot:
    """Place series in a plot's box; the guide is a thin line to compare them with."""

    def place(x: float, y: float) -> Point:
        return across.at(x, BOX.left, BOX.right), up.at(y, BOX.bottom, BOX.top)

    return Plot(
        says,
        across.label,
        up.label,
        tuple((across.at(tick, BOX.left, BOX.right), tick_text(tick)) for tick in across.ticks),
        tuple((up.at(tick, BOX.bottom, BOX.top), tick_text(tick)) for tick in up.ticks),
        tuple(
            Line(
                one.name,
                one.style,
                path([place(x, y) for x, y in one.points]),
                tuple(Spot(*place(s.x, s.y), s.says, s.hollow) for s in one.spots),
                None if one.rule is None else across.at(one.rule, BOX.left, BOX.right),
            )
            for one in series
        ),
        path([place(x, y) for x, y in guide]),
    )


def _warped(value: float, warp: Warp) -> float:
    match warp:
        case "log":
            return math.log10(value)
        case "percentile":
            return -math.log10(1 - value / 100)
        case "linear":
            return value


def _round_up(step: float) -> float:
    power = 10.0 ** math.floor(math.log10(step))
    return next(digit * power for digit in (1, 2, 2.5, 5, 10, 20) if digit * power >= step)
