from click.testing import CliRunner

from app import app, cli


def test_a_plain_command():
    assert CliRunner().invoke(cli, ["context"]).output == "contextapp\n"


def test_it_is_a_command_of_the_application_too():
    result = app.test_cli_runner().invoke(args=["cli", "context"])
    assert (result.exit_code, result.output) == (0, "contextapp\n")
