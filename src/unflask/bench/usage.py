"""What the processes of a server use, looked at from outside while they work."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from types import TracebackType
from typing import Self

import psutil

from unflask.model.bench import Usage

_EVERY = 0.25


@dataclass(frozen=True)
class Look:
    """One look: seconds since the epoch, processor seconds so far, bytes, number of processes."""

    at: float
    cpu: float
    memory: int
    processes: int


class Watcher:
    """A context manager that looks at a process and its descendants four times a second."""

    def __init__(self, pid: int) -> None:
        self._root = psutil.Process(pid)
        self._cpu: dict[int, float] = {}
        self._looks: list[Look] = []
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop.set()
        self._thread.join()

    def usage(self, start: float, seconds: float) -> Usage:
        """Return what was used from `start` (seconds since the epoch) on."""
        looks = [look for look in self._looks if start <= look.at <= start + seconds]
        if not looks:
            return Usage(0.0, 0, 0)
        spent = looks[-1].cpu - looks[0].cpu
        share = seconds / span if (span := looks[-1].at - looks[0].at) else 1.0
        memory = max(look.memory for look in looks)
        return Usage(spent * share, memory, max(look.processes for look in looks))

    def _watch(self) -> None:
        while not self._stop.wait(_EVERY):
            try:
                found = [self._root, *self._root.children(recursive=True)]
            except psutil.NoSuchProcess:
                return
            memory = sum(self._look(process) for process in found)
            # A worker that has ended and was replaced has used its time all the same.
            self._looks.append(Look(time.time(), sum(self._cpu.values()), memory, len(found)))

    def _look(self, process: psutil.Process) -> int:
        try:
            times = process.cpu_times()
            self._cpu[process.pid] = times.user + times.system
            info = process.memory_full_info()
        except psutil.Error:
            return 0
        # Workers share what they were forked with: the proportional size counts it once.
        return int(getattr(info, "pss", info.rss))
