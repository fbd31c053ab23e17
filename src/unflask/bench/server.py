"""One variant behind its server, on a free port."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Self

import httpx
import psutil

from unflask.bench.processes import free_port, running
from unflask.model.bench import LoadRequest, Variant
from unflask.model.errors import UserError

_START = 60.0
_TAIL = 6
# What comes before a file of a package or of Python itself, in any machine's way.
_ELSEWHERE = re.compile(r'[^\s"]*/(?:site-packages|lib/python[\d.]+)/')
_HALTED = re.compile(r"^.*\[ERROR\] Worker \(pid:", re.MULTILINE)
_TIMEOUT = 120
"""Seconds after which Gunicorn would end a worker that is still at its request; longer than any client waits."""


class ServerError(UserError):
    """A server that did not start: one sentence, then the end of its log."""


class Server:
    """A context manager: inside it, the variant answers on `base`, and its log goes to `log`."""

    def __init__(self, variant: Variant, work: Path, host: str = "127.0.0.1") -> None:
        self.variant = variant
        self.host = host
        self.log = work / "server.log"
        self.port = 0
        self._running = contextlib.ExitStack()
        self._process: subprocess.Popen[bytes] | None = None
        # Gunicorn puts a socket for its own command line there, which is not to outlive the run.
        self._env = {"PYTHONDONTWRITEBYTECODE": "1", "XDG_RUNTIME_DIR": str(work)}

    @property
    def base(self) -> str:
        """The URL that it answers on, without a path."""
        return f"http://{self.host}:{self.port}"

    @property
    def pid(self) -> int:
        """The process that the server's others descend from."""
        assert self._process is not None
        return self._process.pid

    def __enter__(self) -> Self:
        self.port = free_port()
        with self.log.open("wb") as log:
            started = running(
                command(self.variant, self.port, self.host),
                cwd=self.variant.folder,
                env={**os.environ, **self._env, **self.variant.env},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
            self._process = self._running.enter_context(started)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process = None
        self._running.close()

    def ready(self, probe: LoadRequest) -> None:
        """Wait until the server answers a request, whatever it says; raises ServerError."""
        end = time.monotonic() + _START
        seen: set[int] = set()
        while time.monotonic() < end:
            seen |= self._workers()
            # Uvicorn starts a worker that died again, for ever. One process more tracks resources.
            again = len(seen) > self.variant.workers + 1
            if said := self.ended() or (f"its workers end at once{self._tail()}" if again else ""):
                raise ServerError(f"{self.variant.name} does not start: {said}")
            try:
                httpx.request(
                    probe.method,
                    self.base + probe.path,
                    headers=[(name.encode(), value.encode()) for name, value in probe.headers],
                    content=probe.body.encode(),
                    timeout=max(1.0, end - time.monotonic()),
                    trust_env=False,
                )
            except httpx.TransportError:
                time.sleep(0.1)
            else:
                return
        raise ServerError(f"{self.variant.name} did not answer within {_START:g} s{self._tail()}")

    def ended(self) -> str:
        """Return a sentence once the server's process has ended, and an empty text before."""
        code = self._process.poll() if self._process else 0
        return "" if code is None else f"the server ended with status {code}{self._tail()}"

    def _workers(self) -> set[int]:
        if self.variant.server != "uvicorn" or self.variant.workers == 1:
            return set()
        try:
            return {child.pid for child in psutil.Process(self.pid).children()}
        except psutil.NoSuchProcess:
            return set()

    def _tail(self) -> str:
        """Return the last lines of the log, without folders of this machine."""
        text = self.log.read_text(encoding="utf-8", errors="replace")
        text = _ELSEWHERE.sub("", text.replace(f"{self.variant.folder}{os.sep}", ""))
        lines = [line for line in _told(text).splitlines() if line.strip()][-_TAIL:]
        return "".join(f"\n  {line}" for line in lines)


def _told(log: str) -> str:
    """Return a log without what Gunicorn says of itself after the reason why its workers ended."""
    return _HALTED.split(log, maxsplit=1)[0] if "HaltServer" in log else log


def command(variant: Variant, port: int, host: str = "127.0.0.1") -> list[str]:
    """Return the command line that serves a variant on an address."""
    python = variant.python or sys.executable
    workers = str(variant.workers)
    if variant.server == "uvicorn":
        factory = ["--factory"] if variant.app.endswith("()") else []
        return [
            *(python, "-m", "uvicorn", variant.app.removesuffix("()"), *factory),
            *("--host", host, "--port", str(port), "--workers", workers),
            *("--log-level", "warning", "--no-access-log"),
        ]
    return [
        *(python, "-m", "gunicorn", variant.app, "--bind", f"{host}:{port}"),
        *("--workers", workers, "--worker-class", variant.worker_class),
        *("--threads", str(variant.threads), "--timeout", str(_TIMEOUT)),
        *("--log-level", "warning"),
    ]
