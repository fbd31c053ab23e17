"""A temporary folder in which applications run."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_TRIES = 20


@contextmanager
def scratch() -> Iterator[Path]:
    """Make a folder that is gone afterwards; other users may pass through it, and not look around.

    An application may start a server that runs as another user: PostgreSQL does, where root starts it.
    """
    folder = Path(tempfile.mkdtemp(prefix="unflask-")).resolve()
    folder.chmod(0o711)
    try:
        yield folder
    finally:
        remove(folder)


def remove(folder: Path) -> None:
    """Remove a folder with all that is in it; what still writes there, while it ends, is waited for."""
    for _ in range(_TRIES):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        time.sleep(0.1)
