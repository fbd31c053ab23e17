"""Alembic's migrations: the settings of an application, its commands, and functions for its code."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec

import click
from alembic import command
from alembic.config import Config
from alembic.util import CommandError

from .context import current_app_object

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sqlalchemy import Engine, MetaData

    from .application import Application

P = ParamSpec("P")

KEY = "migrate"
X_ARGUMENTS = "migrations.x_arg"

_ENVIRONMENT = '''\
"""Run the migrations of the application that is current."""

from logging.config import fileConfig

from alembic import context

from {package}.context import current_app

config = context.config
fileConfig(config.config_file_name)
migrations = current_app.extensions["migrate"]


def leave_out_empty(_context, _revision, directives):
    """Write no revision in which nothing changes."""
    if getattr(config.cmd_opts, "autogenerate", False) and directives[0].upgrade_ops.is_empty():
        directives[:] = []


def run_offline():
    """Print the SQL instead of running it."""
    url = migrations.engine.url.render_as_string(hide_password=False)
    context.configure(url=url, target_metadata=migrations.metadata, literal_binds=True)
    with context.begin_transaction():
        context.run_migrations()


def run_online():
    """Run the migrations on a connection."""
    options = {{"process_revision_directives": leave_out_empty, **migrations.configure_args}}
    with migrations.engine.connect() as connection:
        context.configure(
            connection=connection, target_metadata=migrations.metadata, **options
        )
        with context.begin_transaction():
            context.run_migrations()


if context.is_offline_mode():
    run_offline()
else:
    run_online()
'''


class Migrations:
    """The migrations of applications: their tables, and the folder that the revisions lie in.

    `env.py` finds it as `current_app.extensions["migrate"]`. `configure_args` are handed to
    Alembic's `context.configure`. The commands stand below `command` among those of the app.
    """

    def __init__(
        self,
        app: Application | None = None,
        metadata: MetaData | None = None,
        directory: str | os.PathLike[str] = "migrations",
        command: str = "db",
        compare_type: bool = True,
        render_as_batch: bool = True,
        **configure_args: Any,
    ) -> None:
        self._callbacks: list[Callable[[Config], Config]] = []
        self._metadata = metadata
        self.directory = str(directory)
        self.command = command
        self.configure_args: dict[str, Any] = {
            **configure_args,
            "compare_type": compare_type,
            "render_as_batch": render_as_batch,
        }
        if app is not None and metadata is not None:
            self.init_app(app)

    def init_app(
        self,
        app: Application,
        metadata: MetaData | None = None,
        directory: str | os.PathLike[str] | None = None,
        command: str | None = None,
        compare_type: bool | None = None,
        render_as_batch: bool | None = None,
        **configure_args: Any,
    ) -> None:
        """Give an application its commands; what is not given stays as it was."""
        from .migrations_cli import group

        if metadata is not None:
            self._metadata = metadata
        self.directory = str(directory or self.directory)
        self.command = command or self.command
        self.configure_args.update(configure_args)
        for name, value in (("compare_type", compare_type), ("render_as_batch", render_as_batch)):
            if value is not None:
                self.configure_args[name] = value
        app.extensions[KEY] = self
        app.cli.add_command(group, name=self.command)

    @property
    def metadata(self) -> MetaData:
        """The tables that revisions are written for."""
        if self._metadata is None:
            raise RuntimeError("Migrations were given no metadata.")
        return self._metadata

    @property
    def engine(self) -> Engine:
        """The engine of the current application."""
        engine: Engine = current_app_object().state.engine
        return engine

    def configure(self, function: Callable[[Config], Config]) -> Callable[[Config], Config]:
        """Have a function called with each configuration of Alembic; what it returns is used."""
        self._callbacks.append(function)
        return function

    def configured(self, config: Config) -> Config:
        """Return a configuration after the functions of `configure`."""
        for function in self._callbacks:
            config = function(config)
        return config

    def get_config(
        self,
        directory: str | os.PathLike[str] | None = None,
        x_arg: str | Iterable[str] | None = None,
        opts: Iterable[str] | None = None,
    ) -> Config:
        """Return the configuration for a folder, that of the application if none is given."""
        folder = self.directory if directory is None else str(directory)
        config = Config(os.path.join(folder, "alembic.ini"))
        config.set_main_option("script_location", folder)
        options = config.cmd_opts or Namespace()
        for name in opts or ():
            setattr(options, name, True)
        if not hasattr(options, "x"):
            given = [x_arg] if isinstance(x_arg, str) else list(x_arg or ())
            options.x = [*_x_of_command(), *given]
        config.cmd_opts = options
        return self.configured(config)


def _x_of_command() -> list[str]:
    """Return what `-x` before the name of the command says."""
    ctx = click.get_current_context(silent=True)
    return list(ctx.meta.get(X_ARGUMENTS, ())) if ctx is not None else []


def current_migrations() -> Migrations:
    """Return the migrations of the current application."""
    found: Migrations = current_app_object().extensions[KEY]
    return found


def _exits(function: Callable[P, None]) -> Callable[P, None]:
    """End the program where Alembic has a complaint, which is printed: env.py silences most loggers."""

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            function(*args, **kwargs)
        except (CommandError, RuntimeError) as error:
            click.echo(f"Error: {error}", err=True)
            sys.exit(1)

    return run


@_exits
def list_templates() -> None:
    """List the templates for folders of migrations."""
    command.list_templates(Config())


@_exits
def init(
    directory: str | None = None,
    multidb: bool = False,
    template: str | None = None,
    package: bool = False,
) -> None:
    """Make a folder for migrations; without a template its env.py serves the application."""
    if multidb:
        raise RuntimeError("Several databases need an env.py of their own.")
    migrations = current_migrations()
    folder = directory or migrations.directory
    config = Config()
    config.set_main_option("script_location", folder)
    config.config_file_name = os.path.join(folder, "alembic.ini")
    config = migrations.configured(config)
    command.init(config, folder, template=template or "generic", package=package)
    if template is None:
        text = _ENVIRONMENT.format(package=__package__)
        Path(folder, "env.py").write_text(text, encoding="utf-8")


@_exits
def revision(
    directory: str | None = None,
    message: str | None = None,
    autogenerate: bool = False,
    sql: bool = False,
    head: str = "head",
    splice: bool = False,
    branch_label: str | None = None,
    version_path: str | None = None,
    rev_id: str | None = None,
) -> None:
    """Write a new revision."""
    options = ["autogenerate"] if autogenerate else None
    config = current_migrations().get_config(directory, opts=options)
    command.revision(
        config, message, autogenerate, sql, head, splice, branch_label, version_path, rev_id
    )


@_exits
def migrate(
    directory: str | None = None,
    message: str | None = None,
    sql: bool = False,
    head: str = "head",
    splice: bool = False,
    branch_label: str | None = None,
    version_path: str | None = None,
    rev_id: str | None = None,
    x_arg: str | Iterable[str] | None = None,
) -> None:
    """Write a new revision for what differs between the tables and the database."""
    config = current_migrations().get_config(directory, x_arg, ["autogenerate"])
    command.revision(config, message, True, sql, head, splice, branch_label, version_path, rev_id)


@_exits
def edit(directory: str | None = None, revision: str = "current") -> None:
    """Open a revision in the editor."""
    command.edit(current_migrations().get_config(directory), revision)


@_exits
def merge(
    directory: str | None = None,
    revisions: Any = "",
    message: str | None = None,
    branch_label: str | None = None,
    rev_id: str | None = None,
) -> None:
    """Write a revision that joins two others."""
    config = current_migrations().get_config(directory)
    command.merge(config, revisions, message, branch_label, rev_id)


@_exits
def upgrade(
    directory: str | None = None,
    revision: str = "head",
    sql: bool = False,
    tag: str | None = None,
    x_arg: str | Iterable[str] | None = None,
) -> None:
    """Bring the database to a later revision."""
    command.upgrade(current_migrations().get_config(directory, x_arg), revision, sql, tag)


@_exits
def downgrade(
    directory: str | None = None,
    revision: str = "-1",
    sql: bool = False,
    tag: str | None = None,
    x_arg: str | Iterable[str] | None = None,
) -> None:
    """Bring the database back to an earlier revision."""
    target = "head:-1" if sql and revision == "-1" else revision
    command.downgrade(current_migrations().get_config(directory, x_arg), target, sql, tag)


@_exits
def show(directory: str | None = None, revision: str = "head") -> None:
    """Print a revision."""
    command.show(current_migrations().get_config(directory), revision)


@_exits
def history(
    directory: str | None = None,
    rev_range: str | None = None,
    verbose: bool = False,
    indicate_current: bool = False,
) -> None:
    """Print the revisions in their order."""
    config = current_migrations().get_config(directory)
    command.history(config, rev_range, verbose, indicate_current)


@_exits
def heads(
    directory: str | None = None, verbose: bool = False, resolve_dependencies: bool = False
) -> None:
    """Print the last revisions."""
    command.heads(current_migrations().get_config(directory), verbose, resolve_dependencies)


@_exits
def branches(directory: str | None = None, verbose: bool = False) -> None:
    """Print where revisions part."""
    command.branches(current_migrations().get_config(directory), verbose)


@_exits
def current(directory: str | None = None, verbose: bool = False) -> None:
    """Print the revision of the database."""
    command.current(current_migrations().get_config(directory), verbose=verbose)


@_exits
def stamp(
    directory: str | None = None,
    revision: str = "head",
    sql: bool = False,
    tag: str | None = None,
    purge: bool = False,
) -> None:
    """Note a revision in the database without running it."""
    command.stamp(current_migrations().get_config(directory), revision, sql, tag, purge)


@_exits
def check(directory: str | None = None) -> None:
    """End with an error where the tables and the database differ."""
    command.check(current_migrations().get_config(directory))
