"""Write a migration to disk: all of it or nothing."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Protocol

from unflask.migrate.original import PACKAGE
from unflask.model.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from unflask.model.result import Result

RECORD = ".unflask/migration.json"
LOCAL = ".unflask/local.json"


class Written(Protocol):
    """What `write` needs of a migration: its files by POSIX path under OUT, and its result."""

    @property
    def files(self) -> Mapping[str, bytes | str]: ...  # noqa: D102
    @property
    def result(self) -> Result: ...  # noqa: D102


def check_out(source: Path, out: Path, *, force: bool) -> None:
    """Raise UserError where writing to `out` would lose something of the user's.

    The source is never written to, so `out` may be neither the source, nor in it, nor around it.
    """
    source, target = source.resolve(), out.resolve()
    if source == target:
        raise UserError(f"--out {out} is the source itself; name another folder.")
    if target.is_relative_to(source):
        raise UserError(f"--out {out} lies inside the source {source}; name a folder beside it.")
    if source.is_relative_to(target):
        raise UserError(
            f"--out {out} contains the source {source}, which would be overwritten; "
            "name another folder."
        )
    if target.exists() and not target.is_dir():
        raise UserError(f"--out {out} is a file; name a folder.")
    if not target.is_dir() or not any(target.iterdir()):
        return
    if not force:
        raise UserError(f"--out {out} is not empty; give --force to replace what is in it.")
    if Path.cwd().is_relative_to(target) or Path.home().is_relative_to(target):
        raise UserError(f"--out {out} holds the folder you are working in; name another folder.")
    if (target / ".git").exists():
        raise UserError(
            f"--out {out} is a git work tree, which --force would delete; name another folder."
        )


def write(migration: Written, out: Path, force: bool) -> None:
    """Put the files of `migration` under `out`, or leave everything as it was.

    They are written beside `out` and then renamed, so that a reader sees the old folder or the new one.
    File modes are those of the source, and so are the times of files that did not change. Raises UserError where `check_out` does or where the disk refuses.
    """
    source = Path(migration.result.source) if migration.result.source else None
    if source:
        check_out(source, out, force=force)
    elif out.is_dir() and any(out.iterdir()) and not force:
        raise UserError(f"--out {out} is not empty; give --force to replace what is in it.")
    target = out.resolve()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}.") as scratch:
            fresh = Path(scratch) / "new"
            fresh.mkdir()
            _fill(fresh, migration, source)
            _note_source(fresh, source, target)
            _swap(fresh, target, Path(scratch) / "old")
    except OSError as error:
        raise UserError(
            f"Could not write to {out}: {error.strerror or error}; nothing was written."
        ) from error


def _fill(folder: Path, migration: Written, source: Path | None) -> None:
    record = json.dumps(migration.result.stored().to_json(), indent=2) + "\n"
    for name, content in ({RECORD: record} | dict(migration.files)).items():
        relative = PurePosixPath(name)
        if relative.is_absolute() or ".." in relative.parts:
            raise ValueError(f"a migration may not write outside its folder: {name}")
        path = folder / relative
        path.parent.mkdir(parents=True, exist_ok=True)
        data = content.encode() if isinstance(content, str) else content
        path.write_bytes(data)
        if source and (original := _original(source, relative)).is_file():
            _dress(path, original, data)


def _original(source: Path, relative: PurePosixPath) -> Path:
    """Return the file of the original that one of the result stands for, as a copy of it too."""
    if relative.parts[0] != PACKAGE:
        return source / relative
    copied = relative.relative_to(PACKAGE)
    return next(filter(Path.is_file, (source / copied, source / "src" / copied)), source / relative)


def _dress(path: Path, original: Path, data: bytes) -> None:
    """Give a file its original's mode and, if it is unchanged, its times: static files answer with them."""
    if original.read_bytes() == data:
        shutil.copystat(original, path)
    else:
        shutil.copymode(original, path)


def _note_source(folder: Path, source: Path | None, target: Path) -> None:
    """Leave a note for `unflask verify` of where the original is, seen from OUT; git never sees it."""
    if source is None:
        return
    note = {"source": Path(os.path.relpath(source.resolve(), target)).as_posix()}
    (folder / LOCAL).write_text(json.dumps(note) + "\n")
    (folder / ".unflask" / ".gitignore").write_text("local.json\n")


def _swap(fresh: Path, target: Path, aside: Path) -> None:
    if not target.exists():
        fresh.rename(target)
        return
    target.rename(aside)
    try:
        fresh.rename(target)
    except BaseException:
        aside.rename(target)
        raise
