"""`unflask explain`: what a code in a report means."""

from __future__ import annotations

import difflib
from dataclasses import asdict
from typing import Annotated

import typer

from unflask.cli import core
from unflask.cli.guard import guarded
from unflask.model.errors import UserError
from unflask.report import json as as_text
from unflask.report import terminal


@guarded()
def explain(
    code: Annotated[
        str | None, typer.Argument(metavar="CODE", help="As in a marker; none lists them all.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print as JSON.")] = False,
) -> None:
    """Explain a code: what it says of the application, and what a person does about it.

    \b
    Examples:
      unflask explain UF201
      unflask explain            all codes, a line each
    """
    known = core.explanations()
    if code is None:
        rows = [known[key] for key in sorted(known)]
        if as_json:
            typer.echo(as_text.text([asdict(row) for row in rows]), nl=False)
        else:
            terminal.codes([(row.code, row.title) for row in rows])
        return
    if (found := known.get(code.upper())) is None:
        near = difflib.get_close_matches(code.upper(), known, 3)
        hint = f"did you mean {' or '.join(near)}?" if near else "`unflask explain` lists them all."
        raise UserError(f"There is no code {code}; {hint}")
    if as_json:
        typer.echo(as_text.text(asdict(found)), nl=False)
    else:
        terminal.explanation(found.code, found.title, found.text)
