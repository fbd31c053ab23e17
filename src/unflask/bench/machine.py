"""What figures depend on beside the code: the machine and the versions."""

from __future__ import annotations

import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_DISTRIBUTIONS = (
    "unflask", "flask", "gunicorn", "gevent", "fastapi", "starlette", "pydantic", "uvicorn", "uvloop",
    "httptools", "sqlalchemy", "psycopg2-binary", "asyncpg", "httpx", "requests", "redis", "locust",
)  # fmt: skip


def machine() -> str:
    """Return processor, cores, memory and system in one line."""
    return f"{_processor()}, {os.cpu_count()} cores, {_memory()}{platform.system()}"


def versions() -> dict[str, str]:
    """Return the versions of Python and of what takes part, as far as it is installed."""
    found = {"Python": platform.python_version()}
    for name in _DISTRIBUTIONS:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    if info.is_file():
        for line in info.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.processor() or platform.machine()


def _memory() -> str:
    try:
        size = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return ""
    return f"{size / 2**30:.0f} GiB, "
