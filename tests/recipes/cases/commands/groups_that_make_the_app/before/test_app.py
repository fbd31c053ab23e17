import pytest
from click.testing import CliRunner

from app import app, bare, greet, manage


def test_a_command_knows_the_application():
    assert app.test_cli_runner().invoke(greet, ["Ann"]).output == "app greets Ann\n"


@pytest.mark.parametrize(
    ("group", "line", "output"),
    [
        (manage, ["greet", "Bob"], "app greets Bob\n"),
        (manage, ["--no-debug", "greet", "Bob"], "app greets Bob\n"),
        (manage, ["tidy"], "tidy\n"),
        (bare, ["hello"], "hello app\n"),
    ],
)
def test_a_group_makes_the_application(group, line, output, monkeypatch):
    monkeypatch.delenv("FLASK_DEBUG", raising=False)
    result = CliRunner().invoke(group, line)
    assert (result.exit_code, result.output) == (0, output)


def test_a_group_shows_its_commands():
    output = CliRunner().invoke(manage, ["--help"]).output
    assert all(name in output for name in ("greet", "tidy", "routes", "run", "shell", "--version"))
    assert "index     GET" in CliRunner().invoke(manage, ["routes"]).output


def test_a_bare_group_has_no_other_commands():
    assert CliRunner().invoke(bare, ["routes"]).exit_code == 2
    assert CliRunner().invoke(bare, ["--version"]).exit_code == 2
