"""The analytics platform: what it promises of itself, and what unflask says of it."""

import ast
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from unflask.analysis.audit import audit
from unflask.analysis.files import read_project

PLATFORM = Path(__file__).parents[2] / "examples" / "analytics"
ROUTES = 50
READS = 30

pytestmark = pytest.mark.slow


@pytest.fixture
def platform(tmp_path):
    """A copy of it, so that its servers find a folder of their own; root's PostgreSQL has to get in."""
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(0o711)
    copy = tmp_path / "analytics"
    shutil.copytree(PLATFORM, copy, ignore=shutil.ignore_patterns("instance", "__pycache__"))
    return copy


def run(folder, *command, **env):
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        env={**os.environ, **env},
        capture_output=True,
        text=True,
        check=True,
    )


def test_its_own_tests_pass_and_ask_every_route_good_and_bad(platform, tmp_path):
    hits = tmp_path / "hits.json"
    run(platform, "pytest", "-q", "-p", "no:cacheprovider", ANALYTICS_HITS=str(hits))
    found = json.loads(hits.read_text())
    assert len(found["ok"]) == ROUTES
    assert sorted(found["ok"]) == sorted(found["error"])


def test_it_has_fifty_routes_thirty_of_them_to_read(platform):
    listed = run(platform, "flask", "--app", "analytics", "routes").stdout.splitlines()[2:]
    routes = [line.split() for line in listed if not line.startswith("static")]
    assert len(routes) == ROUTES
    assert sum("GET" in row for row in routes) == READS


@pytest.fixture(scope="module")
def found():
    return audit(read_project(PLATFORM, "analytics:create_app"))


def test_reading_and_importing_find_the_same_routes(found):
    assert found.import_error is None
    assert len(found.routes) == ROUTES + 1
    assert {route.source for route in found.routes} == {"both"}


def test_the_audit_names_its_extensions(found):
    assert {use.name for use in found.extensions} == {"Flask-SQLAlchemy", "Flask-Migrate"}


def context_lines():
    """Every line that uses a global of Flask by the name it was imported under."""
    for path in (PLATFORM / "analytics").rglob("*.py"):
        tree = ast.parse(path.read_text())
        imported = {
            alias.asname or alias.name: alias.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and node.module == "flask"
            for alias in node.names
        }
        for node in ast.walk(tree):
            kind = imported.get(node.id) if isinstance(node, ast.Name) else None
            if kind in {"request", "g", "session", "current_app"}:
                yield kind, str(path.relative_to(PLATFORM)), node.lineno


def test_the_audit_finds_every_line_that_uses_the_context(found):
    lines = set(context_lines())
    assert len(lines) > 100
    known = {(use.kind, use.path, use.line) for use in found.context_uses}
    assert lines - known == set()


@pytest.mark.parametrize(
    ("call", "path"),
    [
        ("requests.get", "analytics/clients/enrichment.py"),
        ("requests.post", "analytics/services/webhooks.py"),
        ("ApiToken.query.filter_by", "analytics/security.py"),
        ("redis.Redis.from_url", "analytics/cache.py"),
    ],
)
def test_the_audit_finds_what_blocks(found, call, path):
    assert (call, path) in {(use.call, use.path) for use in found.blocking_calls}
