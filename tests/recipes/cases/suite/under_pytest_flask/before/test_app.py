import pytest
from flask import Response, current_app, g, has_request_context, request, session, url_for


def test_an_answer_is_compared_with_a_status(client):
    answer = client.get(url_for("ping"))
    assert answer == 200
    assert answer != 404
    assert answer.json == {"ping": "pong", "debug": False}
    assert client.get("/nowhere") == 404
    assert isinstance(answer, Response)


def test_a_mismatch_says_what_came(client):
    with pytest.raises(AssertionError, match="404 NOT FOUND"):
        assert client.get("/nowhere") == 200


def test_the_class_of_responses_is_extended(app, client):
    assert isinstance(client.get("/ping"), app.response_class)
    assert app.response_class("x", 201) == 201


def test_a_request_is_at_hand(app):
    assert current_app.name == app.name
    assert (request.path, request.method) == ("/", "GET")
    assert url_for("item", number=3) == "/items/3"
    assert url_for("ping", _external=True) == "http://localhost/ping"
    assert request.endpoint is None
    session["n"] = 1
    g.own = 2
    assert (session["n"], g.own) == (1, 2)


def test_requests_share_what_is_kept(client):
    client.post("/count")
    assert g.counted == 1
    assert "n" in session
    assert client.post("/count").text == "2"
    assert g.counted == 2


def test_another_client_shares_it_too(app, client):
    app.test_client().post("/count")
    assert g.counted == 1
    assert "n" not in session


def test_without_an_application_there_is_no_request():
    assert not has_request_context()


@pytest.mark.options(debug=True)
def test_a_setting_is_given_by_a_mark(app, config, client):
    assert app.debug
    assert config["DEBUG"]
    assert client.get("/ping").json["debug"] is True


@pytest.mark.options(debug=False, preferred_url_scheme="https")
def test_other_settings_are_given_by_a_mark(app, config):
    assert not app.debug
    assert config["PREFERRED_URL_SCHEME"] == "https"


@pytest.mark.options(trusted_hosts=["shop.example"])
def test_a_setting_that_the_application_does_not_name(client):
    assert client.get("/ping") == 400
    assert client.get("/ping", base_url="http://shop.example") == 200


@pytest.mark.usefixtures("client_class")
class TestClass:
    def test_the_client_is_an_attribute(self):
        assert self.client.get(url_for("item", number=1)) == 302
        assert self.client.get(url_for("item", number=1), follow_redirects=True) == 200


def test_accepted_types(client, accept_json, accept_any):
    assert client.get(url_for("kind"), headers=accept_json).text == "application/json"
    assert client.get(url_for("kind"), headers=accept_any) == 200
