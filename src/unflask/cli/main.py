"""The command `unflask`: one verb per module of this package."""

from __future__ import annotations

import sys
from importlib.metadata import version as installed

import typer

from unflask.cli import audit, bench, explain, migrate, recipes, verify
from unflask.report import terminal

ABOUT = """Take a Flask application to FastAPI, a route at a time, and prove that both give the same answers.

\b
The usual way:
  unflask audit .                               what is there, and how hard it is
  unflask migrate . --app shop --out ../shop2   write the FastAPI application
  unflask verify ../shop2                       prove it, route by route
  unflask explain UF201                         what a code in a report means
  unflask bench . --migrated ../shop2 ...       the same load on both, before and after

Settings live under [tool.unflask] of the project's pyproject.toml; options win over them.
Data goes to stdout, progress to stderr. Exit status: 0 all well, 1 findings, 2 could not do it.
"""

app = typer.Typer(
    help=ABOUT,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
app.command("audit", short_help="Say what is there, and how hard it is.")(audit.audit)
app.command("migrate", short_help="Write the FastAPI application.")(migrate.migrate)
app.command("verify", short_help="Prove it, route by route.")(verify.verify)
app.command("bench", short_help="Measure both under the same load.")(bench.bench)
app.command("explain", short_help="Explain a code in a report.")(explain.explain)
app.command("recipes", short_help="List the recipes.")(recipes.recipes)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"unflask {installed('unflask')}")
        raise typer.Exit


@app.callback(help=ABOUT)
def main(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Print the version."
    ),
) -> None:
    """Take the options that stand before the verb."""


def run() -> None:
    """Run the command line; the entry point of the `unflask` script."""
    try:
        app()
    except KeyboardInterrupt:
        terminal.say("stopped, nothing was written")
        sys.exit(2)
