"""A benchmark as one page that needs nothing beside it: tables, plots and how to read them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from unflask.model.bench import OVERALL, Bench, Curve, Knee, Load, Row, Run, Spread, Variant
from unflask.report import charts, html, words
from unflask.report.figures import (
    FAILED,
    NONE,
    Verdict,
    baseline,
    between,
    by_route,
    change,
    faster,
    gave_in,
    has_failed,
    mib,
    more_errors,
    ms,
    percent,
    rate,
    seconds,
    step,
)
from unflask.report.plots import BOX, PERCENTILES, Style, axis

MIX = 6
"""How many kinds of request the head names."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell of a table says, its small print, the verdict, and the key of its variant."""

    text: str
    soft: str = ""
    verdict: Verdict | None = None
    key: Style | None = None


def page(found: Bench) -> str:
    """Return the page of a benchmark; its first variant is what the others are held against."""
    return html.page(
        "bench.html",
        found=found,
        load=load(found.load, searched=bool(found.knees) and not found.rows),
        box=BOX,
        mix=_mix(found),
        look=charts.styles(found),
        short=_short(found),
        overall=_overall(found),
        by_route=[_route_cells(found, row) for row in by_route(found)],
        failed=[row.variant for row in found.rows if row.name == OVERALL and has_failed(row)],
        latency=charts.latency(found),
        percentiles=[_percentiles(found, curve) for curve in found.curves],
        throughput=charts.throughput(found),
        errors=charts.errors(found),
        pairs=_pairs(found),
        limits=charts.limits(found),
        knees=[(knee, gave_in(knee), _limited(found, knee), _steps(knee)) for knee in found.knees],
        runs=[_run(run) for run in found.runs],
        doubtful=len([run for run in found.runs if _is_doubtful(run, found)]),
    )


def load(found: Load, *, searched: bool = False) -> str:
    """Say in a sentence how a load is applied, or each load of a search for the limit."""
    if searched:
        how = (
            "Search for the limit: open loads, at a rate that rises until a variant gives in; "
            "latency counts from when a request was due"
        )
    elif found.rate is None:
        how = (
            f"Closed load: {words.count(found.users, 'user')}, "
            "each sends its next request when the last one is answered"
        )
    else:
        how = (
            f"Open load: {rate(found.rate)} requests a second are due at fixed times, shared by "
            f"{words.count(found.users, 'user')}, and latency counts from when a request was due"
        )
    warm_up = f"after {found.warm_up:g} s of warm-up" if found.warm_up else "without a warm-up"
    late = f"an answer that takes more than {found.timeout:g} s counts as failed"
    return f"{how}; for {found.seconds:g} s {warm_up}; {late}."


def _mix(found: Bench) -> str:
    weights: dict[str, float] = {}
    for request in found.profile.requests:
        weights[request.name] = weights.get(request.name, 0) + request.weight
    whole = sum(weights.values())
    first = sorted(weights, key=lambda name: -weights[name])[:MIX]
    rest = [f"and {words.count(len(weights) - MIX, 'other')}"] if len(weights) > MIX else []
    return ", ".join([*(f"{percent(weights[name] / whole)} {name}" for name in first), *rest])


def _short(found: Bench) -> list[tuple[str, list[tuple[str, Verdict]], list[tuple[str, Verdict]]]]:
    """Return what became of each variant: overall, and on each route that is worse."""
    return [
        (
            row.variant,
            _verdicts(found, row),
            [] if has_failed(row) else _worse_routes(found, row.variant),
        )
        for row in found.rows
        if row.name == OVERALL and (row.variant != found.variants[0].name or has_failed(row))
    ]


