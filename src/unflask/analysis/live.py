"""Import the application in a child process and ask it for its `url_map`."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from unflask.model.errors import UserError
from unflask.model.inventory import LiveHook

_CHILD = Path(__file__).with_name("live_child.py")
_SECONDS = 60


@dataclass(frozen=True)
class LiveRule:
    """One rule of the imported application, with where its view is written.

    `around` are file and line of the functions that wrap it, from the outside in; `automatic` is
    whether OPTIONS is answered by Flask itself.
    """

    rule: str
    methods: tuple[str, ...]
    endpoint: str
    path: str | None
    line: int
    view: str | None
    defaults: tuple[tuple[str, str], ...] = ()
    host: str = ""
    around: tuple[tuple[str, int], ...] = ()
    automatic: bool = True


@dataclass(frozen=True)
class Live:
    """What importing the application told, or why it did not."""

    rules: tuple[LiveRule, ...] = ()
    target: str | None = None
    factory: bool = False
    error: str | None = None
    extensions: tuple[str, ...] = ()
    config: dict[str, object] = field(default_factory=dict)
    hooks: tuple[LiveHook, ...] = ()
    attributes: frozenset[str] | None = None


def ask(root: Path, app: str | None, python: str | None = None) -> Live:
    """Return the application's rules as Flask itself lists them; never raises for a broken app.

    `python` is the interpreter that has the application's dependencies; raises UserError where it
    is not there.
    """
    if python is not None and shutil.which(python) is None:
        raise UserError(f"--python {python}: there is no such interpreter.")
    chosen = shutil.which(python) if python is not None else sys.executable
    # Not resolved: the interpreter of a virtual environment is a link, and knows it by its name.
    command = [os.path.abspath(str(chosen)), str(_CHILD), app or ""]  # noqa: PTH100
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(
            command,
            cwd=root,
            env=environment,
            capture_output=True,
            text=True,
            timeout=_SECONDS,
            stdin=subprocess.DEVNULL,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Live(error=f"importing the application took more than {_SECONDS} seconds")
    answer = next((x for x in done.stdout.splitlines() if x.startswith("UNFLASK ")), None)
    if answer is None:
        lines = done.stderr.strip().splitlines()
        return Live(error=lines[-1] if lines else "importing the application ended the process")
    found = json.loads(answer.removeprefix("UNFLASK "))
    if "error" in found:
        return Live(error=found["error"])
    rules = tuple(
        LiveRule(
            r["rule"], tuple(r["methods"]), r["endpoint"], r["path"], r["line"], r["view"],
            tuple((k, v) for k, v in r["defaults"]), r["host"],
            tuple((path, line) for path, line in r["around"]), r["automatic"],
        )
        for r in found["rules"]
    )  # fmt: skip
    hooks = tuple(LiveHook(*row) for row in found["hooks"])
    return Live(
        rules,
        found["target"],
        found["factory"],
        None,
        tuple(found["extensions"]),
        found["config"],
        hooks,
        frozenset(found["attributes"]),
    )
