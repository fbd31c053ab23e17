"""What all requests of a process share, and how endpoints ask for it."""

from dataclasses import dataclass
from typing import Annotated, cast

from fastapi import Depends, Request

from .cache import Cache
from .database import Database
from .enrichment import Enrichment
from .webhooks import Deliveries


@dataclass(frozen=True)
class Resources:
    """Opened when the application starts, closed when it stops."""

    database: Database
    cache: Cache
    enrichment: Enrichment
    deliveries: Deliveries


async def _resources(request: Request) -> Resources:
    return cast(Resources, request.app.state.resources)


async def _request_id(request: Request) -> str:
    return cast(str, request.state.request_id)


Shared = Annotated[Resources, Depends(_resources)]
RequestId = Annotated[str, Depends(_request_id)]
