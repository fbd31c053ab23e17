"""Runs a project's own tests in a fresh copy, with every request and response recorded."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from unflask.model.exchange import Exchange, exchange_from_json
from unflask.replay.send import decoded
from unflask.replay.side import child_env, empty_folder, shorten
from unflask.replay.trees import fresh_copy

_PLUGIN = "unflask_suite_recorder"
_SOURCE = Path(__file__).with_name("suite_plugin.py")


@dataclass(frozen=True)
class TestRun:
    """One test: its outcome, why it failed, the exchanges in order.

    `rules` are those of the apps that answered, where known.
    """

    __test__ = False

    name: str
    outcome: str = "not run"
    message: str = ""
    exchanges: tuple[Exchange, ...] = ()
    rules: tuple[frozenset[str] | None, ...] = ()


@dataclass(frozen=True)
class SuiteRun:
    """A run of the suite. `status` is pytest's exit status, `log` the end of what it printed."""

    tests: Mapping[str, TestRun]
    status: int
    log: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)


def record_suite(
    tree: Path,
    pytest_args: Sequence[str],
    out_file: Path,
    *,
    kind: str,
    work: Path,
    env: Mapping[str, str] | None = None,
    overlay: Mapping[str, bytes] | None = None,
    python: str = sys.executable,
    timeout: float = 600.0,
) -> SuiteRun:
    """Run `python -m pytest` in a fresh copy of `tree` below `work`; lines go to `out_file`.

    `kind` is `wsgi` or `asgi`: which framework's applications are listened to. The order of the
    tests is fixed: plugins that shuffle them are switched off.
    """
    place, temporary, plugins = work / "app", work / "tmp", work / "plugin"
    fresh_copy(tree, place, overlay)
    empty_folder(temporary)
    plugins.mkdir(exist_ok=True)
    shutil.copyfile(_SOURCE, plugins / f"{_PLUGIN}.py")
    out_file.unlink(missing_ok=True)
    settings = child_env(env or {}, temporary, place)
    before = settings.get("PYTHONPATH", "")
    settings |= {
        "PYTHONPATH": os.pathsep.join(part for part in (str(plugins), before) if part),
        "UNFLASK_RECORD_KIND": kind,
        "UNFLASK_RECORD_FILE": str(out_file),
    }
    switches = ["-p", "no:randomly", "-p", "no:cacheprovider", "-p", _PLUGIN]
    try:
        done = subprocess.run(
            [python, "-m", "pytest", *switches, *pytest_args],
            cwd=place,
            env=settings,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=timeout,
        )
        status, printed = done.returncode, done.stdout + done.stderr
    except subprocess.TimeoutExpired:
        status, printed = -1, f"stopped after {timeout:g} s"
    tests = read_recording(out_file)
    counts: dict[str, int] = {}
    for test in tests.values():
        counts[test.outcome] = counts.get(test.outcome, 0) + 1
    return SuiteRun(tests, status, shorten(printed, 15), dict(sorted(counts.items())))


def _plain(exchange: Exchange) -> Exchange:
    response = exchange.response
    if response is None or response.header("content-encoding") is None:
        return exchange
    body = decoded(response.body, response.header("content-encoding"))
    return replace(exchange, response=replace(response, body=body))


def read_recording(file: Path) -> dict[str, TestRun]:
    """The tests of a recording, in the order in which they ran."""
    exchanges: dict[str, list[tuple[Exchange, frozenset[str] | None]]] = {}
    outcomes: dict[str, tuple[str, str]] = {}
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    lines: list[dict[str, Any]] = [json.loads(line) for line in text.splitlines()]
    # Streamed answers are told when their body ends, so they may stand behind later ones.
    for data in sorted(lines, key=lambda line: line.get("number", -1)):
        name = data["test"]
        found = exchanges.setdefault(name, [])
        if "outcome" in data:
            outcomes[name] = (data["outcome"], data["message"])
        else:
            number = len(found) + 1
            data |= {"source": name, "name": f"request {number}"}
            rules = None if data["rules"] is None else frozenset(data["rules"])
            found.append((_plain(exchange_from_json(data)), rules))
    order = {name: at for at, name in reversed(list(enumerate(d["test"] for d in lines)))}
    return {
        name: TestRun(
            name,
            *outcomes.get(name, ("not run", "")),
            tuple(exchange for exchange, _ in found),
            tuple(rules for _, rules in found),
        )
        for name, found in sorted(exchanges.items(), key=lambda pair: order[pair[0]])
    }
