"""The commands of migrations: `python -m <package>.cli --app MODULE[:NAME] db upgrade`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from . import migrations
from .cli import AppGroup

if TYPE_CHECKING:
    from collections.abc import Callable

_FLAGS: dict[str, str] = {
    "--multidb": "Support multiple databases",
    "--package": "Write empty __init__.py files to the environment and version locations",
    "--autogenerate": "Fill the revision from the difference between the tables and the database",
    "--sql": "Print the SQL instead of running it",
    "--splice": "Allow a revision that is no head as the one to go on from",
    "--resolve-dependencies": "Treat dependencies as down revisions",
    "--purge": "Delete the revision in the database first",
}
_VALUES: dict[str, str] = {
    "--tag": "A name for env.py scripts of your own",
    "--branch-label": "A label for the branch of the new revision",
    "--version-path": "The folder for the new revision, one of those that alembic.ini names",
    "--rev-id": "The identifier of the new revision, instead of a made-up one",
}


def _directory() -> Callable[..., Any]:
    text = 'The folder of the migrations (default is "migrations")'
    return click.option("-d", "--directory", default=None, help=text)


def _x() -> Callable[..., Any]:
    return click.option("-x", "--x-arg", multiple=True, help="Arguments for env.py scripts")


def _message(kind: str) -> Callable[..., Any]:
    return click.option("-m", "--message", default=None, help=f"{kind} message")


def _head() -> Callable[..., Any]:
    return click.option(
        "--head", default="head", help="The head, or <branchname>@head, to go on from"
    )


def _verbose() -> Callable[..., Any]:
    return click.option("-v", "--verbose", is_flag=True, help="Print more")


def _option(name: str) -> Callable[..., Any]:
    if name in _FLAGS:
        return click.option(name, is_flag=True, help=_FLAGS[name])
    return click.option(name, default=None, help=_VALUES[name])


def _command(name: str, function: Callable[..., None], *parts: Callable[..., Any]) -> None:
    """Add a command that calls a function with its options; the group's folder and `-x` count, too."""

    @click.pass_context
    def run(ctx: click.Context, /, **options: Any) -> None:
        if "directory" in options:
            options["directory"] = options["directory"] or ctx.meta.get(_FOLDER)
        if "x_arg" in options:
            options["x_arg"] = options["x_arg"] or ctx.meta.get(migrations.X_ARGUMENTS)
        function(**options)

    run.__doc__ = function.__doc__
    for part in reversed(parts):
        run = part(run)
    group.command(name)(run)


_FOLDER = "migrations.directory"


@click.group("db", cls=AppGroup)
@_directory()
@_x()
@click.pass_context
def group(ctx: click.Context, directory: str | None, x_arg: tuple[str, ...]) -> None:
    """Perform database migrations."""
    ctx.meta[_FOLDER] = directory
    ctx.meta[migrations.X_ARGUMENTS] = x_arg


_NEW = (
    _head(),
    _option("--splice"),
    _option("--branch-label"),
    _option("--version-path"),
    _option("--rev-id"),
)

_command("list-templates", migrations.list_templates)
_command(
    "init",
    migrations.init,
    _directory(),
    _option("--multidb"),
    click.option("-t", "--template", default=None, help="The template of Alembic to use"),
    _option("--package"),
)
_command(
    "revision",
    migrations.revision,
    _directory(),
    _message("Revision"),
    _option("--autogenerate"),
    _option("--sql"),
    *_NEW,
)
_command(
    "migrate",
    migrations.migrate,
    _directory(),
    _message("Revision"),
    _option("--sql"),
    *_NEW,
    _x(),
)
_command("edit", migrations.edit, _directory(), click.argument("revision", default="head"))
_command(
    "merge",
    migrations.merge,
    _directory(),
    _message("Merge revision"),
    _option("--branch-label"),
    _option("--rev-id"),
    click.argument("revisions", nargs=-1),
)
_command(
    "upgrade",
    migrations.upgrade,
    _directory(),
    _option("--sql"),
    _option("--tag"),
    _x(),
    click.argument("revision", default="head"),
)
_command(
    "downgrade",
    migrations.downgrade,
    _directory(),
    _option("--sql"),
    _option("--tag"),
    _x(),
    click.argument("revision", default="-1"),
)
_command("show", migrations.show, _directory(), click.argument("revision", default="head"))
_command(
    "history",
    migrations.history,
    _directory(),
    click.option("-r", "--rev-range", default=None, help="A range of revisions: [start]:[end]"),
    _verbose(),
    click.option("-i", "--indicate-current", is_flag=True, help="Show the current revision"),
)
_command("heads", migrations.heads, _directory(), _verbose(), _option("--resolve-dependencies"))
_command("branches", migrations.branches, _directory(), _verbose())
_command("current", migrations.current, _directory(), _verbose())
_command(
    "stamp",
    migrations.stamp,
    _directory(),
    _option("--sql"),
    _option("--tag"),
    _option("--purge"),
    click.argument("revision", default="head"),
)
_command("check", migrations.check, _directory())
