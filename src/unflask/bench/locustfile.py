"""The load, for Locust: users that send a profile's requests and note when each was due.

`UNFLASK_LOAD` names a file with what to send (`load.json`), `UNFLASK_SAMPLES` the file that gets what was
seen. The window that counts opens after the warm-up on every worker by its own clock, so that the clocks of
several machines need not agree. At its end users stop by themselves, requests under way are waited for, and each
worker hands its samples to the master.

With a rate, a user's requests are due at fixed times. A server that stalls makes later requests late, and
their latency counts from when they were due: leaving that out is known as coordinated omission.
"""

from __future__ import annotations

import json
import os
import random
import time
from pathlib import Path
from typing import Any, ClassVar

import gevent
from locust import FastHttpUser, constant, events, task
from locust.contrib.fasthttp import FAILURE_EXCEPTIONS
from locust.env import Environment
from locust.exception import StopUser
from locust.runners import MasterRunner, WorkerRunner

from unflask.bench.histogram import bucket
from unflask.bench.samples import Samples

LOAD: dict[str, Any] = json.loads(Path(os.environ["UNFLASK_LOAD"]).read_text(encoding="utf-8"))
REQUESTS: list[dict[str, Any]] = LOAD["requests"]
WEIGHTS = [request["weight"] for request in REQUESTS]
SECONDS, WARM_UP = float(LOAD["seconds"]), float(LOAD["warm_up"])
PERIOD = LOAD["users"] / LOAD["rate"] if LOAD["rate"] else None
BEAT = 0.05


class Window:
    """The time that counts, on this process's clock, and what was seen in it."""

    def __init__(self) -> None:
        self.samples = Samples()
        self.opens: float | None = None
        self.lags: list[int] = []
        self.busy = 0.0
        self.users = 0

    def open_after(self, seconds: float) -> None:
        """Let the window open some seconds from now."""
        self.opens = time.perf_counter() + seconds

    def holds(self, moment: float) -> bool:
        """Tell whether a moment lies before its end."""
        return self.opens is None or moment < self.opens + SECONDS

    def note(self, due: float, index: int, failure: str) -> None:
        """Count a request that has ended just now."""
        if self.opens is not None:
            end = time.perf_counter()
            self.samples.note(due - self.opens, end - self.opens, index, failure, end - due)


WINDOW = Window()


class User(FastHttpUser):
    """One client: a connection kept open, a cookie jar, requests by their weights."""

    wait_time = constant(0)
    connection_timeout = network_timeout = LOAD["timeout"]
    concurrency = 1
    count: ClassVar[int] = 0

    def on_start(self) -> None:
        """Take a place in the schedule and a seed of one's own, the same in every run."""
        User.count += 1
        WINDOW.users += 1
        worker = getattr(self.environment.runner, "worker_index", 0)
        self.random = random.Random(f"{worker} {User.count}")  # noqa: S311 - no secret
        self.due = time.perf_counter() + self.random.random() * (PERIOD or 0)

    def on_stop(self) -> None:
        """Count those that are still there."""
        WINDOW.users -= 1

    @task
    def send(self) -> None:
        """Send one request when it is due; what is due before the window closes is sent all the same."""
        if PERIOD is None:
            self.due = time.perf_counter()
        late = self.wait()
        index = self.random.choices(range(len(REQUESTS)), WEIGHTS)[0]
        # A real client would have given up by now.
        given_up = late > LOAD["timeout"]
        WINDOW.note(self.due, index, "never sent" if given_up else self.failure(REQUESTS[index]))
        if PERIOD is not None:
            self.due += PERIOD

    def wait(self) -> float:
        """Wait until the next request is due; return the seconds by which that is late by now.

        Raises StopUser once the window is known to close before.
        """
        while True:
            if not WINDOW.holds(self.due):
                raise StopUser
            ahead = self.due - time.perf_counter()
            if ahead <= 0:
                return -ahead
            gevent.sleep(min(ahead, 10 * BEAT))

    def failure(self, request: dict[str, Any]) -> str:
        """Send a request, read the whole answer, and say what went wrong with it, if anything."""
        answer = self.client.request(
            request["method"],
            request["path"],
            name=request["name"],
            headers=dict(request["headers"]),
            data=request["body"].encode() or None,
            allow_redirects=False,
            stream=True,
        )
        try:
            # Read here: Locust itself takes an answer that was cut off for a whole one.
            _ = answer.content
        except FAILURE_EXCEPTIONS as error:
            return type(error).__name__
        status = answer.status_code
        if not status:
            return type(getattr(answer, "error", None)).__name__
        wanted = request["status"]
        well = status == wanted if wanted else status < 400
        return "" if well else f"HTTP {status}"


def watch() -> None:
    """Measure, while the window is open, how late this process's event loop is and how busy it was."""
    while WINDOW.opens is None or time.perf_counter() < WINDOW.opens:
        gevent.sleep(BEAT)
    started, used = time.perf_counter(), time.process_time()
    while WINDOW.holds(time.perf_counter()):
        before = time.perf_counter()
        gevent.sleep(BEAT)
        WINDOW.lags.append(bucket(max(0.0, time.perf_counter() - before - BEAT)))
    WINDOW.busy = (time.process_time() - used) / (time.perf_counter() - started)


def drain(runner: WorkerRunner) -> None:
    """Wait until every request that was due is answered, then hand the samples over."""
    watch()
    while WINDOW.users:
        gevent.sleep(BEAT)
    runner.send_message(
        "drained",
        {"samples": WINDOW.samples.taken(), "lags": WINDOW.lags, "busy": WINDOW.busy},
    )


class Collected:
    """What the master has got so far; written to `UNFLASK_SAMPLES` whole or not at all."""

    def __init__(self, runner: MasterRunner) -> None:
        self.runner = runner
        self.opened = 0.0
        self.parts: list[dict[str, Any]] = []

    def open(self, **_: Any) -> None:
        """Tell all workers that all users are there, so that the warm-up begins."""
        self.opened = time.time() + WARM_UP
        self.runner.send_message("window", {})

    def take(self, environment: Environment, msg: Any, **_: Any) -> None:  # noqa: ARG002 - Locust's names
        """Take what one worker saw; with the last one, write all of it and quit."""
        self.parts.append(msg.data)
        if len(self.parts) < self.runner.worker_count:
            return
        target = Path(os.environ["UNFLASK_SAMPLES"])
        part = target.with_suffix(".part")
        found = {"opened": self.opened, "parts": self.parts}
        part.write_text(json.dumps(found), encoding="utf-8")
        part.replace(target)
        gevent.spawn(self.runner.quit)


def start(environment: Environment, **_: Any) -> None:
    """Set up the master, which opens the window, or a worker, which notes what it sees."""
    runner = environment.runner
    if isinstance(runner, MasterRunner):
        collected = Collected(runner)
        runner.register_message("drained", collected.take)
        events.spawning_complete.add_listener(collected.open)  # type: ignore[no-untyped-call]
    elif isinstance(runner, WorkerRunner):
        runner.register_message("window", lambda **_: WINDOW.open_after(WARM_UP))
        gevent.spawn(drain, runner)


events.init.add_listener(start)  # type: ignore[no-untyped-call]
