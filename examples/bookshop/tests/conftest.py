import os
import tempfile

import pytest

from bookshop import create_app
from bookshop.db import init_db, seed


@pytest.fixture
def app():
    db_fd, db_path = tempfile.mkstemp()
    app = create_app(
        {
            "TESTING": True,
            "SAMPLE_DATA": False,
            "DATABASE": db_path,
            "PASSWORD_METHOD": "pbkdf2:sha256:1",
        }
    )

    with app.app_context():
        init_db()
        seed()

    yield app

    os.close(db_fd)
    os.unlink(db_path)


@pytest.fixture
def client(app):
    return app.test_client()


@pytest.fixture
def runner(app):
    return app.test_cli_runner()


class AuthActions(object):
    def __init__(self, client):
        self._client = client

    def login(self, username="ada", password="lovelace", **kwargs):
        return self._client.post(
            "/login", data={"username": username, "password": password}, **kwargs
        )

    def logout(self):
        return self._client.get("/logout")


@pytest.fixture
def auth(client):
    return AuthActions(client)


@pytest.fixture
def token():
    return {"Authorization": "Bearer token-ada"}


@pytest.fixture
def staff_token():
    return {"Authorization": "Bearer token-boss"}
