"""Processes of our own: ports for them, and their end."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from typing import Any


@contextlib.contextmanager
def running(command: list[str], **options: Any) -> Iterator[subprocess.Popen[bytes]]:
    """Run a command in a session of its own, and end all of it; `options` are those of `Popen`.

    Ctrl-C may come while it is being started: then too it is ended.
    """
    process = None
    try:
        with _undisturbed():
            process = subprocess.Popen(command, start_new_session=True, **options)
        yield process
    finally:
        if process is not None:
            end_group(process)


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """Let signals that would end us wait; `Popen` forgets a child if they meet it halfway."""
    came: list[int] = []
    before = {
        number: signal.signal(number, lambda late, _: came.append(late))
        for number in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        if came:
            signal.raise_signal(came[0])


def free_port() -> int:
    """Return a port of 127.0.0.1 that is free just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def end_group(process: subprocess.Popen[bytes], patience: float = 5.0) -> None:
    """End a process that leads a session of its own, and all that it has started."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(patience)
    except subprocess.TimeoutExpired:
        pass
    finally:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
