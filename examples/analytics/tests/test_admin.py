import pytest

from analytics.extensions import cache


def test_audit_log(ada):
    ada.post("/api/v1/projects", json={"name": "One"})
    ada.patch("/api/v1/users/2", json={"name": "Robert"})
    response = ada.get("/api/v2/admin/audit-log", environ_base={"REMOTE_ADDR": "10.1.2.3"})
    newest, oldest = response.json["items"]
    assert newest["action"] == "user.updated"
    assert newest["detail"] == {"fields": ["name"]}
    assert newest["user"] == {"id": 1, "name": "Ada", "email": "ada@acme.example"}
    assert (oldest["action"], oldest["target"]) == ("project.created", "one")


def test_audit_log_keeps_addresses(ada):
    ada.post("/api/v1/projects", json={"name": "One"}, environ_base={"REMOTE_ADDR": "10.1.2.3"})
    assert ada.get("/api/v2/admin/audit-log").json["items"][0]["ip"] == "10.1.2.3"


@pytest.mark.parametrize(
    "query,total",
    [("", 2), ("?action=project", 1), ("?user_id=1", 1), ("?user_id=99", 0), ("?user_id=x", 2)],
)
def test_audit_log_filtered(ada, bob, query, total):
    ada.patch("/api/v1/users/2", json={"name": "Robert"})
    bob.post("/api/v1/projects", json={"name": "One"})
    assert ada.get("/api/v2/admin/audit-log" + query).json["total"] == total


def test_audit_log_of_the_account(ada, grace, olga):
    grace.post("/api/v1/projects", json={"name": "One"})
    assert ada.get("/api/v2/admin/audit-log").json["total"] == 0
    assert grace.get("/api/v2/admin/audit-log").json["total"] == 1
    assert olga.get("/api/v2/admin/audit-log").json["total"] == 1


def test_audit_log_is_for_admins(bob):
    assert bob.get("/api/v2/admin/audit-log").status_code == 403


def test_audit_log_bad_page(ada):
    assert ada.get("/api/v2/admin/audit-log?page=0").status_code == 400


@pytest.mark.parametrize("data", [None, {"prefix": "metrics"}])
def test_flush(app, ada, olga, data):
    ada.get("/api/v1/metrics/retention")
    ada.get("/api/v1/metrics/top-pages")
    response = olga.post("/api/v2/admin/cache/flush", json=data)
    assert response.json == {"prefix": "metrics", "removed": 2}
    with app.app_context():
        assert cache.delete_prefix("metrics") == 0


def test_flush_unknown_prefix(olga):
    response = olga.post("/api/v2/admin/cache/flush", json={"prefix": "*"})
    assert response.status_code == 422


def test_flush_is_for_staff(ada):
    assert ada.post("/api/v2/admin/cache/flush").status_code == 403
