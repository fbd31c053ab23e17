"""What the environment says; the variables are those of the Flask application."""

import os
from typing import Self

from pydantic import BaseModel, ConfigDict, Field


class Settings(BaseModel):
    """The servers to use, and how much of them."""

    model_config = ConfigDict(frozen=True)

    database_url: str = Field(min_length=1)
    redis_url: str = Field(min_length=1)
    enrichment_url: str = "http://127.0.0.1:8090"
    secret_key: str = "not-so-secret"

    # Per process: four workers hold 60 connections, PostgreSQL allows 100. No overflow: to open a
    # connection takes longer than to wait for one.
    db_pool_size: int = 15
    db_max_overflow: int = 0
    redis_pool_size: int = 32

    enrichment_timeout: float = 3.0
    webhook_timeout: float = 2.0
    webhook_attempts: int = 3

    @classmethod
    def from_environment(cls) -> Self:
        """The settings of this process; a ValidationError names what is missing."""
        return cls.model_validate({name.lower(): value for name, value in os.environ.items()})


CACHE_PREFIX = "analytics"
METRICS_TTL = 60
USAGE_TTL = 40 * 86400
RATE_TTL = 120
# requests per minute and token; plans that are not here are unlimited
RATE_LIMITS = {"free": 600, "team": 60000}

PER_PAGE = 20
MAX_PER_PAGE = 100
METRICS_DAYS = 30
METRICS_MAX_DAYS = 366
BATCH_MAX_EVENTS = 500
MAX_BODY = 4 * 1024 * 1024
