"""`unflask bench`: the same load on Flask and on FastAPI, side by side."""

from __future__ import annotations

import signal
from collections.abc import Sequence
from enum import Enum
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import typer

from unflask.cli import bench_variants as chosen
from unflask.cli.guard import guarded
from unflask.cli.project import folder, put
from unflask.cli.settings import read_settings
from unflask.model.bench import Load
from unflask.model.errors import UserError
from unflask.report import json as as_text
from unflask.report import terminal

if TYPE_CHECKING:
    from unflask.model.bench import Bench, Profile

FINDINGS = 1


class Preset(Enum):
    """A benchmark that is known by name."""

    IO = "io"
    SATURATE = "saturate"


class Export(Enum):
    """A tool that the load can be written for."""

    K6 = "k6"
    LOCUST = "locust"


@guarded("stopped; every server, and every database that was made for it, is down again")
def bench(
    path: Annotated[
        Path, typer.Argument(metavar="PATH", help="The Flask project's root.")
    ] = Path(),
    app: Annotated[
        str | None,
        typer.Option(metavar="MODULE[:ATTR]", help="The application or factory, as `flask --app`."),
    ] = None,
    flask: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CLASS", help="A worker class of Gunicorn; may be repeated (sync by default)."
        ),
    ] = None,
    migrated: Annotated[
        list[Path] | None,
        typer.Option(metavar="DIR", help="What `unflask migrate` wrote; may be repeated."),
    ] = None,
    asgi: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME=DIR:APP", help="Any other ASGI application, as 'by hand=fast:main:app'."
        ),
    ] = None,
    workers: Annotated[int, typer.Option(min=1, help="Workers of each server.")] = 4,
    threads: Annotated[int, typer.Option(min=1, help="Threads of each gthread worker.")] = 25,
    python: Annotated[
        str | None,
        typer.Option(metavar="PYTHON", help="The interpreter with all that the servers need."),
    ] = None,
    env: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME=VALUE", help="A variable for the servers; may be repeated."),
    ] = None,
    route: Annotated[
        str | None, typer.Option(metavar="'METHOD /PATH'", help="The load is this request.")
    ] = None,
    profile: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The load is a weighted mix, in TOML.")
    ] = None,
    requests: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE|DIR", help="The load is what was recorded: .http or HAR."),
    ] = None,
    preset: Annotated[
        Preset | None,
        typer.Option(help="io: a benchmark with all it needs; saturate: the highest load held."),
    ] = None,
    users: Annotated[int, typer.Option(min=1, help="Clients at the same time.")] = 100,
    rate: Annotated[
        float | None,
        typer.Option(min=0.1, help="Requests a second, due at fixed times (else: as answered)."),
    ] = None,
    seconds: Annotated[float, typer.Option(min=1, help="How long a run is measured.")] = 20,
    warm_up: Annotated[float, typer.Option(min=0, help="Seconds before that.")] = 5,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds that a client waits.")] = 30,
    rounds: Annotated[int, typer.Option(min=1, help="How often each variant runs.")] = 3,
    load_workers: Annotated[
        int, typer.Option(min=1, help="Processes of Locust on this machine.")
    ] = 1,
    remote_workers: Annotated[
        int, typer.Option(min=0, help="Wait for so many Locust workers of other machines.")
    ] = 0,
    bind: Annotated[
        str, typer.Option(metavar="HOST:PORT", help="Where remote workers find Locust's master.")
    ] = "127.0.0.1:5557",
    as_json: Annotated[
        bool, typer.Option("--json", help="Print what was measured as one JSON object.")
    ] = False,
    html_file: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="Write one page with plots.")
    ] = None,
    export: Annotated[
        Export | None, typer.Option(help="Print the load for k6, or for Locust on other machines.")
    ] = None,
) -> None:
    """Measure applications under the same load, in turn, several times: before and after.

    Each is served as it would be in production: Flask by Gunicorn, FastAPI by Uvicorn. Locust makes the
    load; docs/bench.md says how it spreads over machines and what is done about coordinated omission. Exit
    status 1 says that requests failed, that a server did not start or died, or that a figure is in doubt.

    \b
    Examples:
      unflask bench --preset io --html io.html
      unflask bench . --app shop --migrated ../shop-fastapi --profile load.toml
      unflask bench . --flask sync --flask gevent --route 'GET /items' --users 50
      unflask bench . --migrated ../shop-fastapi --profile load.toml --preset saturate
      unflask bench --profile load.toml --export k6 > load.js
    """
    load = Load(users, seconds, warm_up, rate, timeout)
    if export is not None:
        write = chosen.k6 if export is Export.K6 else chosen.locust
        typer.echo(write(the_profile(route, profile, requests, preset), load), nl=False)
        return
    refuse_odd(preset, remote_workers, [flask, migrated, asgi, env, app])
    if html_file and not html_file.absolute().parent.is_dir():
        raise UserError(f"Could not write {html_file}: there is no such folder.")
    mix = the_profile(route, profile, requests, preset)
    settings = chosen.settings(load, rounds, load_workers, remote_workers, bind)
    signal.signal(signal.SIGTERM, _stop)
    with terminal.working("starting") as advance:
        if preset is Preset.IO:
            found = chosen.io(settings, advance)
        else:
            root = folder(path)
            project = read_settings(root)
            variants = chosen.variants(
                root,
                app or project.app,
                flask or ["sync"],
                migrated or [],
                asgi or [],
                workers=workers,
                threads=threads,
                python=python or project.python,
                env=chosen.environment(env or []),
            )
            measure = chosen.saturate if preset is Preset.SATURATE else chosen.bench
            found = measure(variants, mix, settings, advance)
    show(found, html_file, as_json=as_json)
    raise typer.Exit(FINDINGS if has_findings(found) else 0)


def refuse_odd(preset: Preset | None, remote: int, given: Sequence[object]) -> None:
    """Raise UserError for options that do not go together."""
    if preset is Preset.IO and remote:
        raise UserError("--preset io runs on one machine; leave out --remote-workers.")
    if preset is Preset.IO and any(given):
        raise UserError(
            "--preset io brings its own applications; leave out the options for others."
        )
    if preset is Preset.SATURATE and remote:
        raise UserError(
            "--preset saturate changes the load all the time, which remote workers cannot follow."
        )


def the_profile(
    route: str | None, profile: Path | None, requests: list[Path] | None, preset: Preset | None
) -> Profile:
    """Return the one load that was asked for; raises UserError for none or two."""
    given = [name for name in (route, profile, requests) if name]
    if preset is Preset.IO:
        if given:
            raise UserError("--preset io has a load of its own; leave the other one out.")
        return chosen.io_profile()
    if len(given) != 1:
        raise UserError("Say what to send, in one way: --route, --profile or --requests.")
    return chosen.profile(route, profile, requests or [])


def show(found: Bench, html_file: Path | None, *, as_json: bool) -> None:
    """Print what was measured, and write the page."""
    if html_file:
        from unflask.report import bench as page

        put(html_file, page.page(found))
    if as_json:
        typer.echo(as_text.text(found), nl=False)
    else:
        terminal.bench(found)


def has_findings(found: Bench) -> bool:
    """Tell whether something failed, or a figure is in doubt."""
    failed = any(row.error_rate.high > 0 for row in found.rows)
    doubtful = any(run.ended or run.generator.limit for run in found.runs)
    measured = {run.variant for run in found.runs}
    return failed or doubtful or any(v.name not in measured for v in found.variants)


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
