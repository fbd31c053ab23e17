"""A script of the application's own: its commands, and those that every application has."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import click

from .cli import AppCommands, ScriptInfo, app_option, routes_command, run_command, shell_command

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from .application import Application


class ScriptGroup(AppCommands):
    """A group of commands for the application that `create_app` returns.

    `--app` names the application where there is no `create_app`. Further keywords are Click's.
    """

    def __init__(
        self,
        add_default_commands: bool = True,
        create_app: Callable[..., Application] | None = None,
        add_version_option: bool = True,
        *,
        params: Iterable[click.Parameter] | None = None,
        context_settings: Mapping[str, Any] | None = None,
        **extra: Any,
    ) -> None:
        options = [app_option(), _debug_option(), *([_version_option()] * add_version_option)]
        settings = {"auto_envvar_prefix": "FLASK", **(context_settings or {})}
        super().__init__(params=[*(params or ()), *options], context_settings=settings, **extra)
        self.create_app = create_app
        if add_default_commands:
            for command in (run_command, shell_command, routes_command):
                self.add_command(command)

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        """Start a run of the commands, for the application of the group."""
        if "obj" not in self.context_settings:
            extra.setdefault("obj", ScriptInfo(create_app=self.create_app))
        return super().make_context(info_name, args, parent=parent, **extra)


def _debug_option() -> click.Option:
    return click.Option(
        ["--debug/--no-debug"], expose_value=False, callback=_set_debug, help="Set debug mode."
    )


def _set_debug(ctx: click.Context, option: click.Parameter, value: bool) -> None:
    """Set debug mode by the environment, as the application may be made later, unless left open."""
    source = ctx.get_parameter_source(option.name or "")
    if source not in {click.core.ParameterSource.DEFAULT, click.core.ParameterSource.DEFAULT_MAP}:
        os.environ["FLASK_DEBUG"] = "1" if value else "0"


def _version_option() -> click.Option:
    return click.Option(
        ["--version"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_show_version,
        help="Show the FastAPI version.",
    )


def _show_version(ctx: click.Context, _option: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        names = {"FastAPI": "fastapi", "Starlette": "starlette"}
        lines = [f"Python {platform.python_version()}"]
        click.echo("\n".join([*lines, *(f"{n} {version(d)}" for n, d in names.items())]))
        ctx.exit()
