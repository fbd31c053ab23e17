"""What every verb that takes a PATH does first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unflask.model.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path


def folder(path: Path) -> Path:
    """Return the project's root, or raise UserError where there is no such folder."""
    if not path.exists():
        raise UserError(f"{path} does not exist.")
    if not path.is_dir():
        raise UserError(
            f"{path} is a file; give the project's folder, and the application with --app."
        )
    return path.resolve()


def put(path: Path, text: str) -> None:
    """Write a report to a file that the user named; raises UserError where the disk refuses."""
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UserError(f"Could not write {path}: {error.strerror or error}.") from error
