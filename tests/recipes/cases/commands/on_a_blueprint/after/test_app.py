import compat.testing  # noqa: F401 - gives the application its test client
from app import app


def test_the_command_of_a_blueprint():
    result = app.test_cli_runner().invoke(args=["bp", "name"])
    assert result.output == "app\n"


def test_the_view():
    assert app.test_client().get("/").data == b"index"
