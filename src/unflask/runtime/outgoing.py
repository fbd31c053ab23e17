"""One HTTP client for the calls that the application makes to others."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import httpx

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

TIMEOUTS = httpx.TimeoutException
CONNECTION_ERRORS = (
    httpx.ConnectTimeout,
    httpx.NetworkError,
    httpx.ProtocolError,
    httpx.ProxyError,
)
REQUEST_ERRORS = (httpx.HTTPError, httpx.InvalidURL, json.JSONDecodeError)

_clients: WeakKeyDictionary[asyncio.AbstractEventLoop, httpx.AsyncClient] = WeakKeyDictionary()


def client() -> httpx.AsyncClient:
    """Return the client of the running event loop; its connections are reused.

    It follows redirects and waits without limit unless a call says otherwise.
    """
    loop = asyncio.get_running_loop()
    found = _clients.get(loop)
    if found is None or found.is_closed:
        found = httpx.AsyncClient(follow_redirects=True, timeout=None)  # noqa: S113
        _clients[loop] = found
    return found


@asynccontextmanager
async def lifespan(_app: Any) -> AsyncIterator[None]:
    """Close the client when the application stops."""
    yield
    found = _clients.pop(asyncio.get_running_loop(), None)
    if found is not None:
        await found.aclose()


def given(params: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return the parameters that have a value."""
    return {name: value for name, value in (params or {}).items() if value is not None}
