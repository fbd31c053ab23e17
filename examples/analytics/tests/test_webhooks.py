import hashlib
import hmac

import pytest

from analytics.extensions import db
from analytics.models import Webhook, WebhookDelivery
from analytics.services import webhooks
from analytics.services.webhooks import worker

NEW = {"url": "https://hooks.acme.example/in", "event": "purchase"}
EVENT = {"project": "acme-web", "name": "purchase", "visitor": "v"}


def test_list(bob):
    response = bob.get("/api/v2/webhooks")
    assert response.json == {
        "webhooks": [
            {
                "id": 1,
                "url": "http://127.0.0.1:9/hooks/signup",
                "event": "signup",
                "is_active": True,
                "created_at": "2024-01-01T00:00:00.000Z",
            }
        ]
    }


def test_viewers_do_not_see_webhooks(vera):
    assert vera.get("/api/v2/webhooks").status_code == 403
    assert vera.get("/api/v2/webhooks/1/deliveries").status_code == 403


def test_create(ada):
    response = ada.post("/api/v2/webhooks", json=NEW)
    assert response.status_code == 201
    assert len(response.json["secret"]) == 32
    assert "secret" not in ada.get("/api/v2/webhooks").json["webhooks"][1]


def test_create_with_secret(ada):
    response = ada.post("/api/v2/webhooks", json=dict(NEW, secret="our own secret"))
    assert response.json["secret"] == "our own secret"


@pytest.mark.parametrize(
    "changes",
    [
        {"url": "ftp://hooks.acme.example"},
        {"url": None},
        {"event": "Sign up!"},
        {"secret": "short"},
        {"id": 7},
    ],
)
def test_create_not_valid(ada, changes):
    response = ada.post("/api/v2/webhooks", json=dict(NEW, **changes))
    assert response.status_code == 422
    assert list(response.json["error"]["fields"]) == list(changes)


def test_create_twice(ada):
    assert ada.post("/api/v2/webhooks", json=NEW).status_code == 201
    response = ada.post("/api/v2/webhooks", json=NEW)
    assert response.status_code == 409
    assert response.json["error"]["event"] == "purchase"


def test_members_do_not_create_webhooks(bob):
    assert bob.post("/api/v2/webhooks", json=NEW).status_code == 403


def test_delete(app, ada):
    assert ada.delete("/api/v2/webhooks/1").status_code == 204
    assert ada.delete("/api/v2/webhooks/1").status_code == 404
    with app.app_context():
        assert Webhook.query.count() == 0


def test_webhooks_of_others(grace):
    assert grace.get("/api/v2/webhooks").json == {"webhooks": []}
    assert grace.delete("/api/v2/webhooks/1").status_code == 404
    assert grace.get("/api/v2/webhooks/1/deliveries").status_code == 404


def test_delivered(ada, upstream):
    hook = ada.post("/api/v2/webhooks", json=dict(NEW, url=upstream + "/hooks")).json
    assert ada.post("/api/v1/events", json=EVENT).status_code == 201
    worker.join()
    response = ada.get("/api/v2/webhooks/%d/deliveries" % hook["id"])
    (delivery,) = response.json["items"]
    assert delivery["status"] == "delivered"
    assert (delivery["attempts"], delivery["response_code"]) == (1, 200)
    assert delivery["payload"] == {"event": "purchase", "project": "acme-web", "count": 1}
    assert delivery["delivered_at"] >= delivery["created_at"]


def test_given_up(ada, upstream):
    hook = ada.post("/api/v2/webhooks", json=dict(NEW, url=upstream + "/fail")).json
    batch = {"project": "acme-web", "events": [EVENT, EVENT, dict(EVENT, name="other")]}
    ada.post("/api/v1/events/batch", json=batch)
    worker.join()
    (delivery,) = ada.get("/api/v2/webhooks/%d/deliveries" % hook["id"]).json["items"]
    assert delivery["status"] == "failed"
    assert (delivery["attempts"], delivery["response_code"]) == (3, 500)
    assert delivery["payload"]["count"] == 2
    assert delivery["delivered_at"] is None


def test_inactive_webhooks_get_nothing(app, ada):
    ada.post("/api/v2/webhooks", json=dict(NEW, is_active=False))
    ada.post("/api/v1/events", json=EVENT)
    with app.app_context():
        assert WebhookDelivery.query.count() == 0


def test_signed(app, monkeypatch):
    sent = {}

    class Answer(object):
        ok = True
        status_code = 200

    def post(url, data, headers, timeout):
        sent.update(headers, url=url, body=data, timeout=timeout)
        return Answer()

    monkeypatch.setattr(webhooks.requests, "post", post)
    with app.app_context():
        delivery = WebhookDelivery(webhook_id=1, payload={"event": "signup"}, status="pending")
        db.session.add(delivery)
        db.session.commit()
        webhooks.deliver(delivery.id, app.config)
    expected = hmac.new(b"well-known-secret", sent["body"], hashlib.sha256).hexdigest()
    assert sent["X-Signature"] == expected
    assert sent["timeout"] == 2.0


def test_worker_starts_again_after_a_stop(ada, upstream):
    ada.post("/api/v2/webhooks", json=dict(NEW, url=upstream + "/hooks"))
    for _ in range(2):
        ada.post("/api/v1/events", json=EVENT)
        worker.join()
        thread = worker.thread
        assert thread.is_alive() and thread.daemon
        worker.stop()
        assert not thread.is_alive()


def test_deleted_before_delivery(app):
    worker.put(12345)
    worker.join()
    assert worker.thread.is_alive()
