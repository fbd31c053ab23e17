"""What a proof works on, and how one exchange is settled: compared, equal, different or neither."""

import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from unflask.model.errors import UserError
from unflask.model.exchange import Exchange
from unflask.replay.compare import WIRE, compare, neutral
from unflask.replay.generate import SOURCE as GENERATED
from unflask.replay.masks import Mask, learn
from unflask.replay.pages import is_framework_error
from unflask.replay.rules import Route
from unflask.replay.verdict import Compared


class VerifyError(UserError):
    """What keeps the proof from starting, in one sentence."""


@dataclass(frozen=True)
class Event:
    """Progress: `stage` names what is going on, `done` of `total` exchanges or tests."""

    stage: str
    done: int = 0
    total: int = 0


UNREAD = "the test did not read this body"

Progress = Callable[[Event], None]


@dataclass(frozen=True)
class Options:
    """How both sides are run.

    `setup` is a command that prepares the state in a copy of the original (`flask init-db`); the
    files that it makes are given to every run. Where state lives outside of the tree, give
    `setup_migrated` too: then each runs before each start of its side. `python` is the
    interpreter of the environment in which both apps are installed.
    """

    setup: Sequence[str] = ()
    setup_migrated: Sequence[str] = ()
    env: Mapping[str, str] = field(default_factory=dict)
    generated: bool = True
    unsafe: bool = True
    timeout: float = 10.0
    pytest_args: Sequence[str] = ()
    python: str = sys.executable
    suite_timeout: float = 900.0


_RAISED = re.compile(r"[A-Za-z_][\w.]*: ")
_REFUSED = {400, 415, 422}


@dataclass(frozen=True)
class Migration:
    """What `migration.json` says about a migrated tree."""

    source: Path
    app: str
    asgi: str
    fidelity: str
    routes: tuple[Route, ...]
    tightened: frozenset[str] = frozenset()


def learn_masks(first: Sequence[Exchange], second: Sequence[Exchange]) -> list[Mask]:
    """The noise of each exchange, from two runs of the original."""
    masks = []
    for one, other in zip(first, second, strict=True):
        bodies = None
        if one.response is not None and other.response is not None:
            bodies = neutral(one.response).body, neutral(other.response).body
        masks.append(learn(compare(one, other, fidelity=WIRE), bodies))
    return masks


def settle(first: Exchange, second: Exchange, got: Exchange, mask: Mask, fidelity: str) -> Compared:
    """Compare one exchange; `second` is the original's other run of it."""
    differences = compare(first, got, fidelity=fidelity, mask=mask)
    unread = next((e.error for e in (first, got) if e.error and e.error.startswith(UNREAD)), None)
    if unread:
        return Compared(first, got, (), unread)
    if _is_the_servers(first, got):
        reason = (
            f"{_type(first.error)} leaves both applications, and each server has its own answer"
        )
        return Compared(first, got, (), reason)
    if first.response is None and got.response is None:
        # In a test both may let the same exception through, which is what the test looks at.
        alike = first.error == got.error and bool(_RAISED.match(first.error or ""))
        reason = "" if alike else f"neither side answered: {first.error}"
        return Compared(first, got, (), reason)
    statuses = [None if e.response is None else e.response.status for e in (first, second)]
    status = None if got.response is None else got.response.status
    if statuses[0] != statuses[1] and status in statuses:
        return Compared(
            first, got, (), f"the original itself answers {statuses[0]} or {statuses[1]}"
        )
    return Compared(first, got, differences)


def _is_the_servers(old: Exchange, new: Exchange) -> bool:
    """Whether the same exception left both applications, and neither worded the answer itself.

    Starlette lets an exception on even where a handler of the application has answered it.
    """
    if not (old.escaped and new.escaped) or old.error is None:
        return False
    answers = [e.response for e in (old, new) if e.response is not None]
    plain = all(answer.status == 500 and is_framework_error(answer) for answer in answers)
    return plain and _type(old.error) == _type(new.error)


def _type(error: str | None) -> str:
    return (error or "").partition(":")[0]


def allow_tightenings(compared: Iterable[Compared], routes: frozenset[str]) -> tuple[Compared, ...]:
    """Set apart the made-up requests that crashed the original and that the result refuses.

    Only on `routes`, whose migration lists that they accept less than before. A request that
    somebody has recorded stays a difference: there the model has to be loosened.
    """
    return tuple(
        replace(one, differences=(), tightened=True) if _is_tightened(one, routes) else one
        for one in compared
    )


def _is_tightened(one: Compared, routes: frozenset[str]) -> bool:
    old, new = one.expected.response, one.got.response
    if old is None or new is None or one.got.route not in routes:
        return False
    return one.got.source == GENERATED and old.status == 500 and new.status in _REFUSED
