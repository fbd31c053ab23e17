import pytest

import compat.testing  # noqa: F401 - gives the application its test client
from app import create_app


@pytest.fixture(scope="session")
def app():
    return create_app()
