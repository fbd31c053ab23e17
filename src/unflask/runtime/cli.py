"""Commands of an application: `python -m <package>.cli --app MODULE[:NAME] COMMAND`."""

from __future__ import annotations

import code
import os
import sys
from functools import update_wrapper
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar, cast

import click

from .context import app_context, current_context, has_app_context
from .locate import NoAppException, load_app
from .urls import rules_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .application import Application
    from .routing import Router

P = ParamSpec("P")
R = TypeVar("R")


class ScriptInfo:
    """Which application the commands are for; it is loaded when one of them needs it."""

    def __init__(
        self,
        app_import_path: str | None = None,
        create_app: Callable[[], Application] | None = None,
    ) -> None:
        self.app_import_path = app_import_path
        self.create_app = create_app
        self.data: dict[Any, Any] = {}
        self._app: Application | None = None

    def load_app(self) -> Application:
        """The application. Raises NoAppException when there is none."""
        if self._app is None:
            self._app = self.create_app() if self.create_app else load_app(self.app_import_path)
        return self._app


pass_script_info = click.make_pass_decorator(ScriptInfo, ensure=True)


def with_appcontext(callback: Callable[P, R]) -> Callable[P, R]:
    """Run a command inside the application's context.

    Commands of `app.cli` do so without it.
    """

    @click.pass_context
    def run(ctx: click.Context, /, *args: P.args, **kwargs: P.kwargs) -> R:
        _enter_app_context(ctx)
        return ctx.invoke(callback, *args, **kwargs)

    return update_wrapper(run, callback)


class AppGroup(click.Group):
    """A group of commands that run inside the application's context.

    `command(with_appcontext=False)` leaves the context out.
    """

    def command(self, *args: Any, **kwargs: Any) -> Callable[..., Any]:  # type: ignore[override]
        """Make a function a command of this group."""
        inside = kwargs.pop("with_appcontext", True)
        make = super().command(*args, **kwargs)

        def decorate(callback: Callable[..., Any]) -> click.Command:
            return cast("click.Command", make(with_appcontext(callback) if inside else callback))

        return decorate

    def group(self, *args: Any, **kwargs: Any) -> Callable[..., Any]:  # type: ignore[override]
        """Make a function a group of this group, itself an AppGroup."""
        kwargs.setdefault("cls", AppGroup)
        return cast("Callable[..., Any]", super().group(*args, **kwargs))


def router_group(router: Router, name: str | None = None) -> AppGroup:
    """A group of commands for the applications that include a router.

    It has the router's name if no other one is given. With the empty name its commands stand among
    those of the application.
    """
    group = AppGroup(router.name if name is None else name)

    def add(app: Application) -> None:
        if name == "":
            app.cli.commands.update(group.commands)
        elif group.commands:
            app.cli.add_command(group)

    router.on_app(add)
    return group


class AppCommands(AppGroup):
    """The commands that every application has, and those of the application that `--app` names."""

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        """Start a run of the commands, which share one ScriptInfo."""
        load_environment()
        extra.setdefault("obj", ScriptInfo())
        return super().make_context(info_name, args, parent=parent, **extra)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, the application's own one if it is not one of the common ones."""
        command = super().get_command(ctx, cmd_name)
        if command is not None:
            return command
        try:
            _enter_app_context(ctx)
        except NoAppException as error:
            click.secho(f"Error: {error.format_message()}\n", err=True, fg="red")
            return None
        return current_context().app.cli.get_command(ctx, cmd_name)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands; those of the application only if it can be loaded."""
        names = set(super().list_commands(ctx))
        try:
            names |= set(ctx.ensure_object(ScriptInfo).load_app().cli.list_commands(ctx))
        except Exception as error:  # noqa: BLE001 (the help page is shown whatever is wrong)
            click.secho(f"Error: {error}\n", err=True, fg="red")
        return sorted(names)


def load_environment() -> None:
    """Take over variables of `.env` and `.flaskenv` files, if python-dotenv is installed.

    Those that are set already stay.
    """
    try:
        import dotenv  # type: ignore[import-not-found,unused-ignore]
    except ImportError:
        return
    for name in (".env", ".flaskenv"):
        path = dotenv.find_dotenv(name, usecwd=True)
        if path:
            dotenv.load_dotenv(path, encoding="utf-8")


def _enter_app_context(ctx: click.Context) -> None:
    app = ctx.ensure_object(ScriptInfo).load_app()
    if not has_app_context() or current_context().app is not app:
        ctx.with_resource(app_context(app))


@click.command("run")
@click.option("--host", "-h", default="127.0.0.1", help="The interface to bind to.")
@click.option("--port", "-p", default=5000, help="The port to bind to.")
@pass_script_info
def run_command(info: ScriptInfo, host: str, port: int) -> None:
    """Run a development server."""
    import uvicorn

    uvicorn.run(info.load_app(), host=host, port=port)


@click.command("shell")
@with_appcontext
def shell_command() -> None:
    """Run a shell in the app context."""
    app = current_context().app
    banner = f"Python {sys.version} on {sys.platform}\nApp: {app.import_name}"
    names: dict[str, Any] = {}
    startup = os.environ.get("PYTHONSTARTUP")
    if startup and Path(startup).is_file():
        exec(Path(startup).read_text(), names)  # noqa: S102 (as Python itself does)
    code.interact(banner=banner, local={**names, "app": app, "g": current_context().g})


@click.command("routes")
@click.option(
    "--sort",
    "-s",
    type=click.Choice(("endpoint", "methods", "rule", "match")),
    default="endpoint",
    help="What to sort the routes by.",
)
@click.option("--all-methods", is_flag=True, help="Show HEAD and OPTIONS methods.")
@with_appcontext
def routes_command(sort: str, all_methods: bool) -> None:
    """Show the routes for the app."""
    ignored = set() if all_methods else {"HEAD", "OPTIONS"}
    rows = [
        (rule.endpoint, ", ".join(sorted((rule.methods or frozenset()) - ignored)), rule.path)
        for rule in rules_of(current_context().app).rules
    ]
    if not rows:
        click.echo("No routes were registered.")
        return
    if sort != "match":
        rows.sort(key=lambda row: row[("endpoint", "methods", "rule").index(sort)])
    click.echo("\n".join(_table([("Endpoint", "Methods", "Rule"), *rows])))


def _table(rows: list[tuple[str, str, str]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    rows.insert(1, ("-" * widths[0], "-" * widths[1], "-" * widths[2]))
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))


def _use_app(ctx: click.Context, _option: click.Parameter, import_path: str | None) -> None:
    if import_path is not None:
        ctx.ensure_object(ScriptInfo).app_import_path = import_path


def app_option() -> click.Option:
    """Return the option that names the application."""
    return click.Option(
        ["-A", "--app"],
        metavar="IMPORT",
        is_eager=True,
        expose_value=False,
        callback=_use_app,
        help="The application or factory, as 'module:name' or 'module:factory(arguments)'.",
    )


@click.group(
    "app",
    cls=AppCommands,
    params=[app_option()],
    context_settings={"auto_envvar_prefix": "FLASK"},
)
def main() -> None:
    """Commands of an application.

    The application is named by '--app' or the variable FLASK_APP, or is found in 'wsgi.py' or
    'app.py'.
    """


for _command in (run_command, shell_command, routes_command):
    main.add_command(_command)


if __name__ == "__main__":
    # Run as a script this module is a second copy; the commands know the classes of the first.
    import_module(f"{__package__}.cli").main()
