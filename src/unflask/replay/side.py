"""One application, served in a child process on a fresh copy of its tree."""

import atexit
import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from unflask.model.errors import UserError
from unflask.model.scratch import remove
from unflask.replay.trees import fresh_copy

_SERVE = Path(__file__).with_name("serve.py")
_LIVE: "set[Side]" = set()


class SideError(UserError):
    """An application that could not be served: one sentence, then the shortened traceback."""


@dataclass(frozen=True)
class Subject:
    """What is served: `kind` is `wsgi` or `asgi`, `app` as for `flask --app`; `tree` its root.

    `setup` is run in each fresh copy before the server starts; `overlay` are files put on top of
    the copy (the state that another run's setup has made).
    """

    kind: str
    tree: Path
    app: str = ""
    env: Mapping[str, str] = field(default_factory=dict)
    setup: Sequence[str] = ()
    overlay: Mapping[str, bytes] = field(default_factory=dict)
    python: str = sys.executable

    @property
    def label(self) -> str:
        """What a person calls it."""
        return "the original app" if self.kind == "wsgi" else "the migrated app"


class Side:
    """A context manager: inside it, `subject` answers on `base`; its log is in `log`.

    `work` is a folder for the copy, the log and temporary files. Runs that use the same `work`
    one after the other see the same absolute paths, which ETags and messages may contain.
    """

    def __init__(self, subject: Subject, work: Path, *, start_timeout: float = 30.0) -> None:
        self.subject = subject
        self.place = work / "app"
        self.log = work / f"{subject.kind}.log"
        self.port = 0
        self._report = work / f"{subject.kind}.json"
        self._temporary = work / "tmp"
        self._timeout = start_timeout
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def base(self) -> str:
        """The URL that it answers on, without a path."""
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        prepare(self.subject, self.place, self._temporary)
        self._report.unlink(missing_ok=True)
        command = [self.subject.python, "-P", str(_SERVE), self.subject.kind, self.subject.app]
        with self.log.open("wb") as log:
            self._process = subprocess.Popen(
                [*command, str(self._report)],
                cwd=self.place,
                env=child_env(self.subject.env, self._temporary, self.place),
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # so that its own children can be ended with it
            )
        _LIVE.add(self)
        try:
            self.port = self._wait()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """End the server and whatever it has started; nothing happens if it has ended."""
        process, self._process = self._process, None
        _LIVE.discard(self)
        if process is None:
            return
        _signal(process, signal.SIGTERM)
        try:
            process.wait(3)
        except subprocess.TimeoutExpired:
            _signal(process, signal.SIGKILL)
            process.wait()
        finally:
            if process.stdin is not None:
                process.stdin.close()
        # Children that ignored the first signal are in the same group.
        _signal(process, signal.SIGKILL)

    def _wait(self) -> int:
        end = time.monotonic() + self._timeout
        while time.monotonic() < end:
            if self._report.exists():
                return self._port(json.loads(self._report.read_text(encoding="utf-8")))
            if self._process is None or self._process.poll() is not None:
                raise SideError(self._message("its process ended", self._log_text()))
            time.sleep(0.01)
        raise SideError(
            self._message(f"it did not answer within {self._timeout:g} s", self._log_text())
        )

    def _port(self, data: dict[str, Any]) -> int:
        if "port" in data:
            return int(data["port"])
        raise SideError(self._message(data["error"], data["traceback"] or self._log_text()))

    def _message(self, why: str, trace: str) -> str:
        name = f" ({self.subject.app})" if self.subject.app else ""
        short = shorten(trace.replace(str(self.place), "."))
        return f"{self.subject.label}{name} does not start: {why}" + (f"\n{short}" if short else "")

    def _log_text(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")


def prepare(subject: Subject, place: Path, temporary: Path) -> None:
    """Make the fresh copy and run the setup command in it."""
    fresh_copy(subject.tree, place, subject.overlay)
    empty_folder(temporary)
    if not subject.setup:
        return
    env = child_env(subject.env, temporary, place)
    done = subprocess.run(
        list(subject.setup), cwd=place, env=env, capture_output=True, text=True, check=False
    )
    if done.returncode:
        text = shorten(done.stderr or done.stdout)
        raise SideError(
            f"the setup command {' '.join(subject.setup)!r} of {subject.label} failed "
            f"with status {done.returncode}\n{text}"
        )


def empty_folder(folder: Path) -> None:
    """An empty folder, whatever was there."""
    remove(folder)
    folder.mkdir(parents=True, exist_ok=True)


def child_env(extra: Mapping[str, str], temporary: Path, place: Path) -> dict[str, str]:
    """The environment that both sides get: ours, made repeatable, with the caller's on top.

    Of a project with its packages below `src/`, that of the copy at `place` is found first: what is
    installed, as `pip install -e` does it, is the original.
    """
    fixed = {"PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUNBUFFERED": "1"}
    env = {**os.environ, **fixed, "TMPDIR": str(temporary), **extra}
    source = place / "src"
    if source.is_dir() and not (source / "__init__.py").exists():
        env["PYTHONPATH"] = os.pathsep.join(filter(None, (str(source), env.get("PYTHONPATH"))))
    return env


def shorten(trace: str, lines: int = 8) -> str:
    """The end of a traceback or log, which is where the reason stands."""
    kept = [line for line in trace.rstrip().splitlines() if line.strip()]
    return "\n".join(kept[-lines:])


def _signal(process: subprocess.Popen[bytes], number: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, number)


@atexit.register
def _stop_all() -> None:
    for side in list(_LIVE):
        side.stop()
