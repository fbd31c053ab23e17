"""docs/benchmarks.md: what `make bench` measures and writes.

`--quick` measures for a few seconds only and writes nothing. Ends with 1 where a goal that gates was missed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import load

import engine
from unflask.model.bench import OVERALL, Bench
from unflask.report import bench as words
from unflask.report import figures
from unflask.report.words import count

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"
WAITING = (
    "`unflask bench --preset io`: PostgreSQL takes 5 ms and a third party 200 ms, so that 100 users get at most "
    "29,268 answers a minute, on any machine. [How it is measured](bench.md)."
)
PLATFORM = (
    f"`examples/analytics` with {load.EVENTS:,} events, its ten busiest routes in the mix that production sees; "
    "servers, PostgreSQL, Redis, third party and load generator share the machine. "
    "The mix adds events, so that later runs meet a larger table: the rounds take turns, and the ranges are wide."
)
SEEDS = {"Flask, sync": 1_200, "Flask, gevent": 18_000, "FastAPI by hand": 28_000}
"""Requests a minute that the article gives for its three."""


def main(arguments: list[str]) -> int:
    """Measure everything, print it, and write it where it was measured in full."""
    quick = "--quick" in arguments
    figures_of_engine = engine.figures(1 if quick else engine.ROUNDS)
    io, mix, limit = load.measured(load.QUICK if quick else load.LONG)
    lines = [
        "# Benchmarks",
        "",
        f"Written by `make bench` on {datetime.now(UTC):%Y-%m-%d}. {io.machine}.",
        "",
        ", ".join(f"{name} {number}" for name, number in io.versions.items()) + ".",
        "",
        *engine.lines(figures_of_engine),
        "",
        "## A route that waits",
        "",
        WAITING,
        "",
        *under_load(io),
        *beside_the_article(io),
        "## The analytics platform",
        "",
        PLATFORM,
        "",
        *under_load(mix),
        "### Its limit",
        "",
        f"`--preset saturate`: {words.load(limit.load)}",
        "",
        *at_the_limit(limit),
    ]
    print("\n".join(lines))
    if not quick:
        PAGE.write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")
    return int(any(figure.gates and not figure.held for figure in figures_of_engine))


def under_load(found: Bench) -> Iterator[str]:
    """Yield what to know, the overall table and, for more than one, that of the routes."""
    yield words.load(found.load) + f" {count(found.rounds, 'round')}: median (lowest\u2013highest)."
    yield ""
    yield from notes(found)
    about = {variant.name: variant.about for variant in found.variants}
    overall = [row for row in found.rows if row.name == OVERALL]
    base = figures.baseline(found, OVERALL)
    yield from table(
        ("variant", "what it is", *figures.COLUMNS),
        [
            (row.variant, about[row.variant], *figures.line(row, None if row is base else base))
            for row in overall
        ],
    )
    routes = figures.by_route(found)
    if len({row.name for row in routes}) > 1:
        yield from table(
            ("route", *(row.variant for row in overall)),
            [
                (name, *(one_route(found, name, row.variant) for row in overall))
                for name in dict.fromkeys(row.name for row in routes)
            ],
        )


def one_route(found: Bench, name: str, variant: str) -> str:
    """Return the 50th and 95th percentile of a route, and its errors where there are any."""
    row = next(row for row in found.rows if (row.name, row.variant) == (name, variant))
    if figures.has_failed(row) or row.p50 is None or row.p95 is None:
        return figures.FAILED
    errors = row.error_rate.median
    failed = f", {figures.percent(errors)} errors" if errors else ""
    return f"{figures.ms(row.p50.median)} / {figures.ms(row.p95.median)} ms{failed}"


def beside_the_article(found: Bench) -> Iterator[str]:
    """Yield the ratios of the article, as it gives them and as they were measured."""
    rows = {row.variant: 60 * row.throughput.median for row in found.rows if row.name == OVERALL}
    first, *others = SEEDS
    if not set(SEEDS) <= rows.keys() or not rows[first]:
        return
    yield "The article that this preset follows, in requests a minute:"
    yield ""
    yield from table(
        ("variant", "article", "here", "article, to sync", "here, to sync", "difference"),
        [
            (
                name,
                f"{SEEDS[name]:,}",
                f"{rows[name]:,.0f}",
                f"{SEEDS[name] / SEEDS[first]:.1f}",
                f"{rows[name] / rows[first]:.1f}",
                f"{rows[name] / rows[first] / (SEEDS[name] / SEEDS[first]) - 1:+.0%}",
            )
            for name in (first, *others)
        ],
    )


def at_the_limit(found: Bench) -> Iterator[str]:
    """Yield the highest load that each variant held, and its steps."""
    yield from notes(found)
    for knee in found.knees:
        yield f"**{knee.variant}**: {figures.gave_in(knee)}."
        yield ""
        yield from table(
            ("offered/s", "answers/s", "errors", "p50 ms", "p99 ms", ""),
            [(*figures.step(one), "held" if one.held else "too much") for one in knee.steps],
        )


def notes(found: Bench) -> Iterator[str]:
    """Yield what has to be known first."""
    for note in found.notes:
        yield f"> {' '.join(note.split())}"
        yield ">"
    if found.notes:
        yield ""


def table(columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> Iterator[str]:
    """Yield a table, and a blank line."""
    yield f"| {' | '.join(columns)} |"
    yield "|---" * len(columns) + "|"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', '/') for cell in row)} |"
    yield ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
