import compat.testing  # noqa: F401 - gives the application its test client
from app import create_app
from compat.login import current_user


def test_sign_in():
    with create_app().test_client() as client:
        client.post("/sign-in", data={"name": "ann"})
        assert client.get("/me").get_json()["id"] == "1"
        assert current_user.name == "ann"
