"""The closed set of steps that recipes yield and a plan is made of."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import Literal

from unflask.model.source import Anchor


class Safety(enum.Enum):
    """How sure a step is that behaviour stays as it was."""

    SAFE = "safe"
    CONFIRM = "confirm"
    MANUAL = "manual"


class Effect(enum.Enum):
    """What a function needs, and with it every function that calls it."""

    REQUEST = "request"
    SESSION = "session"
    AWAIT = "await"


@dataclass(frozen=True)
class Code:
    """One way in which something is refused, flagged or tightened.

    `scope` says how far a refusal reaches: the routes that run through it, or the whole app.
    """

    id: str
    title: str
    help: str
    scope: Literal["routes", "app", "none"] = "routes"


@dataclass(frozen=True)
class Replace:
    """Put a template in the place of a span.

    In the template `${dotted.name}` is a symbol to import, `${@request}` the request at hand,
    `${@session}` the database session at hand, and `$hole` the source of another span, with the
    edits that lie in it.
    """

    anchor: Anchor
    template: str
    holes: tuple[tuple[str, Anchor], ...] = ()
    function: str | None = None
    safety: Safety = Safety.SAFE


@dataclass(frozen=True)
class Insert:
    """Put a template right before or after a span, on lines of its own where `line` is set."""

    anchor: Anchor
    where: Literal["before", "after"]
    template: str
    line: bool = False
    function: str | None = None
    order: int = 0


@dataclass(frozen=True)
class Remove:
    """Take out a statement or a decorator with its line; comments above it stay."""

    anchor: Anchor


@dataclass(frozen=True)
class AddParameter:
    """Give a function one more parameter; the anchor is the function's."""

    anchor: Anchor
    name: str
    template: str
    place: Literal["first", "last", "keyword"] = "last"
    order: int = 0


@dataclass(frozen=True)
class AddArgument:
    """Give a call one more argument; the anchor is the call's."""

    anchor: Anchor
    template: str
    place: Literal["first", "last"] = "last"
    function: str | None = None
    order: int = 0


@dataclass(frozen=True)
class MakeAsync:
    """Turn a function into a coroutine function; the anchor is the function's."""

    anchor: Anchor


@dataclass(frozen=True)
class Needs:
    """State that a function needs an effect, and where."""

    function: str
    effect: Effect
    anchor: Anchor


@dataclass(frozen=True)
class Refuse:
    """Leave a span to a person; `function` is the function that it lies in, if any."""

    anchor: Anchor
    code: Code
    detail: str = ""
    function: str | None = None


@dataclass(frozen=True)
class Leave:
    """Keep one rule on Flask, for a reason that is no single line."""

    rule: str
    endpoint: str
    reason: str


@dataclass(frozen=True)
class NewFile:
    """Write one more file."""

    path: str
    content: str


@dataclass(frozen=True)
class Require:
    """Name a distribution that the migrated application needs, or (`drop`) no longer needs."""

    name: str
    drop: bool = False


@dataclass(frozen=True)
class Tighten:
    """Say what a route accepts less than before."""

    anchor: Anchor
    function: str
    what: str


@dataclass(frozen=True)
class Flag:
    """Point at something a person should see, that changes nothing."""

    anchor: Anchor
    code: Code
    detail: str = ""


Edit = Replace | Insert | Remove | AddParameter | AddArgument | MakeAsync
Step = Edit | Needs | Refuse | Leave | NewFile | Require | Tighten | Flag
