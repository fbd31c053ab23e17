"""Fresh copies of source trees, so that every run starts from the same state."""

import shutil
from collections.abc import Mapping
from pathlib import Path

from unflask.model.scratch import remove

# What version control, tools and environments keep next to a source tree; no app reads it.
_NOT_COPIED = (
    ".git", ".hg", ".svn", ".unflask", ".venv", "venv", ".tox", ".nox", "node_modules",
    "__pycache__", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".hypothesis",
)  # fmt: skip


def fresh_copy(tree: Path, place: Path, overlay: Mapping[str, bytes] | None = None) -> Path:
    """Replace `place` by a copy of `tree`, times of change included, with `overlay` on top.

    The times are kept because file servers answer with them (Last-Modified, ETag).
    """
    remove(place)
    shutil.copytree(tree, place, symlinks=True, ignore=_ignored)
    for name, content in (overlay or {}).items():
        file = place / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return place


def changed_files(before: Path, after: Path) -> dict[str, bytes]:
    """The files of `after` that are new or differ from `before`, by relative path.

    Used to hand the state that a setup command made on the original to every other run.
    """
    changed: dict[str, bytes] = {}
    for file in sorted(after.rglob("*")):
        name = file.relative_to(after)
        if not file.is_file() or set(name.parts) & set(_NOT_COPIED):
            continue
        content, old = file.read_bytes(), before / name
        if not old.is_file() or old.read_bytes() != content:
            changed[name.as_posix()] = content
    return changed


def _ignored(folder: str, names: list[str]) -> set[str]:
    # An environment may have any name; its marker file gives it away.
    environments = {name for name in names if (Path(folder) / name / "pyvenv.cfg").is_file()}
    return {name for name in names if name in _NOT_COPIED} | environments
