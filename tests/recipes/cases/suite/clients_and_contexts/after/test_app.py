import pytest

from app import app, name
from compat.testing import FlaskClient, g, request, session


def test_json(client: FlaskClient):
    answer = client.post("/json", json={"a": 1})
    assert answer.status_code == 201
    assert answer.get_json() == answer.json == {"got": {"a": 1}}
    assert b"got" in answer.data


def test_bad_json(client):
    answer = client.post("/json", data="{", headers={"Content-Type": "application/json"})
    assert answer.status_code == 400


def test_the_context_is_kept(client):
    with client:
        client.get("/session")
        assert session["n"] == 1
        assert request.path == "/session"


def test_a_session_is_opened(client):
    with client.session_transaction() as opened:
        opened["n"] = 41
    assert client.get("/session").text == "42"


def test_outside_of_requests():
    with app.test_request_context("/there?x=1"):
        assert name() == "app/there/page"
        assert request.args["x"] == "1"
        g.x = 1
    with pytest.raises(RuntimeError):
        g.x


def test_app_context():
    with app.app_context():
        g.y = 2
        assert g.get("y") == 2
