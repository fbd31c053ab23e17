"""Webhooks: a queue, and one task per process that delivers from it."""

import asyncio
import hashlib
import hmac
import json
import logging
from collections import Counter
from typing import Any

import httpx
from sqlalchemy import ARRAY, String, any_, bindparam, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from .database import Database
from .models import Webhook, WebhookDelivery, utcnow
from .settings import Settings

log = logging.getLogger(__name__)

_WAITING = (
    select(Webhook.id, Webhook.event)
    .where(
        Webhook.account_id == bindparam("account_id"),
        Webhook.is_active.is_(True),
        Webhook.event == any_(bindparam("names", type_=ARRAY(String))),
    )
    .order_by(Webhook.id)
)
_DELIVERY = (
    select(WebhookDelivery.payload, Webhook.url, Webhook.secret, Webhook.id.label("webhook_id"))
    .join(Webhook, WebhookDelivery.webhook_id == Webhook.id)
    .where(WebhookDelivery.id == bindparam("delivery_id"))
)

_ADDING = insert(WebhookDelivery).returning(WebhookDelivery.id, sort_by_parameter_order=True)


async def add_deliveries(
    connection: AsyncConnection, account_id: int, project: str, names: Counter[str]
) -> list[int]:
    """Note deliveries to the webhooks that wait for events of these names; their ids."""
    values = {"account_id": account_id, "names": list(names)}
    deliveries = [
        {
            "webhook_id": hook.id,
            "payload": {"event": hook.event, "project": project, "count": names[hook.event]},
            "status": "pending",
        }
        for hook in await connection.execute(_WAITING, values)
    ]
    if not deliveries:
        return []
    return list(await connection.scalars(_ADDING, deliveries))


class Deliveries:
    """Delivers in the background, in order."""

    def __init__(self, settings: Settings, database: Database) -> None:
        self._attempts = settings.webhook_attempts
        self._database = database
        self._client = httpx.AsyncClient(timeout=settings.webhook_timeout, follow_redirects=True)
        self._queue: asyncio.Queue[int] = asyncio.Queue()
        self._task = asyncio.create_task(self._run(), name="webhooks")

    def put(self, delivery_ids: list[int]) -> None:
        """Queue deliveries that are in the database."""
        for delivery_id in delivery_ids:
            self._queue.put_nowait(delivery_id)

    async def close(self) -> None:
        """Deliver what is queued, and stop."""
        await self._queue.join()
        self._task.cancel()
        await self._client.aclose()

    async def _run(self) -> None:
        while True:
            delivery_id = await self._queue.get()
            try:
                await self._deliver(delivery_id)
            except Exception:
                log.exception("delivery %s failed", delivery_id)
            finally:
                self._queue.task_done()

    async def _deliver(self, delivery_id: int) -> None:
        delivery = await self._database.first(_DELIVERY, delivery_id=delivery_id)
        if delivery is None:
            return  # the webhook was deleted meanwhile
        body = json.dumps(delivery.payload).encode()
        headers = {
            "Content-Type": "application/json",
            "X-Signature": hmac.new(delivery.secret.encode(), body, hashlib.sha256).hexdigest(),
            "X-Delivery": str(delivery_id),
        }
        outcome: dict[str, Any] = {"status": "failed", "attempts": 0}
        while outcome["attempts"] < self._attempts and outcome["status"] == "failed":
            outcome["attempts"] += 1
            try:
                response = await self._client.post(delivery.url, content=body, headers=headers)
            except httpx.HTTPError as error:
                log.info("webhook %s: %s", delivery.webhook_id, error)
                continue
            outcome["response_code"] = response.status_code
            if not response.is_error:
                outcome |= {"status": "delivered", "delivered_at": utcnow()}
        noting = update(WebhookDelivery).where(WebhookDelivery.id == delivery_id).values(outcome)
        async with self._database.transaction() as connection:
            await connection.execute(noting)
