"""Benchmarks as they come out of a real machine, made up: four variants, one worse, one broken."""

import math
import random
from dataclasses import replace
from statistics import NormalDist, median

from unflask.model import bench as b

FLASK = "Flask, 4 sync workers"
DEF = "FastAPI, def routes"
ASYNC = "FastAPI, <b>async</b> routes"
BROKEN = "FastAPI, one pool too small"
LIST, SEARCH, ORDER = (
    "list books",
    "search <b>titles</b>",
    "POST /orders/<int:customer>/lines/<int:line>",
)
LATENCY = {
    FLASK: {LIST: 31.0, SEARCH: 74.0, ORDER: 52.0},
    DEF: {LIST: 22.0, SEARCH: 71.0, ORDER: 33.0},
    ASYNC: {LIST: 9.0, SEARCH: 118.0, ORDER: 15.0},
}
"""The usual milliseconds of each route: the search is slower where it blocks the event loop."""
SPREAD = {FLASK: 0.45, DEF: 0.4, ASYNC: 0.55, BROKEN: 0.3}
RATE = {FLASK: 1240.0, DEF: 1705.0, ASYNC: 2385.0, BROKEN: 0.0}
SHARE = {LIST: 0.6, SEARCH: 0.3, ORDER: 0.1}
VARIANTS = (
    b.Variant(FLASK, "gunicorn", "/secret", "app:app", about="as it was", threads=2),
    b.Variant(DEF, "uvicorn", "/secret", "main:app", about="migrated, nothing else"),
    b.Variant(ASYNC, "uvicorn", "/secret", "main:app", about="routes awaited by hand"),
    b.Variant(BROKEN, "uvicorn", "/secret", "main:app", workers=1, about="no connection is free"),
)


def sample(rounds=3, load=None):
    """Return a benchmark under a closed load."""
    load = load or b.Load(64, 60)
    dice = random.Random(7)
    runs = tuple(
        run(dice, variant.name, number, load)
        for number in range(1, rounds + 1)
        for variant in VARIANTS
    )
    return b.Bench(
        "Bookshop: Flask <b>and</b> FastAPI",
        "2026-03-14 16:20 UTC",
        "8 cores, AMD EPYC 7763, 16 GiB, Linux 6.8, Python 3.12.9",
        {"fastapi": "0.150.0", "flask": "3.1.2", "gunicorn": "23.0.0", "uvicorn": "0.40.0"},
        b.Profile(
            "shop",
            (
                b.LoadRequest(LIST, "GET", "/books?page=1", 0.4),
                b.LoadRequest(LIST, "GET", "/books?page=2", 0.2),
                b.LoadRequest(SEARCH, "GET", "/search?q=a", 0.3),
                b.LoadRequest(ORDER, "POST", "/orders", 0.1, body='{"book": 1}'),
            ),
        ),
        load,
        rounds,
        VARIANTS,
        rows=tuple(
            row(variant.name, name, runs) for variant in VARIANTS for name in (b.OVERALL, *SHARE)
        ),
        curves=tuple(curve(name) for name in LATENCY),
        runs=runs,
        notes=(
            f"Every request to {BROKEN} failed; its server answers nothing but 500.",
            "The generator was busy in one run <i>beyond</i> 90 % of a core; see that run.",
        ),
    )


def limits():
    """Return a search for the limits: its runs are the steps, and there are no rows."""
    dice = random.Random(7)
    knees = (
        knee(FLASK, 1200, "at 1,600 requests/s, one request of a hundred took more than 2.8 s"),
        knee(DEF, 1600, "at 2,000 requests/s, it gave 1,696 answers a second"),
        knee(ASYNC, 2400, "at 2,800 requests/s, 2 % of the requests failed"),
        b.Knee(BROKEN, 0, "at 10 requests/s, every request failed", ()),
    )
    return replace(
        sample(1),
        load=b.Load(256, 20),
        rounds=1,
        rows=(),
        curves=(),
        runs=tuple(
            run(dice, found.variant, number, b.Load(256, 20, rate=step.offered))
            for found in knees
            for number, step in enumerate(found.steps, 1)
        ),
        knees=knees,
    )


def empty():
    """Return a benchmark that was stopped before it measured anything."""
    return b.Bench(
        "Nothing", "now", "a machine", {}, b.Profile("p", ()), b.Load(1, 1), 1, VARIANTS[:1]
    )


