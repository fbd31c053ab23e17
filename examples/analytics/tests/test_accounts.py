import pytest
import requests

from analytics.extensions import db
from analytics.models import Account, AuditLog


def test_own_account(ada):
    response = ada.get("/api/v1/accounts")
    assert [account["slug"] for account in response.json["accounts"]] == ["acme"]
    assert response.json["total"] == 1


def test_staff_sees_all_accounts(olga):
    response = olga.get("/api/v1/accounts?per_page=3&page=2")
    assert [account["id"] for account in response.json["accounts"]] == [4, 5, 6]
    assert response.headers["X-Total-Count"] == "7"
    assert response.headers["Link"] == (
        '<http://localhost/api/v1/accounts?per_page=3&page=1>; rel="first", '
        '<http://localhost/api/v1/accounts?per_page=3&page=3>; rel="last", '
        '<http://localhost/api/v1/accounts?per_page=3&page=1>; rel="prev", '
        '<http://localhost/api/v1/accounts?per_page=3&page=3>; rel="next"'
    )


def test_accounts_of_a_plan(olga):
    assert olga.get("/api/v1/accounts?plan=team").json["total"] == 2


def test_account(ada):
    response = ada.get("/api/v1/accounts/1")
    assert response.json == {
        "id": 1,
        "name": "Acme Corporation",
        "slug": "acme",
        "domain": "acme.example",
        "plan": "enterprise",
        "seats": 25,
        "settings": {"week_starts": "monday"},
        "is_active": True,
        "created_at": "2022-11-28T00:00:00.000Z",
        "projects": ["acme-web", "acme-app", "acme-docs"],
        "users": 5,
    }


@pytest.mark.parametrize("path", ["2", "99", "x", "1/", "2/usage", "2/company"])
def test_other_accounts_do_not_exist(ada, path):
    assert ada.get("/api/v1/accounts/" + path).status_code == 404


def test_create_account(app, olga):
    response = olga.post("/api/v1/accounts", json={"name": "New & Shiny", "plan": "team"})
    assert response.status_code == 201
    assert response.json["slug"] == "new-shiny"
    assert response.json["id"] == 8
    assert response.headers["Location"] == "/api/v1/accounts/8"
    with app.app_context():
        assert Account.query.count() == 8
        assert AuditLog.query.one().detail == {"plan": "team"}


@pytest.mark.parametrize(
    "data,status,message",
    [
        ({}, 400, "name is required"),
        ([], 400, "name is required"),
        ({"name": "X", "plan": "gold"}, 400, "plan must be one of free, team, enterprise"),
        ({"name": "X", "domain": "no domain"}, 400, "domain is not valid"),
        ({"name": "Acme"}, 409, "slug is taken"),
    ],
)
def test_create_account_refused(olga, data, status, message):
    response = olga.post("/api/v1/accounts", json=data)
    assert (response.status_code, response.json) == (status, {"error": message})


def test_only_staff_creates_accounts(ada):
    response = ada.post("/api/v1/accounts", json={"name": "Mine"})
    assert response.status_code == 403
    assert response.json["error"]["message"] == "This needs the role staff."


def test_update_account(app, ada):
    response = ada.patch(
        "/api/v1/accounts/1", json={"name": "Acme Inc.", "settings": {"theme": "dark"}}
    )
    assert response.status_code == 200
    assert response.json["name"] == "Acme Inc."
    assert response.json["settings"] == {"week_starts": "monday", "theme": "dark"}
    with app.app_context():
        assert db.session.get(Account, 1).name == "Acme Inc."


@pytest.mark.parametrize(
    "data,status",
    [
        ({"id": 7}, 400),
        ({"plan": "free"}, 403),
        ({"seats": 1}, 400),
        ({"seats": "many"}, 400),
        ({"settings": []}, 400),
        ([1], 400),
    ],
)
def test_update_account_refused(ada, data, status):
    assert ada.patch("/api/v1/accounts/1", json=data).status_code == status


def test_staff_changes_plans(olga):
    assert olga.patch("/api/v1/accounts/2", json={"plan": "gold"}).status_code == 400
    response = olga.patch("/api/v1/accounts/2", json={"plan": "free"})
    assert response.json["plan"] == "free"


def test_members_do_not_change_accounts(bob):
    assert bob.patch("/api/v1/accounts/1", json={"name": "Bob's"}).status_code == 403


def test_usage(ada):
    ada.get("/api/v1/auth/me")
    response = ada.get("/api/v1/accounts/1/usage")
    assert response.json == {
        "account": "acme",
        "plan": "enterprise",
        "seats": 25,
        "seats_used": 4,
        "requests_today": 2,
    }


def test_company(ada):
    response = ada.get("/api/v1/accounts/1/company")
    assert response.status_code == 200
    assert response.json == {
        "account": {"id": 1, "name": "Acme Corporation", "plan": "enterprise"},
        "company": {
            "domain": "acme.example",
            "legal_name": "Acme Corporation Inc.",
            "industry": "logistics",
            "country": "US",
            "employees": 1200,
            "size": "large",
            "founded": 1949,
        },
        "requested_by": "ada@acme.example",
    }


@pytest.mark.parametrize("user,id", [("peter", 3), ("kaylee", 7)])
def test_company_not_known(as_user, user, id):
    response = as_user(user).get("/api/v1/accounts/%d/company" % id)
    assert response.status_code == 200
    assert response.json["company"] is None


@pytest.mark.parametrize(
    "id,message",
    [
        (4, "The enrichment service answered 500."),
        (5, "The enrichment service makes no sense."),
    ],
)
def test_company_fails(olga, id, message):
    response = olga.get("/api/v1/accounts/%d/company" % id)
    assert response.status_code == 502
    assert response.json == {"error": {"code": "enrichment_failed", "message": message}}


def test_company_too_slow(app, olga, monkeypatch):
    monkeypatch.setitem(app.config, "ENRICHMENT_TIMEOUT", 0.2)
    response = olga.get("/api/v1/accounts/6/company")
    assert response.status_code == 504
    assert response.json["error"]["message"] == "The enrichment service is too slow."


def test_company_cannot_be_reached(app, ada, monkeypatch):
    monkeypatch.setitem(app.config, "ENRICHMENT_URL", "http://127.0.0.1:9")
    response = ada.get("/api/v1/accounts/1/company")
    assert response.status_code == 502
    assert response.json["error"]["message"] == "The enrichment service cannot be reached."


def test_request_id_reaches_the_provider(ada, monkeypatch):
    sent = {}
    send = requests.get

    def spy(url, headers, **kwargs):
        sent.update(headers)
        return send(url, headers=headers, **kwargs)

    monkeypatch.setattr(requests, "get", spy)
    ada.get("/api/v1/accounts/1/company", headers={"X-Request-Id": "abc"})
    assert sent["X-Request-Id"] == "abc"
