"""The factory, hooks, errors, and what the services share."""

import datetime
import decimal
import logging
import uuid

import pytest
from flask import g, json
from sqlalchemy.exc import OperationalError

from analytics import audit, pagination
from analytics.cache import connect
from analytics.config import database_url
from analytics.extensions import cache, db
from analytics.models import Account, User
from analytics.services import companies


def test_fifty_routes(app):
    rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"]
    methods = [rule.methods - {"HEAD", "OPTIONS"} for rule in rules]
    assert len(rules) == 50
    assert sum(one == {"GET"} for one in methods) == 30
    assert all(len(one) == 1 for one in methods)


@pytest.mark.parametrize(
    "url,expected",
    [
        ("postgres://u:p@h/d", "postgresql+psycopg2://u:p@h/d"),
        ("postgresql://u:p@h/d?x=1", "postgresql+psycopg2://u:p@h/d?x=1"),
        ("postgresql+psycopg2://h/d", "postgresql+psycopg2://h/d"),
    ],
)
def test_database_url(url, expected):
    assert database_url(url) == expected


def test_headers(client):
    response = client.get("/api/nothing", headers={"X-Request-Id": "abc"})
    assert response.headers["X-Request-Id"] == "abc"
    assert response.headers["X-Api-Version"] == "2.31.0"
    assert response.headers["Cache-Control"] == "no-store"
    assert len(client.get("/health").headers["X-Request-Id"]) == 32


def test_not_found(client):
    response = client.get("/api/nothing")
    assert response.json == {
        "error": {"code": "not_found", "message": "There is nothing at /api/nothing."}
    }
    page = client.get("/nothing")
    assert page.status_code == 404
    assert "Nothing lives here." in page.text


def test_method_not_allowed(client):
    response = client.delete("/api/v1/events")
    assert response.status_code == 405
    assert response.json["error"]["code"] == "method_not_allowed"
    assert client.put("/login").mimetype == "text/html"


def test_static(client):
    with client.get("/static/analytics.css") as response:
        assert response.status_code == 200


def test_maintenance(app, client, monkeypatch):
    monkeypatch.setitem(app.config, "MAINTENANCE", True)
    for path in ("/login", "/api/v1/events", "/api/nothing"):
        response = client.get(path)
        assert response.status_code == 503
        assert response.headers["Retry-After"] == "60"
        assert response.headers["X-Api-Version"] == "2.31.0"


@pytest.mark.parametrize("path", ["/api/v1/users", "/"])
def test_crash(app, client, login, ada, monkeypatch, path):
    def crash(*args, **kwargs):
        raise RuntimeError("boom")

    login()
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    monkeypatch.setattr("analytics.views.users.paginate", crash)
    monkeypatch.setattr("analytics.services.metrics.timeseries", crash)
    response = ada.get(path)
    assert response.status_code == 500
    assert "Something broke." in response.text


def test_database_down(ada, monkeypatch):
    def refuse(*args, **kwargs):
        raise OperationalError("SELECT", {}, Exception("refused"))

    monkeypatch.setattr("analytics.views.users.paginate", refuse)
    response = ada.get("/api/v1/users")
    assert response.status_code == 503
    assert response.json["error"]["code"] == "unavailable"


def test_integrity_error(app, olga):
    # two at the same time: the check in the view does not see the other one
    with app.app_context():
        db.session.add(Account(id=8, name="Other", slug="other"))
        db.session.commit()
    response = olga.post("/api/v1/accounts", json={"name": "Next"})
    assert response.status_code == 409
    assert response.json["error"]["code"] == "conflict"


@pytest.mark.parametrize(
    "value,expected",
    [
        (datetime.datetime(2024, 3, 1, 12, 30), "2024-03-01T12:30:00.000Z"),
        (datetime.datetime(2024, 3, 1, 12, 30, 0, 123456), "2024-03-01T12:30:00.123Z"),
        (
            datetime.datetime(2024, 3, 1, 1, tzinfo=datetime.timezone(datetime.timedelta(hours=2))),
            "2024-02-29T23:00:00.000Z",
        ),
        (datetime.date(2024, 3, 1), "2024-03-01"),
        (decimal.Decimal("12.50"), 12.5),
        (uuid.UUID(int=1), "00000000-0000-0000-0000-000000000001"),
    ],
)
def test_json(app, value, expected):
    with app.app_context():
        assert json.loads(json.dumps(value)) == expected


def test_json_unknown(app):
    with app.app_context(), pytest.raises(TypeError):
        json.dumps(object())


@pytest.mark.parametrize(
    "query,expected",
    [("", (1, 20)), ("?page=3&per_page=7", (3, 7)), ("?per_page=1000", (1, 100))],
)
def test_page_args(app, query, expected):
    with app.test_request_context("/" + query):
        assert pagination.page_args() == expected


def test_page_url_keeps_the_query(app):
    with app.test_request_context("/x?q=a+b&page=1", base_url="https://stats.example"):
        assert pagination.page_url(page=2) == "https://stats.example/x?q=a+b&page=2"


def test_last_page_has_no_next(ada):
    link = ada.get("/api/v1/users?per_page=3&page=2").headers["Link"]
    assert 'rel="prev"' in link and 'rel="next"' not in link
    link = ada.get("/api/v1/users?per_page=3&page=9").headers["Link"]
    assert "page=2>; rel=\"prev\"" in link


def test_audit_record(app):
    with app.test_request_context(environ_base={"REMOTE_ADDR": "10.0.0.1"}):
        g.user = db.session.get(User, 4)
        g.account = g.user.account
        entry = audit.record("thing.done", 7, colour="red")
        assert (entry.user_id, entry.account_id, entry.ip) == (4, 2, "10.0.0.1")
        assert (entry.target, entry.detail) == ("7", {"colour": "red"})
        db.session.rollback()


def test_audit_record_without_user(app):
    with app.test_request_context():
        assert audit.record("tick").user_id is None
        db.session.rollback()


@pytest.mark.parametrize(
    "employees,size",
    [(None, "unknown"), (1, "small"), (50, "medium"), (249, "medium"), (250, "large")],
)
def test_company_size(employees, size):
    assert companies.size(employees) == size


def test_cache_is_allowed_to_be_down(app, ada, monkeypatch, caplog):
    monkeypatch.setitem(app.extensions, "cache", connect("unix:///nowhere/redis.sock"))
    with caplog.at_level(logging.WARNING):
        assert ada.get("/api/v1/metrics/retention").status_code == 200
    assert ada.get("/api/v1/accounts/1/usage").json["requests_today"] == 0
    assert "cache: get failed" in caplog.text
    assert ada.get("/health").json["checks"]["cache"] == "down"


def test_cache_keys(app):
    with app.app_context():
        assert cache.key("metrics", 1) == "analytics-test:metrics:1"
        cache.set(cache.key("x", 1), {"when": datetime.date(2024, 1, 1)}, ttl=10)
        assert cache.get(cache.key("x", 1)) == {"when": "2024-01-01"}
        assert cache.delete_prefix("x") == 1
        assert cache.get(cache.key("x", 1)) is None
