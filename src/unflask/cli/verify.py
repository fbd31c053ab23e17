"""`unflask verify`: prove a migrated application against its original."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import Annotated, Any

import typer

from unflask.cli import core
from unflask.cli.guard import guarded
from unflask.cli.project import put
from unflask.cli.settings import read_settings
from unflask.cli.view import view
from unflask.migrate.write import LOCAL, RECORD
from unflask.model.errors import UserError
from unflask.model.result import Result
from unflask.report import html, terminal
from unflask.report import json as as_text

REPORT = ".unflask/report.html"
EVIDENCE = ".unflask/evidence"


@guarded("stopped; the result is as it was, and nothing new is proven")
def verify(
    directory: Annotated[
        Path, typer.Argument(metavar="DIR", help="What `unflask migrate --out DIR` wrote.")
    ],
    requests: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE|DIR", help="Requests as .http or HAR; may be repeated."),
    ] = None,
    no_suite: Annotated[
        bool, typer.Option("--no-suite", help="Leave out the application's own tests.")
    ] = False,
    source: Annotated[
        Path | None, typer.Option(metavar="PATH", help="The original, if it has moved.")
    ] = None,
    python: Annotated[
        str | None,
        typer.Option(
            metavar="PYTHON", help="The interpreter with both applications' dependencies."
        ),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print what was found as one JSON object.")
    ] = False,
    html_file: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="Write the report here as well.")
    ] = None,
) -> None:
    """Run the original and the result on equal state, and hold their answers against each other.

    Exchanges come from the application's own tests, from files of requests (those named, or else
    requests.http, requests.har and requests/ of the original), and from the routes themselves. Exit status 0 says that every route is proven; 1 that one is not.

    \b
    Examples:
      unflask verify ../shop-fastapi
      unflask verify ../shop-fastapi --requests requests.http --requests traffic.har
    """
    result = read_result(directory)
    original = find_source(directory, source)
    settings = read_settings(original)
    files = find_requests(original, requests or [original / name for name in settings.requests])
    setup = tuple(shlex.split(settings.setup or ""))
    with terminal.working("proving") as advance:
        verdict = core.verify(
            directory.resolve(),
            original,
            requests=files,
            suite=not no_suite,
            setup=setup,
            python=python or settings.python,
            advance=advance,
        )
    found = view(verdict.to_json(), result)
    page = html.migration(result, found)
    for path in filter(None, (directory / REPORT, html_file)):
        put(path, page)
    if as_json:
        typer.echo(as_text.text(verdict), nl=False)
    else:
        terminal.verification(
            found,
            [
                (str(directory / REPORT), "the report, for a browser"),
                (str(directory / EVIDENCE), "the evidence, exchange by exchange"),
            ],
        )
    raise typer.Exit(0 if found.all_well else 1)


def read_result(directory: Path) -> Result:
    """Read what `unflask migrate` stored in its output; raises UserError where there is none."""
    if not directory.is_dir():
        raise UserError(f"{directory} does not exist.")
    record = directory / RECORD
    if not record.is_file():
        raise UserError(f"{directory} is no result of `unflask migrate`: {RECORD} is not there.")
    try:
        return Result.from_json(_load(record))
    except (ValueError, KeyError, TypeError) as error:
        raise UserError(f"{record} is damaged ({error}); run `unflask migrate` again.") from error


def find_source(directory: Path, given: Path | None) -> Path:
    """Return the root of the original: as given, or as noted when the result was written."""
    if given:
        if not given.is_dir():
            raise UserError(f"--source {given} does not exist.")
        return given.resolve()
    note = directory / LOCAL
    noted = _load(note).get("source") if note.is_file() else None
    if isinstance(noted, str) and (found := (directory.resolve() / noted).resolve()).is_dir():
        return found
    raise UserError(f"The original of {directory} is not where it was; name it with --source PATH.")


def find_requests(original: Path, named: list[Path]) -> tuple[Path, ...]:
    """Return the files of requests that were named, or else those that lie in the project's root."""
    for path in named:
        if not path.exists():
            raise UserError(f"--requests {path} does not exist.")
    kinds = ("requests*.http", "requests*.har", "requests/")
    return tuple(named or sorted(path for kind in kinds for path in original.glob(kind)))


def _load(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))
