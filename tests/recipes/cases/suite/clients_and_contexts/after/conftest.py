import pytest

import compat.testing  # noqa: F401 - gives the application its test client
from app import app


@pytest.fixture()
def client():
    app.config.update(TESTING=True)
    return app.test_client()
