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
was chosen for being easy, and none of their code is part of this project. Each is audited, migrated with
the default options, served beside its original and asked the same; its own tests run on both sides.
What is wrong, if anything is, stands first.
"""
MIGRATED = """\
*Rules* is the length of the imported application's `url_map`, the static route included. Each ends in
one of these states: **proven** (converted, and every exchange got the same answer from both),
**unproven** (converted, and no exchange made it do its work), **different** (converted, and answers
differently: a fault), **marked** (converted in part; the original answers until a person has finished it)
or **left** (the original answers, mounted behind FastAPI). An *exchange* is a request that was sent to
both sides: made up from the rules, or recorded while the application's own tests ran. Of *open* ones
nothing can be concluded: the test reads no body, the original itself answers in two ways, or an
exception leaves both applications and each server answers it in its own way. The own tests pass on the
original and on the migrated tree; *not run* says that they do not run on this machine with Flask either.
"""
REASONS = """\
One reason for each route, the first of possibly many. `unflask explain UF100` explains a code.
"""
AUDITED = """\
*Inventory* says whether `unflask audit` found exactly the rules of the imported application: `equal`,
how many are missing or made up, or `read only` where it does not import. The rest is how much it found
of what makes a migration hard: extensions in use, uses of `request`, `session`, `g` and `current_app`,
calls that would block an event loop, hooks and error handlers.
"""
VERBS = ("audit", "migrate", "verify")
STATES = ("proven", "unproven", "different", "marked", "left")


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
    shown = [s for s in STATES if s != "different" or any(row.states.get(s) for row in rows)]
    head = ("rung", "application", "rules", *shown, "exchanges", "equal", "open", "other answer")
    lines = ["## Migrated and proven", "", MIGRATED]
    lines += _head(*head, "own tests on Flask", "on FastAPI")
    for row in rows:
        lines.append(
            _line(
                row.app.rung,
                _name(row),
                row.rules,
                *(row.states.get(state, 0) if row.states else "" for state in shown),
                row.exchanges,
                row.equal,
                row.open,
                row.exchanges - row.equal - row.open,
                row.on_flask or "not run",
                row.on_fastapi or "not run",
            )
        )
    return lines


def _reasons(rows: list[Measured]) -> list[str]:
    lines = ["## What stays on Flask, and why", "", REASONS]
    lines += _head("application", "routes", "reason")
    for row in rows:
        for reason, count in sorted(row.reasons.items(), key=lambda pair: -pair[1]):
            lines.append(_line(row.app.name, count, reason.replace("|", "\\|")))
    return lines


def _costs(rows: list[Measured]) -> list[str]:
    lines = [
        "## What it takes",
        "",
        "Seconds on the clock, one application after the other, and the peak memory of the largest",
        f"process, on {os.cpu_count()} cores. *Lines* are those of all Python files, tests included. Of a",
        "distribution that holds many applications it is the sum; `verify` runs the own tests three times.",
        "",
    ]
    lines += _head("application", "lines", *VERBS)
    for row in rows:
        costs = (str(row.costs.get(verb, "not done")) for verb in VERBS)
        lines.append(_line(row.app.name, f"{row.lines:,}", *costs))
    return lines


def _audited(rows: list[Measured]) -> list[str]:
    parts = list(next((row.audit for row in rows if row.audit), {}))
    names = (part.replace("_", " ") for part in parts)
    lines = ["## Audited", "", AUDITED, *_head("application", "rules", "inventory", *names)]
    for row in rows:
        counts = (row.audit.get(part, "") for part in parts)
        lines.append(_line(row.app.name, row.rules, row.inventory or "not done", *counts))
    return lines


def _head(*names: str) -> list[str]:
    return [_line(*names), "|---" * len(names) + "|"]


def _line(*cells: object) -> str:
    return f"| {' | '.join(map(str, cells))} |"


def _name(row: Measured) -> str:
    return f"{row.app.name} ({row.app.distribution})"
