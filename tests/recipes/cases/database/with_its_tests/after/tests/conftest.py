import pytest

import compat.testing  # noqa: F401 - gives the application its test client
from app import Base, create_app
from compat.database import current_session


@pytest.fixture
def app():
    app = create_app({"TESTING": True, "SQLALCHEMY_DATABASE_URI": "sqlite://"})
    yield app
    with app.app_context():
        current_session().close()
        Base.metadata.drop_all(app.state.engine)


@pytest.fixture
def client(app):
    return app.test_client()