def _verdicts(found: Bench, row: Row) -> list[tuple[str, Verdict]]:
    if has_failed(row):
        return [("", Verdict("worse", f"{FAILED}{_reason(found, row)}"))]
    base = baseline(found, row.name)
    if base is None:
        return [("", Verdict("alike", "nothing to compare with: the baseline has no answer"))]
    verdicts = (
        ("throughput", faster(row, base)),
        ("p95", change(row.p95, base.p95, "longer", "shorter")),
        ("p99", change(row.p99, base.p99, "longer", "shorter")),
        (f"errors {percent(row.error_rate.median)},", more_errors(row.error_rate, base.error_rate)),
    )
    return [(name, verdict) for name, verdict in verdicts if verdict]


def _reason(found: Bench, row: Row) -> str:
    """Return what most often went wrong with the requests of a row, where it is known."""
    failures: Counter[str] = Counter()
    for run in found.runs:
        if run.variant == row.variant:
            for route in (run.overall, *run.routes):
                failures.update(route.failures if route.name == row.name else {})
    return f" (most often: {failures.most_common(1)[0][0]})" if failures else ""


def _worse_routes(found: Bench, variant: str) -> list[tuple[str, Verdict]]:
    """Return the routes with a longer p95, that failed, or had more errors where not all had."""
    rows = [row for row in found.rows if row.variant == variant]
    worse = [
        (row, what, verdict)
        for row in rows
        for what, verdict in _verdicts(found, row)
        if verdict.kind == "worse"
    ]
    everywhere = any(row.name == OVERALL and what.startswith("errors") for row, what, _ in worse)
    told = ("p95",) if everywhere else ("p95", "errors")
    return [
        (f"{row.name} {what}".strip(), verdict)
        for row, what, verdict in worse
        if row.name != OVERALL and (not what or what.startswith(told))
    ]


def _figures(row: Row, base: Row | None) -> list[Cell]:
    """Return the cells that rows of all requests and of one route have in common."""
    errors = Cell(
        percent(row.error_rate.median),
        between(row.error_rate, percent),
        more_errors(row.error_rate, base.error_rate) if base else None,
    )
    if has_failed(row):
        failed = Cell("failed", verdict=Verdict("worse", FAILED))
        return [failed, *[Cell(NONE)] * 3, errors]
    answered = between(row.throughput, rate)
    minute = f"{rate(60 * row.throughput.median)} a minute"
    return [
        Cell(rate(row.throughput.median), f"{answered}\n{minute}".strip(), faster(row, base)),
        _slower(row.p50, base.p50 if base else None),
        _slower(row.p95, base.p95 if base else None),
        _slower(row.p99, base.p99 if base else None),
        errors,
    ]


def _slower(now: Spread | None, base: Spread | None) -> Cell:
    return _used(now, base, ms, "longer", "shorter")


def _used(
    now: Spread | None,
    base: Spread | None,
    write: Callable[[float], str],
    up: str = "more",
    down: str = "less",
) -> Cell:
    if now is None:
        return Cell(NONE)
    return Cell(write(now.median), between(now, write), change(now, base, up, down))


def _overall(found: Bench) -> list[list[Cell]]:
    rows = {row.variant: row for row in found.rows if row.name == OVERALL}
    if not rows:
        return []
    return [
        [_name(found, variant), *_overall_cells(found, rows.get(variant.name)), _server(variant)]
        for variant in found.variants
    ]


def _name(found: Bench, variant: Variant) -> Cell:
    runs = [run for run in found.runs if run.variant == variant.name]
    doubtful = len([run for run in runs if _is_doubtful(run, found)])
    doubt = Verdict("doubt", f"{doubtful} of {words.count(len(runs), 'run')} in doubt")
    about = ("baseline" if variant is found.variants[0] else "", variant.about)
    return Cell(
        variant.name,
        "; ".join(filter(None, about)),
        doubt if doubtful else None,
        charts.styles(found)[variant.name],
    )


