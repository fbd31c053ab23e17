"""PostgreSQL: one pool, reads without a transaction, writes in one.

Reads give their connection back at once, so that nobody holds one while waiting for another
server, and a request may read twice at the same time without waiting for itself.
"""

import re
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any

import asyncpg
from sqlalchemy import Executable, Row, event
from sqlalchemy.exc import DBAPIError, DisconnectionError
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from .settings import Settings

# connection, rollback by the server, resources, object state, operator: what psycopg2 calls
# OperationalError
_UNAVAILABLE = ("08", "40", "53", "55", "57")


class DatabaseDown(Exception):
    """No connection to the database can be opened."""


class Database:
    """Runs statements on connections of the pool."""

    def __init__(self, settings: Settings) -> None:
        # asyncpg reads hosts, sockets and sslmode of such a URL itself, as libpq does
        dsn = re.sub(r"^postgres(ql)?(\+\w+)?://", "postgresql://", settings.database_url)

        async def connect() -> "asyncpg.Connection[asyncpg.Record]":
            try:
                # compiling the overview takes longer than running it
                return await asyncpg.connect(dsn, server_settings={"jit": "off"})
            except (OSError, asyncpg.PostgresError) as error:
                raise DatabaseDown(str(error)) from error

        self._engine = create_async_engine(
            "postgresql+asyncpg://",
            async_creator=connect,
            isolation_level="AUTOCOMMIT",
            pool_size=settings.db_pool_size,
            max_overflow=settings.db_max_overflow,
            pool_timeout=30,
            pool_recycle=1800,
            pool_use_lifo=True,
        )
        self._writing = self._engine.execution_options(isolation_level="READ COMMITTED")
        event.listen(self._engine.sync_engine, "checkout", _refuse_closed)

    async def rows(self, statement: Executable, **values: object) -> Sequence[Row[Any]]:
        """All rows of a read."""
        async with self._engine.connect() as connection:
            return (await connection.execute(statement, values)).all()

    async def first(self, statement: Executable, **values: object) -> Row[Any] | None:
        """The first row of a read."""
        async with self._engine.connect() as connection:
            return (await connection.execute(statement, values)).first()

    def transaction(self) -> AbstractAsyncContextManager[AsyncConnection]:
        """A connection for writes; they are committed at the end of the block."""
        return self._writing.begin()

    async def close(self) -> None:
        """Close all connections."""
        await self._engine.dispose()


def _refuse_closed(connection: Any, _record: object, _proxy: object) -> None:
    """Let the pool replace what the server has closed; unlike a ping, this costs no round trip."""
    if connection.driver_connection.is_closed():
        raise DisconnectionError


def is_unavailable(error: DBAPIError) -> bool:
    """Whether the database is in trouble, rather than our statement."""
    state = getattr(error.orig, "sqlstate", None) or ""
    return error.connection_invalidated or state.startswith(_UNAVAILABLE)
