"""One variant behind its server, on a free port of 127.0.0.1."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Self

import httpx

from unflask.bench.processes import end_group, free_port
from unflask.model.bench import LoadRequest, Variant
from unflask.model.errors import UserError

_START = 60.0
_TAIL = 6
_TIMEOUT = 120
"""Seconds after which Gunicorn would end a worker that is still at its request; longer than any client waits."""


class ServerError(UserError):
    """A server that did not start: one sentence, then the end of its log."""


class Server:
    """A context manager: inside it, the variant answers on `base`, and its log goes to `log`."""

    def __init__(self, variant: Variant, work: Path) -> None:
        self.variant = variant
        self.log = work / "server.log"
        self.port = 0
        self._process: subprocess.Popen[bytes] | None = None
        # Gunicorn puts a socket for its own command line there, which is not to outlive the run.
        self._env = {"PYTHONDONTWRITEBYTECODE": "1", "XDG_RUNTIME_DIR": str(work)}

    @property
    def base(self) -> str:
        """The URL that it answers on, without a path."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        """The process that the server's others descend from."""
        assert self._process is not None
        return self._process.pid

    def __enter__(self) -> Self:
        self.port = free_port()
        with self.log.open("wb") as log:
            self._process = subprocess.Popen(
                command(self.variant, self.port),
                cwd=self.variant.folder,
                env={**os.environ, **self._env, **self.variant.env},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        process, self._process = self._process, None
        if process is not None:
            end_group(process)

    def ready(self, probe: LoadRequest) -> None:
        """Wait until the server answers a request, whatever it says; raises ServerError."""
        end = time.monotonic() + _START
        while time.monotonic() < end:
            if said := self.ended():
                raise ServerError(f"{self.variant.name} does not start: {said}")
            try:
                httpx.request(
                    probe.method,
                    self.base + probe.path,
                    headers=dict(probe.headers),
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

    def _tail(self) -> str:
        text = self.log.read_text(encoding="utf-8", errors="replace")
        lines = [line for line in text.splitlines() if line.strip()][-_TAIL:]
        return "".join(f"\n  {line}" for line in lines)


def command(variant: Variant, port: int) -> list[str]:
    """Return the command line that serves a variant on a port."""
    python = variant.python or sys.executable
    workers = str(variant.workers)
    if variant.server == "uvicorn":
        factory = ["--factory"] if variant.app.endswith("()") else []
        return [
            *(python, "-m", "uvicorn", variant.app.removesuffix("()"), *factory),
            *("--host", "127.0.0.1", "--port", str(port), "--workers", workers),
            *("--log-level", "warning", "--no-access-log"),
        ]
    return [
        *(python, "-m", "gunicorn", variant.app, "--bind", f"127.0.0.1:{port}"),
        *("--workers", workers, "--worker-class", variant.worker_class),
        *("--threads", str(variant.threads), "--timeout", str(_TIMEOUT)),
        *("--log-level", "warning"),
    ]
