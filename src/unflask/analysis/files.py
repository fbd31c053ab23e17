"""Read a project's folder from disk."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from unflask.analysis.read import read
from unflask.facts.extension_rows import ROWS
from unflask.model.errors import UserError
from unflask.model.project import Project, SyntaxProblem
from unflask.model.source import Module

_LEFT_OUT = {
    "__pycache__", "node_modules", "site-packages", "flask_original", "htmlcov",
    ".git", ".hg", ".svn", ".tox", ".nox", ".mypy_cache", ".pytest_cache", ".ruff_cache",
}  # fmt: skip
_LEFT_OUT_ABOVE = {"venv", "env", "build", "dist"}
"""Made by tools where they lie at the top; deeper they may be files that the application serves."""


def read_project(path: Path, app: str | None = None, exclude: tuple[str, ...] = ()) -> Project:
    """Read every Python file below `path`; files that do not parse are noted, not fatal.

    Raises UserError where `path` is no folder.
    """
    if not path.exists():
        raise UserError(f"{path} does not exist.")
    root = path if path.is_dir() else path.parent
    if path.is_file() and app is None:
        app = path.stem
    modules: dict[str, Module] = {}
    problems: list[SyntaxProblem] = []
    files: dict[str, bytes] = {}
    with _uncollected():
        for file in sorted(_walk(root, set(exclude))):
            relative = file.relative_to(root).as_posix()
            content = file.read_bytes()
            files[relative] = content
            if file.suffix != ".py":
                continue
            name, is_package = module_name(relative, root)
            try:
                source = content.decode("utf-8-sig")
                modules[name] = read(name, relative, source, is_package=is_package)
            except SyntaxError as error:
                message = f"{error.msg}"
                problems.append(SyntaxProblem(relative, error.lineno or 1, message))
            except (UnicodeDecodeError, ValueError, RecursionError) as error:
                problems.append(SyntaxProblem(relative, 1, str(error)))
    brought = _brought_along(modules, app)
    modules = {name: m for name, m in modules.items() if name.split(".")[0] not in brought}
    return Project(modules, tuple(problems), files, app, str(root.resolve()))


def _brought_along(modules: dict[str, Module], app: str | None) -> set[str]:
    """Return the extensions that lie in the project's folder: libraries there as elsewhere.

    Only those that answer routes of their own and act on no other: what else one of them does would
    have to be read here.
    """
    known = {row.module for row in ROWS if row.reach == "own routes" and row.hooks_are_known}
    found = {name for name in known if name in modules and modules[name].is_package}
    served = (app or "").partition(":")[0].removesuffix(".py").replace("/", ".").split(".")[0]
    return found - {served}


@contextmanager
def _uncollected() -> Iterator[None]:
    """Pause the garbage collector: of millions of new nodes none is garbage, and looking costs most."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _walk(root: Path, exclude: set[str]) -> Iterator[Path]:
    for folder, names, files in os.walk(root):
        here = PurePosixPath(Path(folder).relative_to(root).as_posix())
        names[:] = sorted(
            n
            for n in names
            if n not in _LEFT_OUT
            and not (folder == os.fspath(root) and (n in _LEFT_OUT_ABOVE or n.startswith(".")))
            and (here / n).as_posix() not in exclude
            and not (Path(folder) / n / "pyvenv.cfg").exists()
        )
        for name in files:
            path = Path(folder) / name
            if not name.endswith((".pyc", ".pyo")) and _is_own(path, root):
                yield path


def _is_own(path: Path, root: Path) -> bool:
    """Tell whether a path is a file of the project, or a link to one."""
    linked = path.is_symlink()
    return path.is_file() and (not linked or path.resolve().is_relative_to(root.resolve()))


def module_name(relative: str, root: Path) -> tuple[str, bool]:
    """Return the dotted import name of a file and whether it is a package's `__init__`."""
    parts = list(PurePosixPath(relative).with_suffix("").parts)
    if parts[0] == "src" and len(parts) > 1 and not (root / "src" / "__init__.py").exists():
        parts = parts[1:]
    is_package = parts[-1] == "__init__"
    if is_package:
        parts = parts[:-1] or ["__init__"]
    return ".".join(parts), is_package
