"""A load, the servers that it is put on, and what was measured: the data of `unflask bench`.

Latencies are milliseconds, rates requests per second, processor times seconds, memory bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Server = Literal["gunicorn", "uvicorn"]
OVERALL = "overall"
"""The name of the row that holds all requests of a variant."""

_SECRET = frozenset({"authorization", "cookie", "proxy-authorization", "x-api-key"})


@dataclass(frozen=True, slots=True)
class LoadRequest:
    """One kind of request; `weight` is how often it is sent beside the others of its profile.

    Requests of one `name` are measured together. `path` holds the query, `body` is sent as it is. `status`
    is the status of a good answer; without it, everything below 400 is one.
    """

    name: str
    method: str
    path: str
    weight: float = 1.0
    headers: tuple[tuple[str, str], ...] = ()
    body: str = ""
    status: int | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """A mix of requests."""

    name: str
    requests: tuple[LoadRequest, ...]


@dataclass(frozen=True, slots=True)
class Load:
    """How a profile is applied: for `seconds`, after a warm-up that is not counted.

    Without a `rate`, each user sends its next request when the last one is answered. With one, requests
    are due at fixed times, `rate` of them a second, and a latency counts from when its request was due.
    """

    users: int
    seconds: float
    warm_up: float = 5.0
    rate: float | None = None
    timeout: float = 30.0


@dataclass(frozen=True, slots=True)
class Variant:
    """One application behind one server.

    `app` is what the server imports (`module:attr` or `module:factory()`) with `folder` as working folder.
    `about` says in a few words what it is. `threads` and `worker_class` are Gunicorn's.
    """

    name: str
    server: Server
    folder: str
    app: str
    workers: int = 4
    worker_class: str = "sync"
    threads: int = 1
    about: str = ""
    env: Mapping[str, str] = field(default_factory=dict)
    python: str | None = None


@dataclass(frozen=True, slots=True)
class Latency:
    """How long answers took; failed requests are no part of it."""

    p50: float
    p95: float
    p99: float
    worst: float


@dataclass(frozen=True, slots=True)
class RouteRun:
    """What one run gave for the requests of one name; `failures` counts them by what went wrong.

    Counted are the requests that were due while the run was measured; `throughput` are the answers a
    second that came meanwhile.
    """

    name: str
    answered: int
    failures: Mapping[str, int]
    latency: Latency | None
    throughput: float = 0.0

    @property
    def failed(self) -> int:
        """How many requests got no answer, or one that says that the server failed."""
        return sum(self.failures.values())

    @property
    def error_rate(self) -> float:
        """The share of requests that failed, from 0 to 1; 1 where nothing was answered at all."""
        every = self.answered + self.failed
        return self.failed / every if every else 1.0


@dataclass(frozen=True, slots=True)
class Second:
    """One second of a run: answers and failures that came in it, the 95th percentile of the former."""

    at: int
    answered: int
    failed: int
    p95: float | None


@dataclass(frozen=True, slots=True)
class Usage:
    """What the processes of a server used during a run; `memory` is its highest, shared pages counted once."""

    cpu_seconds: float
    memory: int
    processes: int


@dataclass(frozen=True, slots=True)
class Generator:
    """How hard the load generator itself worked.

    `busiest` is the share of one core that its busiest process used, `lag` by how many milliseconds its
    event loop was late (99th percentile), `limit` why the figures of the run are not the server's, if so.
    """

    busiest: float
    lag: float
    limit: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """One variant under the load once; `ended` says why it ended early, if it did."""

    variant: str
    round: int
    load: Load
    routes: tuple[RouteRun, ...]
    overall: RouteRun
    timeline: tuple[Second, ...]
    usage: Usage
    generator: Generator
    ended: str = ""

    @property
    def throughput(self) -> float:
        """The answers of all kinds, per second."""
        return self.overall.throughput


@dataclass(frozen=True, slots=True)
class Spread:
    """The median of some runs, and the lowest and highest of them."""

    median: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: the requests of one name (or all of them) on one variant, over all rounds.

    `throughput` counts answers only. Latencies are None where nothing was answered; `cpu` (seconds for a
    thousand answers) and `memory` are those of the whole server, and given in the overall row alone.
    """

    variant: str
    name: str
    throughput: Spread
    error_rate: Spread
    p50: Spread | None
    p95: Spread | None
    p99: Spread | None
    cpu: Spread | None = None
    memory: Spread | None = None


@dataclass(frozen=True, slots=True)
class Curve:
    """A latency distribution over all rounds: points of (percentile, milliseconds)."""

    variant: str
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One load of a search for the limit; `held` is whether it stayed within the limits."""

    offered: float
    throughput: float
    error_rate: float
    p50: float | None
    p99: float | None
    held: bool


@dataclass(frozen=True, slots=True)
class Knee:
    """Where a variant gave in: the highest load that it held, and why the next one was too much."""

    variant: str
    rate: float
    why: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Bench:
    """All that a benchmark found; `notes` are sentences that a reader has to know, warnings first."""

    title: str
    made: str
    machine: str
    versions: Mapping[str, str]
    profile: Profile
    load: Load
    rounds: int
    variants: tuple[Variant, ...]
    rows: tuple[Row, ...] = ()
    curves: tuple[Curve, ...] = ()
    runs: tuple[Run, ...] = ()
    knees: tuple[Knee, ...] = ()
    notes: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return plain data for `json.dumps`, without what is this machine's or secret."""
        data = asdict(self)
        for request in data["profile"]["requests"]:
            request["headers"] = [
                (name, "\N{HORIZONTAL ELLIPSIS}" if name.lower() in _SECRET else value)
                for name, value in request["headers"]
            ]
        for variant in data["variants"]:
            for name in ("folder", "env", "python"):
                del variant[name]
        return data
