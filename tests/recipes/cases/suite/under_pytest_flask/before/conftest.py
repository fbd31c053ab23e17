import pytest

from app import create_app


@pytest.fixture(name="app")
def application():
    return create_app()
