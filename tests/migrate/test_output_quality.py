"""The helpers in a result pass the checks of the people who get them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from unflask.analysis.files import read_project
from unflask.migrate import Options, migrate

EXAMPLES = Path(__file__).parents[2] / "examples"


def _written(name: str, folder: Path) -> Path:
    for path, content in migrate(read_project(EXAMPLES / name), Options()).files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)
    return next(folder.rglob("compat"))


def _run(*command: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *command], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
@pytest.mark.parametrize(("name", "most"), [("items", 2_900), ("weather", 4_300)])
def test_the_helpers_are_clean_and_few(name: str, most: int, tmp_path: Path) -> None:
    helpers = _written(name, tmp_path / "out")
    _run(
        "ruff",
        "format",
        "--isolated",
        "--no-cache",
        "--line-length",
        "100",
        "--check",
        str(helpers),
    )
    _run("ruff", "check", "--isolated", "--no-cache", "--select", "E4,E7,E9,F", str(helpers))
    _run("mypy", "--config-file", "", "--cache-dir", str(tmp_path / "cache"), str(helpers))
    lines = sum(f.read_text(encoding="utf-8").count("\n") for f in helpers.rglob("*.py"))
    assert lines <= most
    assert "# only with" not in "".join(
        f.read_text(encoding="utf-8") for f in helpers.rglob("*.py")
    )
