"""The sentences that all reports share, so that they say the same thing in the same words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from unflask.model.audit import Audit, ContextUse
    from unflask.model.result import Result, RouteResult, RouteVerdict, Verification

STATES = {
    "different": "answers differently",
    "unproven": "unproven",
    "marked": "marked",
    "left": "left on Flask",
    "converted": "converted",
    "proven": "proven",
}
ORDER = tuple(STATES)
MEANING = {
    "different": "converted, and at least one exchange got another answer",
    "unproven": "converted, but no exchange exercised it",
    "marked": "converted in part; the original answers it until its markers are gone",
    "left": "not converted; the original answers it",
    "converted": "converted; `unflask verify` can prove it",
    "proven": "converted, and every exchange got the same answer from both",
}


def count(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: `1 route`, `3 routes`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def place(path: str, line: int) -> str:
    """Return `file:line`, or as much of it as is known."""
    return f"{path}:{line}" if path and line else path


def methods(row: RouteResult | RouteVerdict) -> str:
    """Return the methods of a route without the ones that Flask adds by itself."""
    own = [name for name in row.methods if name not in {"HEAD", "OPTIONS"}]
    return ", ".join(own or row.methods)


def tally(states: Iterable[str]) -> str:
    """Return how many routes are in each state, the ones that need a look first."""
    found = list(states)
    parts = [f"{found.count(state)} {STATES[state]}" for state in ORDER if state in found]
    return ", ".join(parts) or "none"


def migrated(result: Result) -> str:
    """Say in a sentence what a migration came to."""
    total = count(len(result.routes), "route")
    if result.import_error:
        return (
            f"{total} of {result.app} found by reading, none converted: it could not be imported."
        )
    return f"{total} of {result.app}: {tally(row.state for row in result.routes)}."


def verified(found: Verification) -> str:
    """Say in a sentence what a verification came to, the bad news first."""
    if not found.exchanges:
        return "No exchange was replayed, so nothing is proven."
    if found.different:
        return f"{found.different} of {count(found.exchanges, 'exchange')} got another answer."
    if found.unsettled or found.tightened:
        rest = [f"{found.unsettled} allow no conclusion"] if found.unsettled else []
        if found.tightened:
            rest.append(f"{found.tightened} crashed Flask and are refused now, as listed")
        return (
            f"{found.equal} of {count(found.exchanges, 'exchange')} got the same answer from both "
            f"applications; {', '.join(rest)}."
        )
    if found.exchanges == 1:
        return "The one exchange got the same answer from both applications."
    return f"All {found.exchanges} exchanges got the same answer from both applications."


def suite(found: Verification) -> str | None:
    """Say how the application's own tests went on both sides; None where they were not run."""
    run = found.suite
    if run is None:
        return None
    changed = f" Another outcome: {', '.join(run.changed)}." if run.changed else ""
    return (
        f"Its own tests: on Flask {run.flask_passed} pass and {run.flask_failed} fail, "
        f"on FastAPI {run.fastapi_passed} pass and {run.fastapi_failed} fail.{changed}"
    )


def by_need(rows: Sequence[RouteVerdict]) -> list[RouteVerdict]:
    """Return the routes with those that need a look first, otherwise as they were."""
    return sorted(rows, key=lambda row: ORDER.index(row.state))


def by_state(rows: Sequence[RouteResult]) -> list[RouteResult]:
    """Return the routes with those that need a person first, otherwise as they were."""
    return sorted(rows, key=lambda row: ORDER.index(row.state))


def touched(recorded: int) -> str:
    """Say how many known requests a tightening would touch."""
    return "no recorded request is touched" if not recorded else f"touches {recorded} recorded"


def audited(found: Audit) -> str:
    """Say in a sentence what an application consists of."""
    size = f" ({found.lines:,} lines in {count(found.files, 'file')})" if found.files else ""
    return (
        f"{found.app.name}{size}: {count(len(found.routes), 'route')}, "
        f"{count(len(found.extensions), 'extension')}, "
        f"{count(len(found.hooks), 'hook')}, {count(len(found.error_handlers), 'error handler')}."
    )


def inventory(found: Audit) -> str:
    """Say how reading and the imported application agree on the routes."""
    sources = [route.source for route in found.routes]
    if found.import_error:
        return "The application did not import, so these are the routes that reading found."
    if sources and all(source == "both" for source in sources):
        return "Reading and the imported application found the same routes."
    if "both" not in sources and "live" not in sources:
        return "The application was not imported; these are the routes that reading found."
    return (
        f"{count(sources.count('both'), 'route')} found by reading and by importing, "
        f"{sources.count('static')} by reading alone, {sources.count('live')} by importing alone."
    )


def chain(use: ContextUse) -> str:
    """Return how a use of global state is reached, `view -> helper`; empty where it is not deep."""
    return " -> ".join(use.chain) if len(use.chain) > 1 else ""
