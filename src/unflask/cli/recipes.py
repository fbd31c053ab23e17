"""`unflask recipes`: the recipes that are installed."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from unflask.cli import core
from unflask.cli.guard import guarded
from unflask.report import json as as_text
from unflask.report import terminal


@guarded()
def recipes(
    as_json: Annotated[bool, typer.Option("--json", help="Print as JSON.")] = False,
) -> None:
    """List the recipes: what each makes of the application, and the codes with which it refuses.

    \b
    Example:
      unflask recipes
    """
    rows = core.recipes()
    if as_json:
        typer.echo(as_text.text([asdict(row) for row in rows]), nl=False)
    else:
        terminal.recipes([(row.id, row.title, row.codes, row.origin) for row in rows])
