"""From the options of `unflask bench` to what is measured; the bench itself is imported when it runs."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from unflask.cli import core
from unflask.cli.project import folder
from unflask.cli.verify import read_result
from unflask.model.bench import Bench, Load, Profile, Variant
from unflask.model.errors import UserError
from unflask.report import json as as_text
from unflask.report import words

if TYPE_CHECKING:
    from unflask.bench.rounds import Settings
    from unflask.model.result import Result

Advance = Callable[[str, int, int], None]
_NEEDED = ("locust", "psutil", "gunicorn", "uvicorn")


def settings(load: Load, rounds: int, local: int, remote: int, bind: str) -> Settings:
    """Return how the benchmark is run; raises UserError where what it needs is not installed."""
    if missing := [name for name in _NEEDED if find_spec(name) is None]:
        raise UserError(f"{', '.join(missing)} is not installed: pip install 'unflask[bench]'.")
    from unflask.bench.drive import Workers
    from unflask.bench.rounds import Settings

    host, _, port = bind.rpartition(":")
    if not host or not port.isdecimal():
        raise UserError(f"--bind {bind} is no HOST:PORT.")
    here = Workers(local, remote, host, int(port)) if remote else Workers(local)
    return Settings(load, rounds, here)


def environment(given: Sequence[str]) -> dict[str, str]:
    """Return variables from `NAME=VALUE`; raises UserError for what is none."""
    if wrong := next((text for text in given if text.find("=") < 1), None):
        raise UserError(f"--env {wrong} is no NAME=VALUE.")
    return {name: value for name, _, value in (text.partition("=") for text in given)}


def variants(
    root: Path,
    app: str | None,
    flask: Sequence[str],
    migrated: Sequence[Path],
    asgi: Sequence[str],
    *,
    workers: int,
    threads: int,
    python: str | None,
    env: Mapping[str, str],
) -> list[Variant]:
    """Return the project behind Gunicorn in each of the ways, then the others; raises UserError."""
    interpreter = core.interpreter(python)
    target = core.import_string(root, app)
    found = [
        Variant(
            f"Flask, {worker_class}", "gunicorn", str(root), target, workers, worker_class,
            threads if worker_class == "gthread" else 1, "the original", env, interpreter,
        )
        for worker_class in flask
    ]  # fmt: skip
    found += [_migrated(path, workers, interpreter, env, len(migrated) > 1) for path in migrated]
    found += [_asgi(text, workers, interpreter, env) for text in asgi]
    names = [variant.name for variant in found]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise UserError(f"Two variants are called {twice}; give them different names.")
    return found


def _migrated(
    path: Path, workers: int, python: str | None, env: Mapping[str, str], several: bool
) -> Variant:
    result = read_result(path)
    name = f"migrated, {path.name}" if several else "migrated"
    return Variant(
        name, "uvicorn", str(path.resolve()), result.asgi, workers,
        about=made(result), env=env, python=python,
    )  # fmt: skip


def made(result: Result) -> str:
    """Say in a few words how much of a migrated tree is FastAPI."""
    converted = sum(route.state == "converted" for route in result.routes)
    return f"by unflask: {converted} of {words.count(len(result.routes), 'route')} converted"


def _asgi(text: str, workers: int, python: str | None, env: Mapping[str, str]) -> Variant:
    name, sign, place = text.partition("=")
    path, _, app = place.partition(":")
    module, _, attribute = app.partition(":")
    if not (name and sign and path and module and attribute):
        raise UserError(f"--asgi {text!r} is no NAME=DIR:MODULE:ATTR.")
    where = folder(Path(path))
    return Variant(name, "uvicorn", str(where), app, workers, env=env, python=python)


def profile(route: str | None, file: Path | None, requests: Sequence[Path]) -> Profile:
    """Return the load from one of the three; raises UserError."""
    from unflask.bench import profile as profiles
    from unflask.replay.requests import read_requests

    if route:
        return profiles.one_route(route)
    if file:
        return profiles.read_profile(file)
    if missing := next((path for path in requests if not path.exists()), None):
        raise UserError(f"--requests {missing} does not exist.")
    exchanges = [exchange for path in requests for exchange in read_requests(path)]
    return profiles.recorded(", ".join(path.name for path in requests), exchanges)


def k6(mix: Profile, load: Load) -> str:
    """Return the load as a script for k6."""
    from unflask.bench import export

    return export.k6(mix, load)


def locust(mix: Profile, load: Load) -> str:
    """Return the load as the file that Locust's workers read."""
    from unflask.bench.drive import described

    return as_text.text(described(mix, load))


def bench(found: Sequence[Variant], mix: Profile, how: Settings, advance: Advance) -> Bench:
    """Measure the variants under the same load; raises UserError."""
    from unflask.bench.rounds import bench as measure

    return measure(f"{mix.name}: {_names(found)}", found, mix, how, advance)


def saturate(found: Sequence[Variant], mix: Profile, how: Settings, advance: Advance) -> Bench:
    """Find the highest load that each variant holds; raises UserError."""
    from unflask.bench.saturate import saturate as measure

    return measure(f"{mix.name}, to the limit: {_names(found)}", found, mix, how, progress=advance)


def _names(found: Sequence[Variant]) -> str:
    return ", ".join(variant.name for variant in found)


def io_profile() -> Profile:
    """Return the load of the preset `io`."""
    from unflask.bench import io_preset

    return io_preset.profile()


def io(how: Settings, advance: Advance) -> Bench:
    """Run the preset `io`: Flask in three ways, by hand, and as unflask makes it; raises UserError."""
    from unflask.bench import io_preset
    from unflask.bench.rounds import bench as measure
    from unflask.migrate.write import write

    with tempfile.TemporaryDirectory(prefix="unflask-io-") as scratch:
        out = Path(scratch) / "migrated"
        migration = core.migrate(core.read_project(io_preset.ON_FLASK, io_preset.APP))
        write(migration, out, force=False)
        with io_preset.surroundings() as env:
            mine = Variant(
                "FastAPI, migrated", "uvicorn", str(out), migration.result.asgi,
                io_preset.WORKERS, about=made(migration.result), env=env,
            )  # fmt: skip
            title = "A route that waits: 5 ms for PostgreSQL, 200 ms for a third party"
            mix = io_preset.profile()
            return measure(title, io_preset.variants(env, mine), mix, how, advance)
