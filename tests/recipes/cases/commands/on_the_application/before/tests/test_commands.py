import pytest

from shop import create_app


@pytest.mark.parametrize(
    ("line", "output"),
    [
        (["jobs", "run", "x"], "shop runs x\n"),
        (["init"], "shop\n"),
        (["hello", "--times", "2"], "hello\nhello\n"),
    ],
)
def test_a_command_prints(line, output):
    result = create_app().test_cli_runner().invoke(args=line)
    assert (result.exit_code, result.output) == (0, output)


def test_an_unknown_command_fails():
    assert create_app().test_cli_runner().invoke(args=["other"]).exit_code == 2
