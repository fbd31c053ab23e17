"""What holds for every migration, tried on whole applications; cases check the same for free."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from unflask.analysis.files import read_project
from unflask.fixtures import Case, Expect, migrate_case
from unflask.fixtures.invariants import broken, unedited
from unflask.migrate import migrate
from unflask.model.errors import UserError
from unflask.plan.serial import to_json
from unflask.recipes import CORE

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted(p.parent for p in (ROOT / "examples").glob("*/requests.http"))
# The comment asks for what the migration does.
DONE = {"enrich": ("# TODO: don't use request here",)}
PRINT = """
import hashlib, json, sys
from pathlib import Path
from unflask.analysis.files import read_project
from unflask.migrate import Options, migrate
files = migrate(read_project(Path(sys.argv[1])), Options(live=False)).files
data = {p: c if isinstance(c, str) else c.decode("latin-1") for p, c in sorted(files.items())}
print(hashlib.sha256(json.dumps(data).encode()).hexdigest())
"""


@pytest.fixture(params=EXAMPLES, ids=lambda path: path.name)
def example(request):
    return request.param


def test_an_example_breaks_no_invariant(example, tmp_path):
    case = Case(_linked(example, tmp_path), Expect(lost_comments=DONE.get(example.name, ())))
    outcome = migrate_case(case, tmp_path / "out", CORE)
    assert not broken(outcome, tmp_path)


def _linked(example, folder):
    """A case whose `before/` is the example."""
    (folder / "case").mkdir()
    (folder / "case" / "before").symlink_to(example)
    return folder / "case"


def test_reading_and_writing_back_gives_the_same_bytes():
    for path in sorted((ROOT / "src").rglob("*.py"))[::7]:
        project = read_project(path)
        module = project.paths[path.name]
        assert unedited(module) == module.source, path


@pytest.mark.slow
def test_the_result_does_not_depend_on_the_order_of_sets():
    found = set()
    for seed in "012":
        done = subprocess.run(
            [sys.executable, "-c", PRINT, str(ROOT / "examples" / "bookshop")],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT / "src")},
            capture_output=True,
            text=True,
            check=True,
        )
        found.add(done.stdout)
    assert len(found) == 1


def test_a_plan_of_an_example_is_data(tmp_path):
    case = Case(_linked(ROOT / "examples" / "items", tmp_path), Expect())
    plan = migrate_case(case, tmp_path / "out", CORE).migration.plan
    assert json.loads(json.dumps(to_json(plan)))["edits"]


def test_a_result_is_not_migrated_again(tmp_path):
    case = Case(_linked(ROOT / "examples" / "items", tmp_path), Expect())
    outcome = migrate_case(case, tmp_path / "out", CORE)
    with pytest.raises(UserError, match="migrated already"):
        migrate(read_project(outcome.tree))
