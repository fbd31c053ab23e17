"""Redis, for cached metrics and for counters.

The cache is allowed to be down: reads miss, writes and counters do nothing, and we log it.
"""

import functools
import json

import redis
from flask import current_app, request
from redis.backoff import NoBackoff
from redis.retry import Retry


def quiet(default=None):
    """Turn errors of Redis into `default`."""

    def decorator(method):
        @functools.wraps(method)
        def wrapper(self, *args, **kwargs):
            try:
                return method(self, *args, **kwargs)
            except redis.RedisError as error:
                current_app.logger.warning("cache: %s failed: %s", method.__name__, error)
                return default

        return wrapper

    return decorator


def connect(url):
    # the client's own retries would hold up every request for seconds when Redis is down
    retry = Retry(NoBackoff(), 1)
    return redis.Redis.from_url(url, socket_timeout=2, retry=retry, decode_responses=True)


class Cache(object):
    def __init__(self):
        self.prefix = "cache"

    def init_app(self, app):
        self.prefix = app.config["CACHE_PREFIX"]
        app.extensions["cache"] = connect(app.config["REDIS_URL"])

    @property
    def client(self):
        return current_app.extensions["cache"]

    def key(self, *parts):
        return ":".join([self.prefix] + [str(part) for part in parts])

    def ping(self):
        return self.client.ping()

    @quiet()
    def get(self, key):
        value = self.client.get(key)
        return None if value is None else json.loads(value)

    @quiet()
    def set(self, key, value, ttl):
        self.client.set(key, current_app.json.dumps(value), ex=ttl)

    @quiet(default=0)
    def delete_prefix(self, *parts):
        """Forget all keys below a prefix; how many there were."""
        keys = list(self.client.scan_iter(match=self.key(*parts) + ":*", count=500))
        return self.client.delete(*keys) if keys else 0

    @quiet(default=0)
    def increment(self, key, ttl):
        pipe = self.client.pipeline()
        pipe.incr(key)
        pipe.expire(key, ttl)
        return pipe.execute()[0]

    @quiet(default=0)
    def counter(self, key):
        return int(self.client.get(key) or 0)

    @quiet()
    def clear(self, key):
        self.client.delete(key)

    def project_version(self, project_id):
        """Part of all metric keys of a project; ingestion counts it up, old answers expire."""
        return self.counter(self.key("version", project_id))

    @quiet()
    def invalidate_project(self, project_id):
        self.client.incr(self.key("version", project_id))


def cached(name, ttl_setting="METRICS_TTL"):
    """Cache what a metrics function returns, per project and query string.

    The function gets the project first; the rest of what it depends on has to be in the URL.
    """

    def decorator(function):
        @functools.wraps(function)
        def wrapper(project, *args, **kwargs):
            from .extensions import cache

            if request.args.get("fresh") == "1":
                return function(project, *args, **kwargs)
            query = "&".join("%s=%s" % pair for pair in sorted(request.args.items(multi=True)))
            version = cache.project_version(project.id)
            key = cache.key("metrics", project.id, version, name, query)
            value = cache.get(key)
            if value is None:
                value = function(project, *args, **kwargs)
                cache.set(key, value, current_app.config[ttl_setting])
            return value

        return wrapper

    return decorator
