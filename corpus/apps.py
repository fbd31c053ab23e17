"""The ladder as data: what corpus/apps.toml says of each application."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
WORK = ROOT / ".work" / "corpus"


@dataclass(frozen=True, slots=True)
class CorpusApp:
    """One real application.

    `install` is a distribution that is installed for its dependencies and then taken out again, so that
    only the fetched tree is imported. `local` are folders of that tree that are installed, `pins` versions
    other than this project's own, and `build` is what its build reads without saying so. `postgres` names
    the variable that gets the address of a database, `redis` asks for one at its usual port; `env` are
    variables of its own. `stubs` are modules by name, with their source, that its environment gets: a
    plugin for its suite, or what stands for a library that cannot be installed everywhere. `pytest` are
    arguments for its suite. `each` is a pattern of files where each holds an application of its own.
    """

    name: str
    rung: int
    distribution: str
    app: str = ""
    rules: int = 0
    folder: str = ""
    needs: tuple[str, ...] = ()
    local: tuple[str, ...] = ()
    pins: tuple[str, ...] = ()
    build: tuple[str, ...] = ()
    install: str = ""
    postgres: str = ""
    redis: bool = False
    pytest: tuple[str, ...] = ()
    env: dict[str, str] = field(default_factory=dict)
    stubs: dict[str, str] = field(default_factory=dict)
    tests: int = 0
    each: str = ""

    @property
    def place(self) -> Path:
        """Return the folder of the distribution's unpacked tree."""
        return WORK / "source" / self.distribution.replace("==", "-")

    @property
    def source(self) -> Path:
        """Return the project's root within that tree."""
        return self.place / self.folder

    @property
    def out(self) -> Path:
        """Return where the migrated application goes."""
        return WORK / "out" / self.name

    @property
    def venv(self) -> Path:
        """Return the folder of the application's own environment."""
        return WORK / "venv" / self.name.partition("/")[0]

    @property
    def python(self) -> Path:
        """Return the interpreter of that environment."""
        return self.venv / "bin" / "python"


def read_apps(names: list[str]) -> list[CorpusApp]:
    """Return the named applications, or all of them; raises SystemExit for an unknown name."""
    with Path(__file__).with_name("apps.toml").open("rb") as file:
        rows = tomllib.load(file)["app"]
    apps = [CorpusApp(**{key: _frozen(value) for key, value in row.items()}) for row in rows]
    if unknown := set(names) - {app.name for app in apps}:
        raise SystemExit(f"no such application: {', '.join(sorted(unknown))}")
    return [app for app in apps if not names or app.name in names]


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
