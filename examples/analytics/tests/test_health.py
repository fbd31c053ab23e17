import redis
from sqlalchemy.exc import OperationalError

from analytics.extensions import cache, db


def test_healthy(client):
    response = client.get("/health")
    assert response.status_code == 200
    assert response.json == {
        "status": "ok",
        "version": "2.31.0",
        "checks": {"database": "ok", "cache": "ok"},
    }


def test_cache_down(client, monkeypatch):
    def refuse():
        raise redis.ConnectionError("refused")

    monkeypatch.setattr(cache, "ping", refuse)
    response = client.get("/health")
    assert response.status_code == 503
    assert response.json["checks"] == {"database": "ok", "cache": "down"}


def test_database_down(client, monkeypatch):
    def refuse(*args, **kwargs):
        raise OperationalError("SELECT 1", {}, Exception("refused"))

    monkeypatch.setattr(db.session, "execute", refuse)
    response = client.get("/health")
    assert response.status_code == 503
    assert response.json["status"] == "degraded"


def test_open_during_maintenance(app, client, monkeypatch):
    monkeypatch.setitem(app.config, "MAINTENANCE", True)
    assert client.get("/health").status_code == 200
