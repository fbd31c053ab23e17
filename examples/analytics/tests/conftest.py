import json
import os
import shutil
import subprocess
import sys
import tempfile

import flask_migrate
import pytest
import sqlalchemy
from flask import request, request_finished

from analytics import create_app, embedded
from analytics.config import TestingConfig, database_url
from analytics.extensions import cache, db
from analytics.seed import seed
from analytics.services.webhooks import worker

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
DATABASE = "analytics_test"
hits = {"ok": set(), "error": set()}


@pytest.fixture(scope="session")
def servers():
    """URLs of PostgreSQL and Redis: of the environment, or our own for this run."""
    urls = {
        "database_url": os.environ.get("DATABASE_URL"),
        "redis_url": os.environ.get("REDIS_URL"),
    }
    folder = None
    if not all(urls.values()):
        folder = tempfile.mkdtemp(prefix="analytics-test-")
        started = embedded.start(folder)
        urls = {name: url or started[name] for name, url in urls.items()}
    yield urls
    if folder is not None:
        embedded.release(folder)
        assert embedded.stopped(folder)
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def database(servers):
    """A database of its own, so that tests never touch real data."""
    url = sqlalchemy.make_url(database_url(servers["database_url"]))
    engine = sqlalchemy.create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        drop = sqlalchemy.text("DROP DATABASE IF EXISTS %s WITH (FORCE)" % DATABASE)
        connection.execute(drop)
        connection.execute(sqlalchemy.text("CREATE DATABASE %s" % DATABASE))
        yield url.set(database=DATABASE).render_as_string(hide_password=False)
        connection.execute(drop)
    engine.dispose()


@pytest.fixture(scope="session")
def upstream():
    """The enrichment provider; it answers quickly here."""
    process = subprocess.Popen(
        [sys.executable, os.path.join(ROOT, "upstream.py")],
        env=dict(os.environ, UPSTREAM_PORT="0", UPSTREAM_DELAY="0.01", UPSTREAM_SLOW="30"),
        stdout=subprocess.PIPE,
        text=True,
    )
    yield process.stdout.readline().split()[-1]
    process.terminate()
    assert process.wait(timeout=10) == 0
    process.stdout.close()


@pytest.fixture(scope="session")
def session_app(servers, database, upstream):
    class Settings(TestingConfig):
        DATABASE_URL = database
        REDIS_URL = servers["redis_url"]
        ENRICHMENT_URL = upstream
        ENRICHMENT_TIMEOUT = 10
        CACHE_PREFIX = "analytics-test"

    app = create_app(Settings)
    request_finished.connect(record_hit, app)
    with app.app_context():
        flask_migrate.upgrade()
        seed(app.config["SEED_EVENTS"])
        sqlalchemy.event.listen(db.engine, "before_cursor_execute", note_writes)
    app.extensions["dirty"] = False
    yield app
    worker.stop()
    with app.app_context():
        cache.delete_prefix()
        db.engine.dispose()


def note_writes(connection, cursor, statement, parameters, context, executemany):
    if statement.lstrip()[:6].upper() in ("INSERT", "UPDATE", "DELETE"):
        worker.app.extensions["dirty"] = True


@pytest.fixture
def app(session_app):
    """The application on its seeded data, which is put back after tests that have written."""
    yield session_app
    worker.join()
    with session_app.app_context():
        if session_app.extensions["dirty"]:
            seed(session_app.config["SEED_EVENTS"])
            session_app.extensions["dirty"] = False
        cache.delete_prefix()


@pytest.fixture
def client(app):
    return app.test_client()


@pytest.fixture
def runner(app):
    return app.test_cli_runner()


class Api(object):
    """A client that sends a token."""

    def __init__(self, client, name):
        self.client = client
        self.headers = {"Authorization": "Bearer dev-token-" + name}

    def __getattr__(self, method):
        def send(path, **kwargs):
            headers = dict(self.headers, **kwargs.pop("headers", {}))
            return getattr(self.client, method)(path, headers=headers, **kwargs)

        return send


@pytest.fixture
def ada(client):
    """Admin of Acme."""
    return Api(client, "ada")


@pytest.fixture
def bob(client):
    """Member of Acme."""
    return Api(client, "bob")


@pytest.fixture
def vera(client):
    """Viewer of Acme."""
    return Api(client, "vera")


@pytest.fixture
def grace(client):
    """Admin of Globex."""
    return Api(client, "grace")


@pytest.fixture
def olga(client):
    """Our own staff."""
    return Api(client, "olga")


@pytest.fixture
def as_user(client):
    """For any user: as_user("peter").get(...)."""
    return lambda name: Api(client, name)


@pytest.fixture
def login(client):
    def login(email="ada@acme.example", password="ada-password", **kwargs):
        return client.post("/login", data={"email": email, "password": password}, **kwargs)

    return login


@pytest.fixture
def queries(app):
    """The SQL statements that are run while the test runs."""
    statements = []

    def note(connection, cursor, statement, parameters, context, executemany):
        statements.append(statement)

    with app.app_context():
        engine = db.engine
    sqlalchemy.event.listen(engine, "before_cursor_execute", note)
    yield statements
    sqlalchemy.event.remove(engine, "before_cursor_execute", note)


def record_hit(sender, response, **extra):
    if request.endpoint not in (None, "static"):
        hits["ok" if response.status_code < 400 else "error"].add(request.endpoint)


def pytest_sessionfinish(session):
    """Which endpoints were answered well and which badly, for ANALYTICS_HITS."""
    target = os.environ.get("ANALYTICS_HITS")
    if target:
        with open(target, "w") as file:
            json.dump({kind: sorted(endpoints) for kind, endpoints in hits.items()}, file)
