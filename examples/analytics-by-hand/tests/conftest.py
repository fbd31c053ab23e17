"""Both applications, each on a database and a Redis of its own, in one pair of servers."""

import contextlib
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import psycopg2
import pytest
import redis

HERE = Path(__file__).resolve().parent
BY_HAND = HERE.parent
FLASK = BY_HAND.parent / "analytics"
EVENTS = "2000"

MORE_DATA = """
INSERT INTO accounts (id, name, slug, domain, plan, is_active, created_at) VALUES
    (100, 'Closed', 'closed', NULL, 'team', false, '2024-01-01'),
    (101, 'Small', 'small', 'ACME.Example', 'free', true, '2024-01-01 12:34:56.789'),
    (102, 'Old plan', 'old', 'a b?c', 'legacy', true, '2024-01-01'),
    (103, 'Müller', 'muller', 'empty.example', 'team', true, '2024-01-01');
INSERT INTO accounts (id, name, slug, domain, plan, created_at)
    SELECT 110 + row_number() OVER (), d, d, d, 'free', '2024-01-01'
    FROM unnest(ARRAY['hangup.example', 'nohttp.example', 'list.example', 'null.example',
                      'nocontent.example', 'moved.example', 'latin.example', 'stall.example',
                      'words.example', 'fraction.example']) AS d;
INSERT INTO users (id, account_id, email, name, role, password_hash, last_login_at, created_at)
    VALUES (100, 100, 'c@c', 'C', 'admin', '', NULL, '2024-01-01'),
           (101, 101, 's@s', 'S', 'admin', '', '2024-02-03 04:05:06.789123', '2024-01-01'),
           (102, 102, 'o@o', 'O', 'member', '', NULL, '2024-01-01'),
           (103, 103, 'm@m', 'Jürgen', 'ghost', '', NULL, '2024-01-01');
INSERT INTO api_tokens (id, user_id, name, token, created_at) VALUES
    (100, 100, 't', 'token-closed', '2024-01-01'), (101, 101, 't', 'token-small', '2024-01-01'),
    (102, 102, 't', 'token-old', '2024-01-01'), (103, 103, 't', 'token-ghost', '2024-01-01'),
    (104, 101, 't', 'token-almost', '2024-01-01'), (105, 101, 't', 'token-over', '2024-01-01');
INSERT INTO projects (id, account_id, name, slug, created_at) VALUES
    (100, 101, 'Empty', 'empty', '2024-01-01'), (101, 102, 'Ünïcode', 'unicode', '2024-01-01');
INSERT INTO events (id, project_id, name, visitor, page, duration_ms, revenue, occurred_at)
    SELECT 100000 + n, 101, 'e' || n, 'v' || n % 3, nullif('/' || n % 13, '/0'),
           nullif(n, 7), nullif(n, 8) / 3.0, timestamp '2024-05-01' + n * interval '7 hours'
    FROM generate_series(1, 40) AS n;
INSERT INTO webhooks (id, account_id, url, event, secret, created_at) VALUES
    (100, 1, 'UPSTREAM/hook', 'hooked', 'sécret', '2024-01-01'),
    (101, 1, 'UPSTREAM/fail', 'hooked', 'secret', '2024-01-01'),
    (102, 2, 'UPSTREAM/hook', 'hooked', 'secret', '2024-01-01');
INSERT INTO dashboards (id, account_id, owner_id, project_id, title, is_shared, created_at) VALUES
    (100, 1, NULL, 1, 'Nobody''s', true, '2024-01-01'),
    (101, 1, NULL, 1, 'Lost', false, '2024-01-01');
SELECT setval('events_id_seq', 200000);
"""


@contextlib.contextmanager
def running(command, lines=0, **options):
    """A process, with the first lines that it prints; it is stopped at the end."""
    process = subprocess.Popen(
        [sys.executable, *map(str, command)],
        stdout=subprocess.PIPE if lines else subprocess.DEVNULL,
        text=True,
        **options,
    )
    try:
        yield process, [process.stdout.readline().strip() for _ in range(lines)]
    finally:
        process.terminate()
        process.wait(30)
        if lines:
            process.stdout.close()


