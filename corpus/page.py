"""docs/corpus.md: a table of what was measured, with what is wrong said first."""

from __future__ import annotations

import os
import platform
from datetime import UTC, datetime
from importlib.metadata import version
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from measure import Measured

INTRO = """\
Real applications from the package index, fetched by `make corpus`, which writes this page. None of them
was chosen for being easy, and none of their code is part of this project. *Rules* is the length of the
imported application's `url_map`; *inventory* says whether `unflask audit` found exactly those.
"""


def page(rows: list[Measured]) -> str:
    """Return the page."""
    today = datetime.now(UTC).strftime("%Y-%m-%d")
    made = (
        f"Written on {today} with unflask {version('unflask')}, Flask {version('flask')}, "
        f"FastAPI {version('fastapi')}, Python {platform.python_version()}."
    )
    problems = [f"- {row.app.name}: {problem}" for row in rows for problem in row.problems]
    wrong = ["## What is wrong", "", *problems, ""] if problems else []
    return "\n".join(
        [
            "# Real applications",
            "",
            INTRO,
            made,
            "",
            *wrong,
            *_migrated(rows),
            "",
            *_reasons(rows),
            "",
            *_audited(rows),
            "",
            *_costs(rows),
            "",
        ]
    )


def _migrated(rows: list[Measured]) -> list[str]:
    head = "| application | rules | states | exchanges | equal | own tests on Flask | on FastAPI |"
    lines = ["## Migrated and proven", "", head, "|---|---|---|---|---|---|---|"]
    for row in rows:
        states = ", ".join(f"{count} {state}" for state, count in row.states.items())
        suites = f"{row.on_flask or 'not run'} | {row.on_fastapi or 'not run'}"
        lines.append(
            f"| {_name(row)} | {row.rules} | {states} | {row.exchanges} | {row.equal} | {suites} |"
        )
    return lines


def _reasons(rows: list[Measured]) -> list[str]:
    lines = [
        "## What stays on Flask, and why",
        "",
        "| application | routes | reason |",
        "|---|---|---|",
    ]
    for row in rows:
        for reason, count in sorted(row.reasons.items(), key=lambda pair: -pair[1]):
            lines.append(f"| {row.app.name} | {count} | {reason.replace('|', chr(92) + '|')} |")
    return lines


def _costs(rows: list[Measured]) -> list[str]:
    lines = [
        "## What it takes",
        "",
        f"Seconds on the clock, and the peak memory of the largest process, on {os.cpu_count()} cores.",
        "",
        "| application | lines | audit | migrate | verify |",
        "|---|---|---|---|---|",
    ]
    for row in rows:
        costs = " | ".join(
            str(row.costs.get(v, "not done")) for v in ("audit", "migrate", "verify")
        )
        lines.append(f"| {row.app.name} | {row.lines} | {costs} |")
    return lines


def _audited(rows: list[Measured]) -> list[str]:
    parts = list(next((row.audit for row in rows if row.audit), {}))
    names = " | ".join(part.replace("_", " ") for part in parts)
    lines = [
        "## Audited",
        "",
        f"| application | rules | inventory | {names} |",
        "|---" * (len(parts) + 3) + "|",
    ]
    for row in rows:
        counts = " | ".join(str(row.audit.get(part, "")) for part in parts)
        lines.append(f"| {_name(row)} | {row.rules} | {row.inventory or 'not done'} | {counts} |")
    return lines


def _name(row: Measured) -> str:
    return f"{row.app.name} ({row.app.distribution})"
