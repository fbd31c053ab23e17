import compat.testing  # noqa: F401 - gives the application its test client
from app import app


def test_the_extension_is_there():
    assert getattr(app, "swag", None) is not None
    assert app.test_client().get("/pets/1").status_code in (200, 404)