class Side:
    """One application: where it is, and what it uses."""

    def __init__(self, database, cache):
        self.database = database
        self.redis_url = cache
        self.cache = redis.Redis.from_url(cache, decode_responses=True)
        self.client = None

    def rows(self, statement):
        with contextlib.closing(psycopg2.connect(self.database)) as connection:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(statement)
                return cursor.fetchall() if cursor.description else []

    @contextlib.contextmanager
    def serving(self, command, folder, environment, log):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        environment = {
            **environment,
            "DATABASE_URL": self.database,
            "REDIS_URL": self.redis_url,
            "BIND": f"127.0.0.1:{port}",
        }
        command = ["-m", *(part.replace("PORT", str(port)) for part in command)]
        options = {"cwd": folder, "env": environment, "stderr": log}
        with running(command, **options) as (process, _):
            with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=20) as client:
                deadline = time.monotonic() + 30
                while True:
                    assert process.poll() is None and time.monotonic() < deadline, log.name
                    with contextlib.suppress(httpx.TransportError):
                        client.get("/")
                        break
                    time.sleep(0.05)
                self.client = client
                yield self


@pytest.fixture(scope="session")
def environment(tmp_path_factory):
    folder = tmp_path_factory.mktemp("servers")
    plain = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("DB_", "PYTEST", "ENRICHMENT", "FLASK"))
    }
    return {
        **plain,
        "ANALYTICS_INSTANCE": str(folder / "instance"),
        "PYTHONDONTWRITEBYTECODE": "1",
        "SECRET_KEY": "a secret of both",
        "UPSTREAM_PORT": "0",
        "UPSTREAM_DELAY": "0.01",
        "UPSTREAM_SLOW": "10",
        "WEB_CONCURRENCY": "1",
        "WORKER_CLASS": "gthread",
        "WORKER_THREADS": "4",
        "DB_POOL_SIZE": "8",
    }


@pytest.fixture(scope="session")
def provider(environment):
    with running([HERE / "upstream_more.py"], 1, env=environment) as (process, (line,)):
        environment["ENRICHMENT_URL"] = line.split()[-1]
        yield process


@pytest.fixture(scope="session")
def servers(environment, provider, tmp_path_factory):
    """Two databases with the same rows, and two empty Redis."""
    folder = tmp_path_factory.mktemp("data")
    command = [FLASK / "analytics" / "embedded.py", folder]
    with running(command, 2, env=environment) as (_, lines):
        urls = dict(line.split("=", 1) for line in lines)
        for arguments in (["db", "upgrade"], ["seed", "--events", EVENTS]):
            subprocess.run(
                [sys.executable, "-m", "flask", "--app", "analytics", *arguments],
                cwd=FLASK,
                env={**environment, **urls},
                check=True,
                capture_output=True,
            )
        flask = Side(urls["DATABASE_URL"], urls["REDIS_URL"])
        fast = Side(
            flask.database.replace("/postgres?", "/fast?"), flask.redis_url.replace("db=0", "db=1")
        )
        flask.rows(MORE_DATA.replace("UPSTREAM", environment["ENRICHMENT_URL"]))
        template = Side(flask.database.replace("/postgres?", "/template1?"), flask.redis_url)
        template.rows("CREATE DATABASE fast TEMPLATE postgres")
        flask.cache.flushall()
        yield flask, fast
        for side in (flask, fast, template):
            side.cache.close()


@pytest.fixture(scope="session")
def both(servers, environment, tmp_path_factory):
    """Flask on Gunicorn, and what is written by hand on Uvicorn."""
    flask, fast = servers
    logs = tmp_path_factory.mktemp("logs")
    with (
        (logs / "flask").open("w") as one,
        (logs / "fast").open("w") as two,
        flask.serving(["gunicorn", "wsgi:app"], FLASK, environment, one),
        fast.serving(UVICORN, BY_HAND, environment, two),
    ):
        yield flask, fast


@pytest.fixture(scope="session")
def beside(both, environment, tmp_path_factory):
    """What is written by hand once more, on the database and the Redis of Flask."""
    flask, _ = both
    side = Side(flask.database, flask.redis_url)
    with (
        (tmp_path_factory.mktemp("logs") / "beside").open("w") as log,
        side.serving(UVICORN, BY_HAND, environment, log),
    ):
        yield side
    side.cache.close()


UVICORN = ["uvicorn", "analytics_fast.main:app", "--port", "PORT", "--no-access-log"]
