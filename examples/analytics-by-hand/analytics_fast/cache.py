"""Redis, for cached metrics and for counters; keys and values are those of the Flask application.

The cache is allowed to be down: reads miss, writes and counters do nothing, and we log it.
"""

import logging
from collections.abc import Awaitable
from typing import TypeVar, cast

from redis.asyncio import BlockingConnectionPool, Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from .settings import CACHE_PREFIX, Settings

log = logging.getLogger(__name__)
T = TypeVar("T")


class Cache:
    """Commands that never fail."""

    def __init__(self, settings: Settings) -> None:
        # the default pool would fail, and so lose counts, when all its connections are in use
        pool = BlockingConnectionPool.from_url(
            settings.redis_url,
            max_connections=settings.redis_pool_size,
            timeout=2,
            socket_timeout=2,
            retry=Retry(NoBackoff(), 1),
            decode_responses=True,
        )
        self._redis = Redis.from_pool(pool)

    async def count(self, *counters: tuple[str, int]) -> list[int]:
        """Count keys up, each with the seconds that it shall live; zeros if that fails."""
        pipe = self._redis.pipeline()
        for name, ttl in counters:
            pipe.incr(name)
            pipe.expire(name, ttl)
        answers = await _quiet(pipe.execute())
        return [0] * len(counters) if answers is None else answers[::2]

    async def version(self, project_id: int) -> int:
        """Part of all metric keys of a project; ingestion counts it up, old answers expire."""
        return int(await self.get(key("version", project_id)) or 0)

    async def invalidate_project(self, project_id: int) -> None:
        """Let the metrics of a project be computed anew."""
        await _quiet(self._redis.incr(key("version", project_id)))

    async def get(self, name: str) -> str | None:
        """What is stored, if anything is."""
        return cast(str | None, await _quiet(self._redis.get(name)))

    async def set(self, name: str, value: str, ttl: int) -> None:
        """Store for some seconds."""
        await _quiet(self._redis.set(name, value, ex=ttl))

    async def close(self) -> None:
        """Close all connections."""
        await self._redis.aclose()
        await self._redis.connection_pool.aclose()


def key(*parts: object) -> str:
    """The name of a key."""
    return ":".join([CACHE_PREFIX, *map(str, parts)])


async def _quiet(command: Awaitable[T]) -> T | None:
    try:
        return await command
    except RedisError as error:
        log.warning("cache: %s", error)
        return None