def run(dice, variant, number, load):
    """Return one run, with a dip of throughput in its middle."""
    rate = min(RATE[variant] * dice.uniform(0.97, 1.03), load.rate or math.inf)
    failing = {FLASK: 0.0, DEF: 0.002, ASYNC: 0.011, BROKEN: 1.0}[variant]
    timeline = tuple(second(dice, at, rate, failing, load) for at in range(int(load.seconds)))
    late = variant == ASYNC and number == 2
    return b.Run(
        variant,
        number,
        load,
        tuple(route(dice, variant, name, rate * load.seconds, failing) for name in SHARE),
        replace(route(dice, variant, b.OVERALL, rate * load.seconds, failing), throughput=rate),
        timeline,
        b.Usage(rate * load.seconds / 1000 * {ASYNC: 1.1}.get(variant, 2.4), memory(variant), 5),
        b.Generator(
            0.94 if late else dice.uniform(0.3, 0.6),
            18.4 if late else dice.uniform(0.4, 2.0),
            "the generator used 94 % of a core, so the server may be faster" if late else "",
        ),
        "stopped after 20 s: every request failed" if variant == BROKEN else "",
    )


def memory(variant):
    """Return the peak memory of a variant in bytes."""
    return {FLASK: 312, DEF: 268, ASYNC: 341, BROKEN: 74}[variant] * 2**20


def second(dice, at, rate, failing, load):
    """Return a second of a run; a checkpoint of the database slows two of them."""
    slow = 0.55 if int(load.seconds) // 2 <= at < int(load.seconds) // 2 + 2 else 1.0
    answered = int(rate * slow * dice.uniform(0.94, 1.05))
    burst = 5 if slow < 1 else dice.choice((0, 0, 1, 1, 2))
    failed = 210 if failing == 1 else int(answered * failing * burst)
    return b.Second(at, answered, failed, None if failing == 1 else 90.0)


def route(dice, variant, name, answers, failing):
    """Return what one run gave for one route, or for all."""
    share = SHARE.get(name, 1)
    failed = int(12000 * share) if failing == 1 else int(answers * share * failing)
    if failing == 1:
        return b.RouteRun(name, 0, {"status 500": failed - 40, "timeout": 40}, None)
    jitter = dice.uniform(0.96, 1.04)
    at = {q: jitter * latency(variant, name, q) for q in (50, 95, 99)}
    failures = {"status 503": failed} if failed else {}
    return b.RouteRun(
        name,
        int(answers * share),
        failures,
        b.Latency(at[50], at[95], at[99], at[99] * 3),
    )


def latency(variant, name, q):
    """Return the milliseconds at a percentile of a log-normal distribution."""
    usual = LATENCY[variant]
    middle = usual[name] if name in usual else sum(usual[r] * SHARE[r] for r in SHARE)
    inside = min(max(q / 100, 0.001), 0.99999)
    return middle * math.exp(SPREAD[variant] * NormalDist().inv_cdf(inside))


def row(variant, name, runs):
    """Return the line of a table over the rounds of a variant."""
    own = [run for run in runs if run.variant == variant]
    routes = [
        next(route for route in (run.overall, *run.routes) if route.name == name) for run in own
    ]
    known = [route.latency for route in routes if route.latency]
    every = name == b.OVERALL
    cpu = [
        1000 * run.usage.cpu_seconds / run.overall.answered for run in own if run.overall.answered
    ]
    return b.Row(
        variant,
        name,
        spread([run.throughput * SHARE.get(name, 1) for run in own]),
        spread([route.error_rate for route in routes]),
        *(spread([getattr(one, at) for one in known]) for at in ("p50", "p95", "p99")),
        cpu=spread(cpu) if every else None,
        memory=spread([run.usage.memory for run in own]) if every else None,
    )


def spread(values):
    """Return the median and the range; None of nothing."""
    return b.Spread(median(values), min(values), max(values)) if values else None


def curve(variant):
    """Return a distribution; the slowest thousandth is slower than a log-normal one has it."""
    points = [
        (float(q), latency(variant, b.OVERALL, q) * (1.6 if q > 99.7 else 1))
        for q in (*range(1, 100), *(100 * (0.99 + i / 1000) for i in range(1, 10)), 99.95, 100)
    ]
    return b.Curve(variant, tuple(points))


def knee(variant, rate, why):
    """Return the search for a limit, in steps of 400 requests a second, the next to last held."""
    steps = []
    for offered in range(400, rate + 801, 400):
        over = max(0.0, offered - rate)
        p99 = 40 * (1 + 1 / (1.05 - min(offered / (rate + 100), 1))) + over * 5
        got = min(offered, rate * 1.06)
        steps.append(b.Step(offered, got, over / 20000, p99 / 6, p99, held=not over))
    return b.Knee(variant, float(rate), why, tuple(steps))
