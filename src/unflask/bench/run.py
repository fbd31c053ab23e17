"""One variant under a load, once."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from unflask.bench.drive import Driven, Workers, drive
from unflask.bench.histogram import Histogram
from unflask.bench.server import Server
from unflask.bench.usage import Watcher
from unflask.model.bench import OVERALL, Load, Profile, RouteRun, Run, Usage, Variant


def measure(
    variant: Variant,
    profile: Profile,
    load: Load,
    number: int = 1,
    workers: Workers | None = None,
) -> tuple[Run, Histogram]:
    """Start a variant's server, put the load on it, stop it; `number` is that of the round.

    Returns what was measured and the latencies of all answers. Raises ServerError where the server does
    not start, UserError where Locust fails.
    """
    with tempfile.TemporaryDirectory(prefix="unflask-bench-") as folder:
        work = Path(folder).resolve()
        with Server(variant, work, (workers or Workers()).host) as server:
            server.ready(profile.requests[0])
            with Watcher(server.pid) as watcher:
                driven = drive(profile, load, server.base, work, workers, server.ended)
        used = watcher.usage(driven.opened, load.seconds)
    return told(variant, profile, load, number, driven, used), driven.samples.histogram()


def told(
    variant: Variant, profile: Profile, load: Load, number: int, driven: Driven, used: Usage
) -> Run:
    """Return a run from what the users of the load saw and what the server used meanwhile."""
    samples, seconds = driven.samples, max(1, int(load.seconds))
    return Run(
        variant.name,
        number,
        load,
        tuple(_routes(profile, driven, seconds)),
        samples.route(OVERALL, range(len(profile.requests)), seconds),
        samples.timeline(seconds),
        used,
        driven.generator,
        driven.ended,
    )


def _routes(profile: Profile, driven: Driven, seconds: int) -> Iterator[RouteRun]:
    names = [request.name for request in profile.requests]
    for name in dict.fromkeys(names):
        indexes = [i for i, other in enumerate(names) if other == name]
        yield driven.samples.route(name, indexes, seconds)
