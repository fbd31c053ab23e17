"""The one place that talks to the enrichment provider."""

import logging
from http import HTTPStatus
from typing import Any

import httpx

from .errors import PlatformError
from .settings import Settings

log = logging.getLogger(__name__)


class Enrichment:
    """A client that keeps its connections."""

    def __init__(self, settings: Settings) -> None:
        self._url = settings.enrichment_url
        self._client = httpx.AsyncClient(
            headers={"Accept": "application/json"},
            # to wait for a connection is no fault of the provider
            timeout=httpx.Timeout(settings.enrichment_timeout, pool=None),
            limits=httpx.Limits(max_connections=200, max_keepalive_connections=100),
            follow_redirects=True,
        )

    async def company(self, domain: str, request_id: str) -> Any:
        """What the provider knows about a company; None where it knows none."""
        response = await self._get(f"/v1/companies/{domain}", request_id)
        if response.status_code == HTTPStatus.NOT_FOUND:
            return None
        if response.status_code != HTTPStatus.OK:
            raise _failed(502, f"The enrichment service answered {response.status_code}.")
        try:
            return response.json()
        except ValueError:
            raise _failed(502, "The enrichment service makes no sense.") from None

    async def _get(self, path: str, request_id: str) -> httpx.Response:
        headers = {b"X-Request-Id": request_id.encode("latin-1")}
        begun = False
        try:
            async with self._client.stream("GET", self._url + path, headers=headers) as response:
                begun = True
                await response.aread()
                return response
        except httpx.TransportError as error:
            if begun or not isinstance(error, httpx.TimeoutException):
                raise _failed(502, "The enrichment service cannot be reached.") from None
            log.warning("enrichment: timeout at %s", path)
            raise _failed(504, "The enrichment service is too slow.") from None

    async def close(self) -> None:
        """Close all connections."""
        await self._client.aclose()


def _failed(status: int, message: str) -> PlatformError:
    return PlatformError(status, "enrichment_failed", message)
