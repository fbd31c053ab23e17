"""The doors into the engine, opened late so that `--help` and a bad option answer at once."""

from __future__ import annotations

import gc
import os
import sys
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from unflask.migrate.run import Migration
    from unflask.model.audit import Audit
    from unflask.model.project import Project
    from unflask.model.steps import Code
    from unflask.replay.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Explanation:
    """A code as `unflask explain` prints it."""

    code: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class RecipeRow:
    """A recipe as `unflask recipes` lists it."""

    id: str
    title: str
    codes: tuple[str, ...]
    origin: str


def read_project(path: Path, app: str | None, exclude: tuple[str, ...] = ()) -> Project:
    """Read the project at `path` without its folders in `exclude`; raises UserError."""
    from unflask.analysis.files import read_project as read

    project = read(path, app, exclude)
    # It is there until the command ends: looking for garbage in it costs a third of an audit.
    gc.freeze()
    return project


def audit(project: Project, *, python: str | None = None) -> Audit:
    """Audit a project, imported by the interpreter `python`; raises UserError."""
    from unflask.analysis.audit import audit as run

    return run(project, interpreter(python))


def interpreter(given: str | None) -> str | None:
    """Return an interpreter so that it is found from any folder."""
    return str(Path(given).absolute()) if given and os.sep in given else given


def migrate(
    project: Project,
    *,
    fidelity: str = "wire",
    routes: tuple[str, ...] = (),
    modernize: tuple[str, ...] = (),
    python: str | None = None,
) -> Migration:
    """Migrate a project and start the result, writing nothing; raises UserError and RecipeError."""
    from unflask.migrate import Options, migrate_checked

    installed = tuple(recipe for recipe, _origin in _recipes())
    chosen = Options(fidelity, routes, modernize, python=interpreter(python), recipes=installed)
    return migrate_checked(project, chosen)


def import_string(root: Path, app: str | None) -> str:
    """Return what a server imports for the Flask application at `root`; raises UserError."""
    from unflask.analysis.link import link
    from unflask.migrate.run import import_string as of

    return of(link(read_project(root, app)))


def verify(
    out: Path,
    source: Path,
    *,
    requests: Sequence[Path],
    suite: bool,
    setup: Sequence[str],
    python: str | None,
    advance: Callable[[str, int, int], None],
) -> Verdict:
    """Replay every exchange against both applications and store the evidence; raises UserError."""
    from unflask.replay.settle import Options
    from unflask.replay.verify import verify as replay

    return replay(
        out,
        source=source,
        requests=requests,
        suite=suite,
        progress=lambda event: advance(event.stage, event.done, event.total),
        options=Options(setup=setup, python=interpreter(python) or sys.executable),
    )


def explanations() -> dict[str, Explanation]:
    """Return every code that a report can carry: refusals, flags, findings, causes of differences."""
    codes = [code for recipe, _ in _recipes() for code in recipe.codes]
    for name in (
        "unflask.plan.claims",
        "unflask.analysis.audit_codes",
        "unflask.migrate.servers.codes",
    ):
        codes += _codes_in(name)
    known = {code.id: Explanation(code.id, code.title, code.help) for code in codes}
    return known | {row.code: row for row in _causes()}


def _codes_in(module: str) -> list[Code]:
    from unflask.model.steps import Code

    if find_spec(module) is None:
        return []
    return [value for value in vars(import_module(module)).values() if isinstance(value, Code)]


def _causes() -> Iterator[Explanation]:
    from unflask.replay.causes import CODES

    for code, text in CODES.items():
        title, _, rest = text.partition(": ")
        yield Explanation(code, title.rstrip("."), rest or text)


def recipes() -> list[RecipeRow]:
    """Return every recipe that is installed, ours and those of third parties, by id."""
    rows = (
        RecipeRow(recipe.id, recipe.title, tuple(code.id for code in recipe.codes), origin)
        for recipe, origin in _recipes()
    )
    return sorted(rows, key=lambda row: row.id)


def _recipes() -> Iterator[tuple[Any, str]]:
    for point in entry_points(group="unflask.recipes"):
        loaded = point.load()
        for recipe in loaded if isinstance(loaded, list | tuple) else [loaded]:
            yield recipe, point.name
