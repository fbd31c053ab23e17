import flask
import pytest
from flask_wtf import FlaskForm
from flask_wtf.csrf import CSRFError, generate_csrf
from wtforms import StringField

from app import NameForm, create_app


@pytest.fixture
def app():
    return create_app()


def test_a_name_is_taken_without_tokens(app):
    app.config["WTF_CSRF_ENABLED"] = False
    assert app.test_client().post("/name", data={"name": "Ada"}).json["valid"]


def test_a_token_is_asked_for(app):
    client = app.test_client()
    assert client.post("/name", data={"name": "Ada"}).status_code == 400
    with app.test_request_context():
        token = generate_csrf()
        half = flask.session["csrf_token"]
    with client.session_transaction() as session:
        session["csrf_token"] = half
    assert client.post("/name", data={"name": "Ada", "csrf_token": token}).json["valid"]


def test_forms_are_made_in_a_context(app):
    class Other(FlaskForm):
        word = StringField()

    with app.test_request_context("/name", method="POST", data={"name": "Ada", "word": "a"}):
        assert NameForm(meta={"csrf": False}).validate_on_submit()
        assert Other().word.data == "a"
        assert "csrf_token" in Other().errors or not Other().validate()
        assert "csrf_token" in Other().hidden_tag()
    assert issubclass(CSRFError, Exception)
