import pytest

from analytics.extensions import db
from analytics.models import User

NEW = {"email": "New@acme.example", "name": "New", "password": "long enough"}


def test_users(ada):
    response = ada.get("/api/v1/users")
    names = [user["name"] for user in response.json["users"]]
    assert names == ["Ada", "Bob", "Vera", "Olga", "Former"]
    assert "password_hash" not in response.json["users"][0]


@pytest.mark.parametrize(
    "query,names",
    [
        ("role=viewer", ["Vera"]),
        ("q=BO", ["Bob"]),
        ("q=former@", ["Former"]),
        ("q=nobody", []),
        ("per_page=1&page=2", ["Bob"]),
        ("per_page=1000", ["Ada", "Bob", "Vera", "Olga", "Former"]),
        ("page=two", ["Ada", "Bob", "Vera", "Olga", "Former"]),
        ("page=99", []),
    ],
)
def test_users_filtered(ada, query, names):
    response = ada.get("/api/v1/users?" + query)
    assert [user["name"] for user in response.json["users"]] == names


@pytest.mark.parametrize("query", ["role=king", "page=0", "per_page=-1"])
def test_users_bad_query(ada, query):
    assert ada.get("/api/v1/users?" + query).status_code == 400


def test_user(ada):
    response = ada.get("/api/v1/users/2")
    assert response.json["email"] == "bob@acme.example"
    assert response.json["tokens"] == 1
    assert response.json["projects"] == ["acme-web", "acme-app", "acme-docs", "acme-2019"]
    assert response.json["last_login_at"] is None


@pytest.mark.parametrize("user_id", [4, 99])
def test_users_of_others(ada, user_id):
    path = "/api/v1/users/%d" % user_id
    assert ada.get(path).status_code == 404
    assert ada.patch(path, json={"name": "x"}).status_code == 404
    assert ada.delete(path).status_code == 404


def test_create_user(client, ada):
    response = ada.post("/api/v1/users", json=NEW)
    assert response.status_code == 201
    assert response.json["email"] == "new@acme.example"
    assert response.json["role"] == "member"
    login = {"email": "new@acme.example", "password": "long enough"}
    assert client.post("/api/v1/auth/token", json=login).status_code == 201


def test_create_user_any_content_type(ada):
    body = '{"email": "n@acme.example", "name": "N", "password": "long enough"}'
    assert ada.post("/api/v1/users", data=body).status_code == 201


@pytest.mark.parametrize(
    "changes,fields",
    [
        ({"email": ""}, {"email": "required"}),
        ({"email": "nowhere"}, {"email": "not an e-mail address"}),
        ({"password": "short"}, {"password": "at least 8 characters"}),
        ({"role": "staff"}, {"role": "not allowed"}),
        ({"role": "king", "name": None}, {"role": "not allowed", "name": "required"}),
    ],
)
def test_create_user_refused(ada, changes, fields):
    response = ada.post("/api/v1/users", json=dict(NEW, **changes))
    assert response.status_code == 400
    assert response.json == {"error": "invalid", "fields": fields}


def test_create_user_broken_json(ada):
    response = ada.post("/api/v1/users", data="{", content_type="application/json")
    assert response.status_code == 400
    assert response.json["error"]["code"] == "bad_request"


def test_create_user_taken(ada):
    response = ada.post("/api/v1/users", json=dict(NEW, email="grace@globex.example"))
    assert (response.status_code, response.json) == (409, {"error": "email is taken"})


def test_no_seats_left(as_user):
    alice = as_user("alice")
    for number in range(2):
        data = dict(NEW, email="user%d@umbrella.example" % number)
        assert alice.post("/api/v1/users", json=data).status_code == 201
    assert alice.post("/api/v1/users", json=NEW).status_code == 402


def test_members_do_not_create_users(bob):
    assert bob.post("/api/v1/users", json=NEW).status_code == 403


def test_update_user(app, ada):
    response = ada.patch("/api/v1/users/3", json={"name": "Vera B.", "role": "member"})
    assert response.status_code == 200
    assert response.json["role"] == "member"
    with app.app_context():
        assert db.session.get(User, 3).name == "Vera B."


def test_change_own_password(app, bob):
    assert bob.patch("/api/v1/users/2", json={"password": "brand new"}).status_code == 200
    with app.app_context():
        assert db.session.get(User, 2).check_password("brand new")


@pytest.mark.parametrize(
    "data,status",
    [
        ({}, 400),
        ({"name": ""}, 400),
        ({"role": "king"}, 400),
        ({"role": "staff"}, 403),
        ({"password": "short"}, 400),
    ],
)
def test_update_user_refused(ada, data, status):
    assert ada.patch("/api/v1/users/2", json=data).status_code == status


def test_members_change_only_themselves(bob):
    assert bob.patch("/api/v1/users/3", json={"name": "x"}).status_code == 403
    assert bob.patch("/api/v1/users/2", json={"role": "member"}).status_code == 403


def test_delete_user(app, client, ada, bob):
    response = ada.delete("/api/v1/users/2")
    assert (response.status_code, response.data) == (204, b"")
    assert bob.get("/api/v1/auth/me").status_code == 401
    with app.app_context():
        assert not db.session.get(User, 2).is_active


def test_delete_oneself(ada):
    assert ada.delete("/api/v1/users/1").status_code == 400


def test_members_do_not_delete(bob):
    assert bob.delete("/api/v1/users/3").status_code == 403
