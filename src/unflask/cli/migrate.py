"""`unflask migrate`: write the FastAPI application."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from unflask.cli import core
from unflask.cli.guard import STOPPED, guarded
from unflask.cli.project import folder, put
from unflask.cli.settings import Fidelity, Settings, read_settings
from unflask.migrate.write import check_out, write
from unflask.model.errors import UserError
from unflask.report import html, sarif, terminal
from unflask.report import json as as_text

if TYPE_CHECKING:
    from unflask.model.project import Project
    from unflask.model.result import Result

FINDINGS = 1


@guarded("stopped, nothing was written")
def migrate(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="The project's root.")] = Path(),
    app: Annotated[
        str | None,
        typer.Option(metavar="MODULE[:ATTR]", help="The application or factory, as `flask --app`."),
    ] = None,
    python: Annotated[
        str | None,
        typer.Option(metavar="PYTHON", help="The interpreter with the application's dependencies."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where the result goes; not in PATH.")
    ] = None,
    fidelity: Annotated[
        Fidelity | None,
        typer.Option(
            help="Keep what clients act on (`wire`, the default), or every byte of a body."
        ),
    ] = None,
    routes: Annotated[
        list[str] | None,
        typer.Option(metavar="PATTERN", help="Only these, as 'GET /items*'; may be repeated."),
    ] = None,
    modernize: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME[,NAME]", help="Opt-in changes of the wire format."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace what is in DIR.")] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the result as one JSON object.")
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Print what would change; write nothing.")
    ] = False,
    plan: Annotated[
        bool, typer.Option("--plan", help="Print the plan as JSON; write nothing.")
    ] = False,
    html_file: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="Write the report as one page.")
    ] = None,
    sarif_file: Annotated[
        Path | None, typer.Option("--sarif", metavar="FILE", help="Write markers as SARIF.")
    ] = None,
) -> None:
    """Write the FastAPI application to another folder.

    The source is never touched. Every route of the original is answered by the result: converted, or
    by the original itself, mounted behind. Exit status 1 says that a route is marked or left on Flask;
    2 that it could not be done. An application that does not import can be neither converted nor
    proven: its routes are listed as reading found them, nothing is written, and the status is 2.

    \b
    Examples:
      unflask migrate examples/bookshop --out build/bookshop
      unflask migrate . --app shop:create_app --out ../shop-fastapi
      unflask migrate . --routes 'GET /items*' --diff
    """
    root = folder(path)
    settings = read_settings(root)
    if diff and plan:
        raise UserError("--diff and --plan are two things to look at; give one of them.")
    target = None if diff or plan else _target(root, out, settings)
    if target:
        check_out(root, target, force=force)
    with terminal.working("migrating"):
        project = core.read_project(root, app or settings.app, settings.exclude)
        _refuse_broken(project)
        migration = core.migrate(
            project,
            fidelity=fidelity.value if fidelity else settings.fidelity,
            routes=tuple(routes or settings.routes),
            modernize=_names(modernize) or settings.modernize,
            python=python or settings.python,
        )
        if target and not migration.result.import_error:
            write(migration, target, force)
    result = migration.result
    if html_file:
        put(html_file, html.migration(result))
    if sarif_file:
        put(sarif_file, sarif.migration(result))
    if plan and not result.import_error:
        plan_data = migration.plan
        typer.echo(plan_data if isinstance(plan_data, str) else as_text.text(plan_data), nl=False)
    elif as_json:
        shown = result.to_json() | ({"diff": migration.diff()} if diff else {})
        typer.echo(as_text.text(shown), nl=False)
    elif result.import_error:
        terminal.migration(result, None)
    elif diff:
        typer.echo(migration.diff(), nl=False)
    else:
        terminal.migration(result, out or target)
    raise typer.Exit(_status(result))


def _status(result: Result) -> int:
    """Tell why nothing was written, where that is so, and return the exit status."""
    if result.import_error:
        terminal.say(
            f"unflask: {result.app} does not import, so nothing was written: {result.import_error}. "
            "Name the interpreter that has its dependencies with --python, or the application itself "
            "with --app, and set here what it reads from the environment."
        )
        return STOPPED
    return FINDINGS if any(r.state != "converted" for r in result.routes) else 0


def _refuse_broken(project: Project) -> None:
    """Raise UserError for files that do not parse: a migration that cannot see them may be wrong."""
    if faults := project.problems:
        first, more = faults[0], len(faults) - 1
        rest = f" ({more} more; `unflask audit` names them)" if more else ""
        raise UserError(
            f"{first.path}:{first.line} does not parse: {first.message}{rest}; "
            "mend it, or name its folder under exclude in [tool.unflask]."
        )


def _target(root: Path, out: Path | None, settings: Settings) -> Path:
    if out:
        return out
    if settings.out:
        return root / settings.out
    raise UserError("Say where the FastAPI application goes with --out DIR, or look with --diff.")


def _names(given: list[str] | None) -> tuple[str, ...]:
    return tuple(name.strip() for item in given or () for name in item.split(",") if name.strip())
