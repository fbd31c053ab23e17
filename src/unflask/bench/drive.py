"""Run Locust: a master and some workers on this machine, or workers that come from others."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from unflask.bench.histogram import percentile
from unflask.bench.processes import free_port, running
from unflask.bench.samples import Samples
from unflask.model.bench import Generator, Load, Profile
from unflask.model.errors import UserError

LOCUSTFILE = Path(__file__).with_name("locustfile.py")
_BUSY = 0.9
"""From this share of a core on, a worker can't be sure to send and to read in time."""
_LATE = 25.0
"""Milliseconds by which an event loop may be late before the latencies that it measures are in doubt."""
_PATIENCE = 30.0
"""Seconds for Locust to start and to end, beside what the load itself takes."""


@dataclass(frozen=True)
class Workers:
    """Where the load is made: by `local` processes here, or by `remote` workers that connect to `bind`."""

    local: int = 1
    remote: int = 0
    bind: str = "127.0.0.1"
    port: int = 0

    @property
    def host(self) -> str:
        """Where servers listen: on this machine alone, unless others have to reach them."""
        return self.bind if self.remote else "127.0.0.1"


@dataclass(frozen=True)
class Driven:
    """What the users of a load saw, and how hard it was to make that load.

    `opened` is the time since the epoch when the warm-up was over.
    """

    samples: Samples
    generator: Generator
    opened: float = 0.0
    ended: str = ""


def drive(
    profile: Profile,
    load: Load,
    base: str,
    work: Path,
    workers: Workers | None = None,
    watch: Callable[[], str] = lambda: "",
) -> Driven:
    """Put a load on the server at the URL `base`; `watch` is asked often, and a sentence from it ends the load.

    `work` is a folder for its files. Raises UserError where Locust itself fails.
    """
    workers = workers or Workers()
    (work / "load.json").write_text(json.dumps(described(profile, load)), encoding="utf-8")
    found = work / "samples.json"
    found.unlink(missing_ok=True)
    with _locust(load, base, work, workers) as process:
        ended = _wait(process, load, watch)
    if not found.exists():
        if ended:
            return Driven(Samples(), Generator(0.0, 0.0), ended=ended)
        log = (work / "locust.log").read_text(encoding="utf-8", errors="replace")
        raise UserError(f"Locust gave no result: {' '.join(log.split())[-400:] or 'no word'}")
    return _read(json.loads(found.read_text(encoding="utf-8")), ended)


def described(profile: Profile, load: Load) -> dict[str, Any]:
    """Return the content of load.json, which `locustfile.py` reads."""
    return asdict(load) | {"requests": [asdict(request) for request in profile.requests]}


@contextlib.contextmanager
def _locust(
    load: Load, base: str, work: Path, workers: Workers
) -> Iterator[subprocess.Popen[bytes]]:
    port = str(workers.port or free_port())
    env = {
        **os.environ,
        "UNFLASK_LOAD": str(work / "load.json"),
        "UNFLASK_SAMPLES": str(work / "samples.json"),
    }
    who = (
        ["--master", "--expect-workers", str(workers.remote)]
        if workers.remote
        else ["--processes", str(workers.local)]
    )
    command = [
        *(sys.executable, "-m", "locust", "--headless", "--only-summary", "--loglevel", "WARNING"),
        *("-f", str(LOCUSTFILE), "--host", base, "--stop-timeout", "1"),
        *("-u", str(load.users), "-r", str(load.users), "--exit-code-on-error", "0"),
        *("--master-bind-host", workers.bind, "--master-bind-port", port, "--master-port", port),
        *who,
    ]
    with (
        (work / "locust.log").open("wb") as log,
        running(
            command, cwd=work, env=env, stdin=subprocess.DEVNULL, stdout=log,
            stderr=subprocess.STDOUT,
        ) as process,
    ):  # fmt: skip
        yield process


def _wait(process: subprocess.Popen[bytes], load: Load, watch: Callable[[], str]) -> str:
    end = time.monotonic() + load.warm_up + load.seconds + 2 * load.timeout + _PATIENCE
    while process.poll() is None:
        if said := watch():
            return said
        if time.monotonic() > end:
            return "the load did not end in time"
        time.sleep(0.05)
    return ""


def _read(found: dict[str, Any], ended: str) -> Driven:
    parts = found["parts"]
    samples, lags = Samples(), Counter[int]()
    for part in parts:
        samples.add(part["samples"])
        lags.update(part["lags"])
    lag = percentile(lags, 0.99) or 0.0
    busiest = max(part["busy"] for part in parts)
    return Driven(samples, Generator(busiest, lag, limit(busiest, lag)), found["opened"], ended)


def limit(busiest: float, lag: float) -> str:
    """Return why the load generator was itself the limit, or nothing where it was not."""
    if busiest >= _BUSY:
        return f"its busiest process used {busiest:.0%} of a core"
    if lag >= _LATE:
        return f"its event loop was {lag:.0f} ms late in one of a hundred cases"
    return ""
