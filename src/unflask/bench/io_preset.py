"""The preset `io`: one route that waits for PostgreSQL (5 ms) and for a third party (200 ms).

It is the benchmark that articles on Flask and FastAPI show, with all of it at hand: both applications, the
partner and the database. 100 users who wait 205 ms each get at most 488 answers a second, on any machine.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from unflask.bench.postgres import embedded
from unflask.bench.processes import running
from unflask.model.bench import LoadRequest, Profile, Variant
from unflask.model.errors import UserError

ON_FLASK = Path(__file__).parent / "presets" / "io" / "on_flask"
APP = "customers:create_app"
WORKERS = 4
_BY_HAND = ON_FLASK.with_name("by_hand")
_PARTNER = ON_FLASK.with_name("partner.py")
_DROP = "DROP TABLE IF EXISTS unflask_bench_customers"
_CREATE = """
CREATE TABLE unflask_bench_customers (id integer PRIMARY KEY, name text NOT NULL);
INSERT INTO unflask_bench_customers SELECT i, 'customer-' || i FROM generate_series(1, 1000) i;
"""


@contextlib.contextmanager
def surroundings() -> Iterator[dict[str, str]]:
    """Start the partner and the database; inside, the applications run with the environment that it yields.

    `DATABASE_URL`, where it is set, names a PostgreSQL to use instead of one of its own: a table
    `unflask_bench_customers` is made there, and dropped at the end. Raises UserError.
    """
    with _database() as url, _partner() as partner:
        yield {"DATABASE_URL": url, "PARTNER_URL": partner}


def profile() -> Profile:
    """Return the load: a hundred customers, each as likely as any other."""
    name = "GET /customers/{id}"
    return Profile("io", tuple(LoadRequest(name, "GET", f"/customers/{i}") for i in range(1, 101)))


def variants(env: Mapping[str, str], migrated: Variant | None = None) -> tuple[Variant, ...]:
    """Return what is measured, each with four workers: Flask in three ways, by hand, and migrated."""

    def flask(name: str, worker_class: str, threads: int, about: str) -> Variant:
        return Variant(
            name, "gunicorn", str(ON_FLASK), f"{APP}()", WORKERS, worker_class, threads, about, env
        )

    every = (
        flask("Flask, sync", "sync", 1, "Gunicorn's default workers"),
        flask("Flask, gthread", "gthread", 25, "25 threads in each worker"),
        flask("Flask, gevent", "gevent", 1, "green threads; psycopg2 blocks a worker for its 5 ms"),
        Variant(
            "FastAPI by hand", "uvicorn", str(_BY_HAND), "customers:app", WORKERS,
            about="asyncpg and httpx, as an expert would write it", env=env,
        ),
    )  # fmt: skip
    return every if migrated is None else (*every, migrated)


@contextlib.contextmanager
def _database() -> Iterator[str]:
    given = os.environ.get("DATABASE_URL")
    with contextlib.nullcontext(given) if given else embedded() as url:
        assert url is not None
        plain = "postgresql://" + url.partition("://")[2]
        _execute(plain, _DROP, _CREATE)
        try:
            yield plain.replace("postgresql://", "postgresql+psycopg2://", 1)
        finally:
            _execute(plain, _DROP)


def _execute(url: str, *statements: str) -> None:
    import psycopg

    try:
        with psycopg.connect(url, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement.encode())
    except psycopg.Error as error:
        raise UserError(f"The database of the preset io refuses: {error}") from error


@contextlib.contextmanager
def _partner() -> Iterator[str]:
    command = [sys.executable, str(_PARTNER)]
    with running(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        with process.stdout as told:
            port = told.readline().decode().strip()
            if not port:
                raise UserError(f"The partner of the preset io does not start ({_PARTNER}).")
            yield f"http://127.0.0.1:{port}"
