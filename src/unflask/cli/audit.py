"""`unflask audit`: what is there, and how hard it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from unflask.cli import core
from unflask.cli.guard import STOPPED, guarded
from unflask.cli.project import folder, put
from unflask.cli.settings import read_settings
from unflask.report import html, sarif, terminal
from unflask.report import json as as_text

if TYPE_CHECKING:
    from unflask.model.audit import Audit


@guarded()
def audit(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="The project's root.")] = Path(),
    app: Annotated[
        str | None,
        typer.Option(metavar="MODULE[:ATTR]", help="The application or factory, as `flask --app`."),
    ] = None,
    python: Annotated[
        str | None,
        typer.Option(metavar="PYTHON", help="The interpreter with the application's dependencies."),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the audit as one JSON object.")
    ] = False,
    html_file: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="Write the audit as one page.")
    ] = None,
    sarif_file: Annotated[
        Path | None, typer.Option("--sarif", metavar="FILE", help="Write findings as SARIF.")
    ] = None,
) -> None:
    """Say what the application consists of, what becomes of each part, and in which order to go.

    Nothing is written to the project. A file that does not parse and an application that does not import
    are named, and the rest is audited; the exit status is then 2. It is 1 where there are findings.

    \b
    Examples:
      unflask audit .
      unflask audit . --app shop:create_app --html audit.html
      unflask audit . --python .venv/bin/python
      unflask audit . --json | jq '.routes[].rule'
    """
    root = folder(path)
    settings = read_settings(root)
    with terminal.working("reading the application"):
        project = core.read_project(root, app or settings.app, settings.exclude)
        found = core.audit(project, python=python or settings.python)
    if html_file:
        put(html_file, html.audit(found))
    if sarif_file:
        put(sarif_file, sarif.audit(found))
    if as_json:
        typer.echo(as_text.text(found), nl=False)
    else:
        terminal.audit(found)
    raise typer.Exit(_status(found))


def _status(found: Audit) -> int:
    """Tell what could not be read, and return the exit status."""
    for fault in found.syntax_errors:
        terminal.say(f"unflask: {fault.path}:{fault.line} does not parse: {fault.message}.")
    if found.import_error:
        terminal.say(
            f"unflask: {found.app.name} does not import, so its routes were only read: "
            f"{found.import_error}"
        )
    if found.syntax_errors or found.import_error:
        return STOPPED
    return 1 if any(finding.level != "note" for finding in found.findings) else 0
