"""Runs and samples that no server gave, for what is computed from them."""

from dataclasses import replace

from unflask.model.bench import OVERALL, Generator, Latency, Load, RouteRun, Run, Usage

LOAD = Load(users=10, seconds=10.0, warm_up=0.0)


def route(name=OVERALL, answered=100, failures=None, p99=30.0):
    """What one run gave for the requests of one name."""
    latency = Latency(p99 / 3, p99 / 2, p99, p99 * 2) if answered else None
    return RouteRun(name, answered, failures or {}, latency)


def run(variant="a", number=1, routes=(), overall=None, throughput=10.0, **changes):
    """One run of a variant."""
    overall = replace(overall or route(), throughput=throughput)
    fields = {
        "timeline": (),
        "usage": Usage(1.0, 1000, 2),
        "generator": Generator(0.1, 1.0),
        "ended": "",
    }
    return Run(variant, number, LOAD, tuple(routes), overall, **(fields | changes))
