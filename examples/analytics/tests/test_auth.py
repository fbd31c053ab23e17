import pytest
from flask import g, session

from analytics.extensions import db
from analytics.models import ApiToken, AuditLog, User

PROTECTED = [
    ("GET", "/api/v1/auth/me"),
    ("GET", "/api/v1/accounts"),
    ("POST", "/api/v1/accounts"),
    ("GET", "/api/v1/accounts/1"),
    ("PATCH", "/api/v1/accounts/1"),
    ("GET", "/api/v1/accounts/1/company"),
    ("GET", "/api/v1/accounts/1/usage"),
    ("GET", "/api/v1/users"),
    ("POST", "/api/v1/users"),
    ("GET", "/api/v1/users/1"),
    ("PATCH", "/api/v1/users/1"),
    ("DELETE", "/api/v1/users/1"),
    ("GET", "/api/v1/projects"),
    ("POST", "/api/v1/projects"),
    ("GET", "/api/v1/projects/acme-web"),
    ("PUT", "/api/v1/projects/acme-web"),
    ("DELETE", "/api/v1/projects/acme-web"),
    ("GET", "/api/v1/events"),
    ("POST", "/api/v1/events"),
    ("POST", "/api/v1/events/batch"),
    ("POST", "/api/v1/events/import"),
    ("GET", "/api/v1/events/1"),
    ("GET", "/api/v1/metrics/overview"),
    ("GET", "/api/v1/metrics/timeseries"),
    ("GET", "/api/v1/metrics/top-pages"),
    ("GET", "/api/v1/metrics/funnel"),
    ("GET", "/api/v1/metrics/retention"),
    ("GET", "/api/v2/dashboards"),
    ("POST", "/api/v2/dashboards"),
    ("GET", "/api/v2/dashboards/1"),
    ("PUT", "/api/v2/dashboards/1/widgets"),
    ("GET", "/api/v2/reports"),
    ("POST", "/api/v2/reports"),
    ("GET", "/api/v2/reports/00000000-0000-0000-0000-000000000001"),
    ("GET", "/api/v2/exports/events.csv"),
    ("GET", "/api/v2/exports/reports/00000000-0000-0000-0000-000000000001.json"),
    ("GET", "/api/v2/webhooks"),
    ("POST", "/api/v2/webhooks"),
    ("DELETE", "/api/v2/webhooks/1"),
    ("GET", "/api/v2/webhooks/1/deliveries"),
    ("GET", "/api/v2/admin/audit-log"),
    ("POST", "/api/v2/admin/cache/flush"),
]


@pytest.mark.parametrize("method,path", PROTECTED)
def test_api_needs_a_token(client, method, path):
    response = client.open(path, method=method)
    assert response.status_code == 401
    assert response.json["error"]["code"] == "unauthorized"
    assert response.headers["WWW-Authenticate"] == 'Bearer realm="analytics"'


@pytest.mark.parametrize(
    "headers",
    [
        {"Authorization": "Bearer wrong"},
        {"Authorization": "Bearer dev-token-revoked"},
        {"Authorization": "Bearer dev-token-former"},
        {"Authorization": "Basic dev-token-ada"},
        {"Authorization": "Bearer "},
        {"X-Api-Token": "wrong"},
    ],
)
def test_bad_tokens(client, headers):
    assert client.get("/api/v1/auth/me", headers=headers).status_code == 401


@pytest.mark.parametrize(
    "headers",
    [
        {"Authorization": "Bearer dev-token-ada"},
        {"Authorization": "bearer dev-token-ada "},
        {"X-Api-Token": "dev-token-ada"},
    ],
)
def test_good_tokens(client, headers):
    response = client.get("/api/v1/auth/me", headers=headers)
    assert response.status_code == 200
    assert response.json["user"]["email"] == "ada@acme.example"
    assert response.json["account"]["slug"] == "acme"
    assert response.json["token"] == {"name": "dev", "created_at": "2024-01-01T00:00:00.000Z"}


def test_token_sets_g(app, client):
    with client:
        client.get("/api/v1/auth/me", headers={"Authorization": "Bearer dev-token-grace"})
        assert g.user.name == "Grace"
        assert g.account.slug == "globex"


def test_closed_account(app, ada):
    with app.app_context():
        db.session.get(User, 1).account.is_active = False
        db.session.commit()
    response = ada.get("/api/v1/auth/me")
    assert response.status_code == 403
    assert response.json["error"]["message"] == "This account is closed."


