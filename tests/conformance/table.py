"""docs/conformance.md: how many steps end equal, flagged or silent, by area."""

from __future__ import annotations

import platform
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from judge import Measured

INTRO = """\
Small Flask applications, each for something that real ones do, with a script of requests for each.
`make conformance` migrates every one, serves both sides, compares them step by step, and writes this page.

A step ends *equal*; *flagged*, where the answers differ and unflask had marked the route, left it on Flask, or
listed that it now refuses what it took by accident; or *silent*, where they differ and nothing said so. At `wire` JSON is compared by value, and the frameworks'
own pages by their kind; at `bytes` every body has to be the same to the byte.
"""


def page(rows: list[Measured]) -> str:
    """Return the page."""
    today = datetime.now(UTC).strftime("%Y-%m-%d")
    made = (
        f"Written on {today} with unflask {version('unflask')}, Flask {version('flask')}, "
        f"FastAPI {version('fastapi')}, Python {platform.python_version()}."
    )
    parts = ["# Conformance", "", INTRO, made, "", *_table(rows), "", *_differences(rows)]
    return "\n".join([*parts, *_remaining(rows)]).rstrip() + "\n"


def _table(rows: list[Measured]) -> Iterator[str]:
    yield "| area | apps | without Flask | level | steps | equal | flagged | silent |"
    yield "|---|---|---|---|---|---|---|---|"
    for area in [*dict.fromkeys(row.area for row in rows), "all"]:
        for level in dict.fromkeys(row.level for row in rows):
            yield _line(
                area, level, [r for r in rows if r.level == level and area in {r.area, "all"}]
            )


def _line(area: str, level: str, rows: list[Measured]) -> str:
    steps, equal = sum(len(row.steps) for row in rows), count(rows, "equal")
    free = sum(row.free_of_flask for row in rows)
    share = f"{100 * equal / steps:.1f} %" if steps else "-"
    cells = [area, len(rows), free, level, steps, f"{equal} ({share})", *_odd(rows)]
    return "| " + " | ".join(map(str, cells)) + " |"


def _odd(rows: list[Measured]) -> tuple[int, int]:
    return count(rows, "flagged"), count(rows, "silent")


def count(rows: Iterable[Measured], judged: str) -> int:
    """Return the number of steps of some apps that ended so."""
    return sum(row.count(judged) for row in rows)


def _differences(rows: list[Measured]) -> Iterator[str]:
    found = [(row, step) for row in rows for step in row.steps if step.differs]
    if found:
        yield from ("## Steps that differ", "")
    for row, step in found:
        yield f"- {row.area}/{row.name}, {row.level}, {step.judged}: “{step.name}”"
    if found:
        yield ""


def _remaining(rows: list[Measured]) -> Iterator[str]:
    found = {
        (row.area, row.name): row.remaining or dict.fromkeys(row.files_with_flask, "imports Flask")
        for row in rows
        if row.remaining or not row.free_of_flask
    }
    if found:
        yield from ("## What stays on Flask", "")
    for (area, name), reasons in found.items():
        for reason in dict.fromkeys(reasons.values()):
            places = ", ".join(f"`{place}`" for place, why in reasons.items() if why == reason)
            yield f"- {area}/{name}: {places}: {reason}"
