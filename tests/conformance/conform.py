"""What `make conformance` runs: migrate every conformance app, compare, write docs/conformance.md.

`python tests/conformance/conform.py cases/sessions` does some of them and prints every difference.
Ends with 1 where an answer differs and nothing had said so, or where an app cannot be migrated at all.
"""

from __future__ import annotations

import os
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from judge import SILENT, Measured, cases, measure
from table import page

from unflask.fixtures import Case
from unflask.model.errors import UserError
from unflask.model.scratch import scratch

PAGE = Path(__file__).parents[2] / "docs" / "conformance.md"


def main(paths: list[Path]) -> int:
    """Measure the apps below the paths, or all of them."""
    chosen = cases(paths)
    rows: list[Measured] = []
    crashed = 0
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for case, found in zip(chosen, pool.map(one, chosen), strict=True):
            if isinstance(found, str):
                crashed += 1
                print(f"{case}: {found}", file=sys.stderr, flush=True)
            else:
                rows.extend(found)
                _tell(case, found)
    text = page(rows)
    print(text)
    if not paths:
        PAGE.write_text(text, encoding="utf-8")
    return int(crashed > 0 or any(row.count(SILENT) for row in rows))


def one(case: Case) -> tuple[Measured, ...] | str:
    """Return how one app ends, or why it cannot be measured."""
    try:
        with scratch() as work:
            return measure(case, work)
    except UserError as error:
        return str(error)
    except Exception as error:  # noqa: BLE001 - the other apps are still worth measuring
        return f"{type(error).__name__}: {error}"


def _tell(case: Case, found: tuple[Measured, ...]) -> None:
    for row in found:
        equal = row.count("equal")
        flask = "" if row.free_of_flask else f", Flask in {', '.join(row.files_with_flask)}"
        print(f"{case}: {row.level} {equal}/{len(row.steps)}{flask}", file=sys.stderr, flush=True)
        for step in row.steps:
            for line in step.differs:
                print(f"    {step.judged}: “{step.name}” {line}", file=sys.stderr, flush=True)
    for rule, reason in found[0].remaining.items():
        print(f"    {rule}: {reason}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main([Path(name) for name in sys.argv[1:]]))
