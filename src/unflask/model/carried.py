"""What is handed down the call stack: each under one name, as a parameter or from the context."""

from __future__ import annotations

from dataclasses import dataclass

from unflask.model.steps import Effect


@dataclass(frozen=True)
class Carried:
    """How functions get what an effect stands for.

    `name` is the parameter's, `given` its type where the framework provides it, `handed` its type
    where a caller does, `context` the template of what gives it where no parameter can.
    """

    effect: Effect
    name: str
    given: str
    handed: str
    context: str


CARRIED: tuple[Carried, ...] = (
    Carried(
        Effect.REQUEST,
        "request",
        "${compat.requests.Request}",
        "${compat.requests.Request}",
        "${compat.context.request}",
    ),
    Carried(
        Effect.SESSION,
        "db",
        "${compat.database.SessionDep}",
        "${sqlalchemy.orm.Session}",
        "${compat.database.current_session}()",
    ),
)
"""In the order of the parameters; `${@request}` and `${@session}` in templates stand for them."""

BY_MARK = {f"@{carried.effect.value}": carried for carried in CARRIED}
