"""Webhooks: a queue, and one thread per process that delivers from it."""

import hashlib
import hmac
import logging
import queue
import threading

import requests
from flask import json

from ..extensions import db
from ..models import Webhook, WebhookDelivery, utcnow

log = logging.getLogger(__name__)


class Worker(object):
    """Delivers in the background. The thread starts with the first delivery."""

    def __init__(self):
        self.app = None
        self.queue = queue.Queue()
        self.lock = threading.Lock()
        self.thread = None

    def init_app(self, app):
        self.app = app

    def put(self, delivery_id):
        with self.lock:
            if self.thread is None or not self.thread.is_alive():
                self.thread = threading.Thread(target=self.run, name="webhooks", daemon=True)
                self.thread.start()
        self.queue.put(delivery_id)

    def run(self):
        while True:
            delivery_id = self.queue.get()
            try:
                if delivery_id is None:
                    return
                with self.app.app_context():
                    deliver(delivery_id, self.app.config)
            except Exception:
                log.exception("delivery %s failed", delivery_id)
            finally:
                self.queue.task_done()

    def join(self):
        """Wait until all that is queued has been delivered or given up."""
        self.queue.join()

    def stop(self):
        with self.lock:
            thread, self.thread = self.thread, None
        if thread is not None and thread.is_alive():
            self.queue.put(None)
            thread.join()


worker = Worker()


def signature(secret, body):
    return hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def deliver(delivery_id, config):
    delivery = db.session.get(WebhookDelivery, delivery_id)
    if delivery is None:
        return  # the webhook was deleted meanwhile
    body = json.dumps(delivery.payload).encode()
    headers = {
        "Content-Type": "application/json",
        "X-Signature": signature(delivery.webhook.secret, body),
        "X-Delivery": str(delivery.id),
    }
    delivery.status = "failed"
    for _ in range(config["WEBHOOK_ATTEMPTS"]):
        delivery.attempts += 1
        try:
            response = requests.post(
                delivery.webhook.url, data=body, headers=headers, timeout=config["WEBHOOK_TIMEOUT"]
            )
        except requests.RequestException as error:
            log.info("webhook %s: %s", delivery.webhook_id, error)
            continue
        delivery.response_code = response.status_code
        if response.ok:
            delivery.status = "delivered"
            delivery.delivered_at = utcnow()
            break
    db.session.commit()


def notify(account, project, events):
    """Queue deliveries for the webhooks of the account that wait for events of these names."""
    names = {event.name for event in events}
    hooks = (
        account.webhooks.filter(Webhook.is_active.is_(True), Webhook.event.in_(names))
        .order_by(Webhook.id)
        .all()
    )
    if not hooks:
        return
    counts = {name: sum(event.name == name for event in events) for name in names}
    deliveries = []
    for hook in hooks:
        payload = {"event": hook.event, "project": project.slug, "count": counts[hook.event]}
        deliveries.append(WebhookDelivery(webhook=hook, payload=payload, status="pending"))
    db.session.add_all(deliveries)
    db.session.commit()
    for delivery in deliveries:
        worker.put(delivery.id)