def _overall_cells(found: Bench, row: Row | None) -> list[Cell]:
    if row is None:
        missing = Cell("not measured", verdict=Verdict("worse", "see the notes"))
        return [missing, *[Cell(NONE)] * 6]
    first = row.variant == found.variants[0].name
    base = None if first or has_failed(row) else baseline(found, OVERALL)
    return [
        *_figures(row, base),
        _used(row.cpu, base.cpu if base else None, seconds),
        _used(row.memory, base.memory if base else None, mib),
    ]


def _server(variant: Variant) -> Cell:
    workers = words.count(variant.workers, "worker")
    if variant.server == "uvicorn":
        return Cell(workers, "uvicorn")
    threads = f", {variant.threads} threads each" if variant.threads > 1 else ""
    return Cell(workers, f"gunicorn, {variant.worker_class}{threads}")


def _route_cells(found: Bench, row: Row) -> list[Cell]:
    base = None if row.variant == found.variants[0].name else baseline(found, row.name)
    key = charts.styles(found)[row.variant]
    return [Cell(row.name), Cell(row.variant, key=key), *_figures(row, base)]


def _percentiles(found: Bench, curve: Curve) -> list[Cell]:
    """Return a curve's values at the ticks of its plot, where it reaches them."""
    known = charts.known(curve)
    return [
        Cell(curve.variant, key=charts.styles(found)[curve.variant]),
        *(Cell(ms(known[q]) if q in known else NONE) for q in PERCENTILES[1:]),
    ]


def _pairs(found: Bench) -> list[tuple[str, tuple[charts.Panel, ...]]]:
    """Return the panels of each variant that answered, beside the baseline, on one axis."""
    rows = [row for row in by_route(found) if not has_failed(row)]
    values = [v for row in rows if row.p95 for v in (row.p95.low, row.p95.high)]
    across, look = axis("p95, ms", values), charts.styles(found)
    first, *others = (variant.name for variant in found.variants)
    return [
        (other, charts.panels((first, other), pairs, across, look))
        for other in others
        if any(row.variant == other for row in rows)
        and (pairs := [_pair(found, row) for row in by_route(found) if row.variant == other])
    ]


def _pair(found: Bench, row: Row) -> charts.Pair:
    base = baseline(found, row.name)
    before = base.p95 if base else None
    if has_failed(row):
        return charts.Pair(row.name, before, None, FAILED, "worse")
    verdict = change(row.p95, before, "longer", "shorter")
    if verdict is None:
        return charts.Pair(row.name, before, row.p95, "the baseline has no answer")
    return charts.Pair(row.name, before, row.p95, verdict.says, verdict.kind)


def _limited(found: Bench, knee: Knee) -> str:
    """Say that a knee may be the load generator's and not the server's, where that is so."""
    mine = (run for run in found.runs if run.variant == knee.variant)
    limited = [run for run in mine if run.generator.limit]
    if not limited or found.rows:
        return ""
    return f"In doubt: the load generator was the limit in {words.count(len(limited), 'step')}."


def _steps(knee: Knee) -> list[tuple[object, ...]]:
    return [
        (*step(one), ("better", "held") if one.held else ("worse", "too much"))
        for one in knee.steps
    ]


def _doubt(run: Run) -> str:
    """Return why the figures of a run are not the server's, or not of a whole run."""
    return "; ".join(text for text in (run.generator.limit, run.ended) if text)


def _is_doubtful(run: Run, found: Bench) -> bool:
    """Whether to warn of a run; that a step of a search ended early is what it was for."""
    return bool(run.generator.limit or (run.ended and found.rows))


def _run(run: Run) -> tuple[str | int, ...]:
    failures = sorted(run.overall.failures.items(), key=lambda item: -item[1])
    return (
        run.variant,
        run.round,
        "closed" if run.load.rate is None else rate(run.load.rate),
        rate(run.throughput),
        percent(run.overall.error_rate),
        ", ".join(f"{number:,} {why}" for why, number in failures),
        seconds(run.usage.cpu_seconds),
        mib(run.usage.memory),
        percent(run.generator.busiest),
        ms(run.generator.lag),
        _doubt(run),
    )
