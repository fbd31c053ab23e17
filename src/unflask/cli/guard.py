"""One sentence and status 2 for whatever stops a verb; a traceback never reaches a user by itself."""

from __future__ import annotations

import functools
import os
import traceback
from typing import TYPE_CHECKING, ParamSpec, TypeVar

import typer

from unflask.model.errors import RecipeError, UserError
from unflask.report import terminal

if TYPE_CHECKING:
    from collections.abc import Callable

P = ParamSpec("P")
R = TypeVar("R")
STOPPED = 2


def guarded(stopped: str = "stopped") -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Wrap a verb so that every failure is told as the command line promises.

    `stopped` is what Ctrl-C says. With UNFLASK_TRACEBACK set, a fault of ours shows its traceback too.
    """

    def wrap(verb: Callable[P, R]) -> Callable[P, R]:
        @functools.wraps(verb)
        def inner(*args: P.args, **kwargs: P.kwargs) -> R:
            try:
                return verb(*args, **kwargs)
            except (typer.Exit, typer.Abort, typer.BadParameter, BrokenPipeError):
                raise
            except (UserError, RecipeError) as error:
                terminal.say(f"unflask: {error}")
            except KeyboardInterrupt:
                terminal.say(stopped)
            except Exception as error:  # noqa: BLE001 - the last place where it can be told
                terminal.say(f"unflask: {_own_fault(error)}")
                if os.environ.get("UNFLASK_TRACEBACK"):
                    terminal.say("".join(traceback.format_exception(error)).rstrip())
            raise typer.Exit(STOPPED) from None

        return inner

    return wrap


def _own_fault(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    where = f" in {frames[-1].name} ({frames[-1].filename}:{frames[-1].lineno})" if frames else ""
    what = f"{type(error).__name__}: {error}".strip().rstrip(".:")
    return (
        f"{what}{where}. This is a fault of unflask, not of your application; "
        "with UNFLASK_TRACEBACK=1 it shows the whole traceback."
    )
