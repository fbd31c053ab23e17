"""Whether the original can read the session cookies that the migrated app has written.

Both sides run side by side while traffic moves over, so each has to read the other's sessions;
that two cookies hold the same values does not yet say so.
"""

import json
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from unflask.model.exchange import Difference, Exchange
from unflask.replay.causes import UNREADABLE
from unflask.replay.cookies import parse_set_cookie, session_payload
from unflask.replay.side import Subject, child_env, prepare
from unflask.replay.verdict import Compared

_READ = Path(__file__).with_name("read_sessions.py")


def check_sessions(
    original: Subject, work: Path, compared: Sequence[Compared]
) -> tuple[Compared, ...]:
    """The same, with a difference wherever the original cannot read a session of the migrated app.

    Nothing is said where it cannot even read its own, because its key is another in each process.
    """
    mine, other = _cookies(one.expected for one in compared), _cookies(one.got for one in compared)
    if not other:
        return tuple(compared)
    values = {name: sorted(mine.get(name, set()) | other[name]) for name in other}
    readable = _readable(original, work, values)
    known = {value for found in mine.values() for value in found if value in readable}
    if not known or not all(readable[value] for value in known):
        return tuple(compared)
    return tuple(_checked(one, readable) for one in compared)


def _checked(one: Compared, readable: dict[str, bool]) -> Compared:
    if one.differences or one.got.response is None:
        return one
    for name, value in _sessions(one.got):
        if readable.get(value) is False:
            difference = Difference(
                one.got, f"cookie:{name}", "readable", "not readable", UNREADABLE, "signature"
            )
            return replace(one, differences=(difference,))
    return one


def _readable(original: Subject, work: Path, values: dict[str, list[str]]) -> dict[str, bool]:
    place, temporary, file = work / "app", work / "tmp", work / "cookies.json"
    prepare(original, place, temporary)
    file.write_text(json.dumps(values), encoding="utf-8")
    done = subprocess.run(
        [original.python, "-P", str(_READ), original.app, str(file)],
        cwd=place,
        env=child_env(original.env, temporary, place),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        return {}  # Its sessions are of another kind, kept on the server for one.
    readable: dict[str, bool] = json.loads(done.stdout.rstrip().splitlines()[-1])["readable"]
    return readable


def _cookies(exchanges: Iterable[Exchange]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for exchange in exchanges:
        for name, value in _sessions(exchange):
            found.setdefault(name, set()).add(value)
    return found


def _sessions(exchange: Exchange) -> list[tuple[str, str]]:
    headers = () if exchange.response is None else exchange.response.all("set-cookie")
    cookies = [parse_set_cookie(header) for header in headers]
    return [(c.name, c.value) for c in cookies if session_payload(c.value) is not None]
