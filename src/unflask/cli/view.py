"""The verdict of the replay, as the reports tell it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unflask.model.result import Divergence, RouteVerdict, SuiteRun, Verification

if TYPE_CHECKING:
    from unflask.model.result import Result


def view(verdict: dict[str, Any], result: Result) -> Verification:
    """Join what `verify --json` prints with where `result` says each route is written."""
    places = {(row.rule, row.endpoint): (row.path, row.line) for row in result.routes}
    unsettled = verdict.get("unsettled", [])
    return Verification(
        exchanges=verdict["exchanges"],
        equal=verdict["equal"],
        unsettled=len(unsettled),
        tightened=len(verdict.get("tightened", [])),
        differences=tuple(map(_divergence, verdict["differences"])),
        routes=tuple(_route(row, places) for row in verdict["routes"]),
        suite=_suite(verdict.get("suites") or {}),
        notes=_notes(verdict, unsettled),
    )


def _route(row: dict[str, Any], places: dict[tuple[str, str], tuple[str, int]]) -> RouteVerdict:
    path, line = places.get((row["rule"], row["endpoint"]), ("", 0))
    return RouteVerdict(
        rule=row["rule"],
        methods=tuple(row["methods"]),
        endpoint=row["endpoint"],
        state=row["state"],
        exchanges=row["exchanges"],
        equal=row["equal"],
        path=path,
        line=line,
        reason=row.get("reason", ""),
    )


def _divergence(row: dict[str, Any]) -> Divergence:
    cause = row.get("cause") or {}
    return Divergence(
        exchange=row["request"],
        part=f"{row['aspect']} {row.get('where') or ''}".strip(),
        flask=row["expected"],
        fastapi=row["got"],
        cause=f"{cause['message']} ({cause['code']})" if cause else "",
    )


def _suite(suites: dict[str, Any]) -> SuiteRun | None:
    before, after = suites.get("before"), suites.get("after")
    if not before or not after:
        return None
    return SuiteRun(
        *_outcomes(before), *_outcomes(after), tuple(row["test"] for row in suites["changed"])
    )


def _outcomes(run: dict[str, Any]) -> tuple[int, int]:
    return run.get("passed", 0), run.get("failed", 0) + run.get("error", 0)


def _notes(verdict: dict[str, Any], unsettled: list[dict[str, Any]]) -> tuple[str, ...]:
    notes = [f"No conclusion from {row['name']}: {row['reason']}." for row in unsettled]
    suites = verdict.get("suites") or {}
    if suites.get("before") and not suites.get("after"):
        notes.append("The application has no tests of its own that could be run.")
    if noise := verdict.get("noise"):
        notes.append(
            f"In {len(noise)} of the exchanges Flask itself answers differently each time; "
            "those places were not compared."
        )
    return tuple(notes)