def test_rate_limit(app, as_user, monkeypatch):
    monkeypatch.setitem(app.config["RATE_LIMITS"], "free", 2)
    monkeypatch.setattr("analytics.security.time.time", lambda: 1711929600)
    alice = as_user("alice")
    codes = [alice.get("/api/v1/auth/me").status_code for _ in range(3)]
    assert codes == [200, 200, 429]
    assert alice.get("/api/v1/auth/me").headers["Retry-After"] == "60"


def test_issue_token(app, client):
    response = client.post(
        "/api/v1/auth/token",
        json={"email": "Ada@acme.example", "password": "ada-password", "name": "laptop"},
    )
    assert response.status_code == 201
    assert response.json["name"] == "laptop"
    assert "password_hash" not in response.json["user"]
    headers = {"Authorization": "Bearer " + response.json["token"]}
    assert client.get("/api/v1/auth/me", headers=headers).json["token"]["name"] == "laptop"
    with app.app_context():
        assert ApiToken.query.filter_by(user_id=1).count() == 3
        entry = AuditLog.query.one()
        assert (entry.action, entry.target, entry.user_id) == ("token.created", "laptop", 1)
        assert entry.ip == "127.0.0.1"


@pytest.mark.parametrize(
    "data,status,message",
    [
        ({"email": "ada@acme.example", "password": "wrong"}, 401, "wrong email or password"),
        ({"email": "nobody@acme.example", "password": "x"}, 401, "wrong email or password"),
        ({"email": "former@acme.example", "password": "former-password"}, 401, "wrong"),
        ({"email": "ada@acme.example"}, 400, "required"),
        ({"password": "ada-password"}, 400, "required"),
        ({}, 400, "JSON expected"),
    ],
)
def test_issue_token_refused(client, data, status, message):
    response = client.post("/api/v1/auth/token", json=data)
    assert response.status_code == status
    assert message in response.json["error"]


def test_issue_token_without_json(client):
    response = client.post("/api/v1/auth/token", data="email=ada")
    assert response.status_code == 400
    assert response.json == {"error": "JSON expected"}


def test_too_many_failures_lock_the_address(app, client):
    data = {"email": "bob@acme.example", "password": "wrong"}
    for _ in range(app.config["LOGIN_MAX_FAILURES"]):
        assert client.post("/api/v1/auth/token", json=data).status_code == 401
    data["password"] = "bob-password"
    response = client.post("/api/v1/auth/token", json=data)
    assert response.status_code == 429
    assert response.headers["Retry-After"] == "300"


def test_login_form(client):
    response = client.get("/login?next=/dashboards/1")
    assert response.status_code == 200
    assert 'name="next" value="/dashboards/1"' in response.text


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "dashboards"])
def test_login_goes_only_to_our_pages(client, login, target):
    assert client.get("/login", query_string={"next": target}).status_code == 400
    response = login(query_string={"next": target})
    assert response.status_code == 400
    assert "We do not send you there." in response.text


def test_login_and_logout(app, client, login):
    with client:
        response = login()
        assert response.status_code == 302
        assert response.location == "/"
        assert session["user_id"] == 1
        assert not session.permanent
    assert "Welcome back, Ada." in client.get("/").text
    with app.app_context():
        assert db.session.get(User, 1).last_login_at is not None
    with client:
        response = client.get("/logout")
        assert response.location == "/login"
        assert "user_id" not in session
    assert "Goodbye, Ada." in client.get("/login").text


def test_login_is_remembered(client):
    data = {"email": "ada@acme.example", "password": "ada-password", "remember": "on"}
    with client:
        response = client.post("/login", data=dict(data, next="/dashboards/1"))
        assert response.location == "/dashboards/1"
        assert session.permanent


@pytest.mark.parametrize(
    "email,password",
    [
        ("ada@acme.example", "wrong"),
        ("nobody@acme.example", "x"),
        ("former@acme.example", "former-password"),
        ("", ""),
    ],
)
def test_login_refused(client, login, email, password):
    response = login(email, password)
    assert response.status_code == 401
    assert "Wrong e-mail address or password." in response.text
    with client.session_transaction() as stored:
        assert "user_id" not in stored


def test_session_of_a_deleted_user(client):
    with client.session_transaction() as stored:
        stored["user_id"] = 11
    response = client.get("/")
    assert response.status_code == 302
    with client.session_transaction() as stored:
        assert "user_id" not in stored


def test_logout_without_login(client):
    assert client.get("/logout").location == "/login?next=/logout"


def test_logout_during_maintenance(app, client, login, monkeypatch):
    login()
    monkeypatch.setitem(app.config, "MAINTENANCE", True)
    assert client.get("/logout").status_code == 503


def test_api_ignores_the_session(client, login):
    login()
    assert client.get("/api/v1/auth/me").status_code == 401
