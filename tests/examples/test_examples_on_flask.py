"""The example applications are sound Flask applications before anything migrates them."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"
LINE = re.compile(r"(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) /\S*$")
COUNT_RULES = """
import importlib
module = importlib.import_module({module!r})
app = module.create_app() if hasattr(module, "create_app") else module.app
print(len(list(app.url_map.iter_rules())))
"""


@dataclass(frozen=True)
class Example:
    """One folder: its module, the rules of its `url_map` (static included), its requests."""

    folder: str
    module: str
    rules: int
    requests: int
    needs: str = "flask"


ALL = [
    Example("bookshop", "bookshop", rules=33, requests=155),
    Example("items", "app", rules=3, requests=24),
    Example("users", "app", rules=3, requests=23),
    Example("enrich", "enrich", rules=5, requests=23),
    Example("tasks", "tasks", rules=12, requests=61),
    Example("inventory", "inventory", rules=11, requests=47, needs="flask_sqlalchemy"),
    Example("weather", "weather", rules=7, requests=38, needs="requests"),
]
each = pytest.mark.parametrize("example", ALL, ids=lambda example: example.folder)


@pytest.fixture
def copied(example: Example, tmp_path: Path) -> Path:
    """A copy of the example's folder, so that no database is left in the source tree."""
    ignored = shutil.ignore_patterns("instance", "__pycache__", ".*")
    return shutil.copytree(EXAMPLES / example.folder, tmp_path / example.folder, ignore=ignored)


def run(folder: Path, *arguments: str) -> str:
    """Run Python in `folder` and return what it prints."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "BOOKSHOP_DATABASE")},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@each
def test_the_application_has_its_rules(example: Example, copied: Path) -> None:
    pytest.importorskip(example.needs)
    assert int(run(copied, "-c", COUNT_RULES.format(module=example.module))) == example.rules


@pytest.mark.parametrize("example", ALL[:1], ids=["bookshop"])
def test_its_own_suite_passes(example: Example, copied: Path) -> None:
    assert example.folder == "bookshop"
    out = run(copied, "-m", "pytest", "-q", "-p", "no:randomly", "-p", "no:cacheprovider")
    assert "59 passed" in out


@each
def test_each_request_has_a_name_and_a_line(example: Example) -> None:
    blocks = (EXAMPLES / example.folder / "requests.http").read_text().split("\n### ")[1:]
    assert len(blocks) == example.requests
    names = [block.splitlines()[0] for block in blocks]
    assert len(set(names)) == len(names)
    for block in blocks:
        assert LINE.match(block.splitlines()[1]), block


@each
def test_the_folder_says_what_it_is(example: Example) -> None:
    assert (EXAMPLES / example.folder / "README.md").read_text().startswith(f"# {example.folder}\n")
