"""Commands run inside the application's context, and applications are found as Flask finds them."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from types import ModuleType
from typing import TYPE_CHECKING

import click
import pytest
from click.testing import CliRunner, Result

from unflask.runtime.application import Application
from unflask.runtime.cli import (
    AppGroup,
    ScriptInfo,
    main,
    pass_script_info,
    router_group,
    with_appcontext,
)
from unflask.runtime.context import current_app
from unflask.runtime.locate import NoAppException, load_app
from unflask.runtime.routing import Router

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

APP = """
import click
from unflask.runtime.application import Application
from unflask.runtime.cli import AppGroup, with_appcontext
from unflask.runtime.context import current_app, g, has_app_context
from unflask.runtime.routing import Router

def create_app(name="made"):
    app = Application(__name__)
    app.config["NAME"] = name

    @app.cli.command("greet")
    @click.argument("who")
    @click.option("--twice", is_flag=True)
    def greet(who, twice):
        click.echo(f"{current_app.config['NAME']} greets {who}" * (1 + twice))

    @app.cli.command("bare", with_appcontext=False)
    def bare():
        click.echo("bare")

    @click.command("init-db")
    @with_appcontext
    def init_db():
        g.db = 1
        click.echo(f"db {g.db} of {current_app.config['NAME']}")

    app.cli.add_command(init_db)

    group = AppGroup("user", help="Users.")

    @group.command("create")
    def create():
        click.echo(f"created in {current_app.config['NAME']}")

    app.cli.add_command(group)

    @app.teardown_appcontext
    def done(error):
        click.echo(f"closed after {error!r}")

    @app.get("/b/{n:int}")
    def show(n: int):
        return "b"

    @app.api_route("/a", methods=["POST", "PUT"])
    def add():
        return "a"

    @app.cli.command("broken")
    def broken():
        raise click.ClickException("it is")

    return app
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder to work in, whose modules are forgotten afterwards."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [*sys.path])
    monkeypatch.delenv("FLASK_APP", raising=False)
    yield tmp_path
    # Taken out one by one: what is written in C goes on with the first dictionary of modules.
    for name, module in list(sys.modules.items()):
        places = [getattr(module, "__file__", None), *getattr(module, "__path__", ())]
        if any(str(place).startswith(str(tmp_path)) for place in places):
            del sys.modules[name]


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(textwrap.dedent(text))


def run(*args: str) -> Result:
    return CliRunner().invoke(main, args)


def test_commands_run_in_the_context_of_the_app(project: Path) -> None:
    write(project / "shop.py", APP)
    result = run("--app", "shop", "greet", "ada", "--twice")
    assert result.output == "made greets adamade greets ada\nclosed after None\n"
    assert run("--app", "shop", "init-db").output == "db 1 of made\nclosed after None\n"
    assert run("--app", "shop:create_app('x')", "user", "create").output.startswith("created in x")
    assert run("--app", "shop", "bare").output.startswith("bare\n")


def test_a_failing_command_fails(project: Path) -> None:
    write(project / "shop.py", APP)
    result = run("--app", "shop", "broken")
    assert result.exit_code == 1
    assert "Error: it is" in result.output


def test_help_lists_the_commands_of_the_app(project: Path) -> None:
    write(project / "shop.py", APP)
    output = run("--app", "shop", "--help").output
    for name in ("greet", "init-db", "user", "run", "shell", "routes"):
        assert f"  {name}" in output


def test_help_is_shown_without_an_app(project: Path) -> None:
    output = run("--help").output
    assert "Could not locate an application" in output
    assert "  routes" in output


def test_an_unknown_command_is_an_error(project: Path) -> None:
    write(project / "shop.py", APP)
    assert "No such command 'nope'" in run("--app", "shop", "nope").output
    result = run("nope")
    assert "Could not locate an application" in result.output
    assert result.exit_code == 2


def test_the_environment_names_the_app(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(project / "shop.py", APP)
    monkeypatch.setenv("FLASK_APP", "shop:create_app(name='env')")
    assert run("greet", "x").output.startswith("env greets x")


def test_routes_are_listed(project: Path) -> None:
    write(project / "app.py", APP)
    assert "show      GET        /b/{n:int}" in run("routes").output
    lines = run("routes", "--sort", "rule", "--all-methods").output.splitlines()
    assert lines[0].split() == ["Endpoint", "Methods", "Rule"]
    assert set(lines[1]) == {"-", " "}
    rules = [line.split()[-1] for line in lines[2:-1]]
    assert rules == sorted(rules)
    assert any("GET, HEAD" in line for line in lines)


def test_the_module_can_be_run(project: Path) -> None:
    write(project / "app.py", APP)
    done = subprocess.run(
        [sys.executable, "-m", "unflask.runtime.cli", "--app", "app", "init-db"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("db 1 of made\nclosed after None\n", "")


def test_commands_and_groups_of_groups_get_the_context_too() -> None:
    group = AppGroup("outer")
    inner = group.group("inner")(lambda: None)
    assert isinstance(inner, AppGroup)
    assert isinstance(inner.command("x")(lambda: None), click.Command)


def test_the_context_is_entered_once(project: Path) -> None:
    write(project / "shop.py", APP)

    @main.command("twice")
    @with_appcontext
    @pass_script_info
    @with_appcontext
    def twice(info: object) -> None:
        click.echo(type(info).__name__)

    try:
        assert run("--app", "shop", "twice").output == "ScriptInfo\nclosed after None\n"
    finally:
        main.commands.pop("twice")


@pytest.mark.parametrize(
    ("given", "command"),
    [(None, ["auth", "create"]), ("users", ["users", "create"]), ("", ["create"])],
)
def test_routers_bring_their_commands(given: str | None, command: list[str]) -> None:
    app = Application("x")
    router = Router("auth")
    router_group(Router("quiet")).command("never")(lambda: None)
    group = router_group(router, given)
    empty = Router("empty")
    router_group(empty)

    @group.command("create")
    def create() -> None:
        click.echo(f"in {current_app.import_name}")

    app.include_router(router)
    app.include_router(empty)
    result = CliRunner().invoke(app.cli, command, obj=ScriptInfo(create_app=lambda: app))
    assert result.output == "in x\n"
    assert list(app.cli.commands) == [command[0]]


def test_environment_files_are_read_if_dotenv_is_there(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = []
    dotenv = ModuleType("dotenv")
    dotenv.find_dotenv = lambda name, usecwd: name if name == ".flaskenv" else ""  # type: ignore[attr-defined]
    dotenv.load_dotenv = lambda path, encoding: read.append(path)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "dotenv", dotenv)
    write(project / "shop.py", APP)
    assert run("--app", "shop", "bare").exit_code == 0
    assert read == [".flaskenv"]


APPLICATION = "from unflask.runtime.application import Application\n"
FOUND = {
    "app": "app = Application('x')\nother = Application('y')",
    "application": "application = Application('x')\nother = Application('y')",
    "only": "site = Application('x')",
    "factory": "def create_app():\n    return Application('x')",
    "make": "def make_app():\n    return Application('x')",
}


@pytest.mark.parametrize("name", FOUND)
def test_the_best_app_of_a_module_is_found(name: str, project: Path) -> None:
    write(project / f"{name}_.py", APPLICATION + FOUND[name])
    assert load_app(f"{name}_").import_name == "x"
    assert load_app(f"{project}/{name}_.py").import_name == "x"


def test_packages_are_found_by_path(project: Path) -> None:
    write(project / "src/pkg/__init__.py", APPLICATION + "app = Application('pkg')")
    write(project / "src/pkg/sub/__init__.py", "")
    write(project / "src/pkg/sub/web.py", APPLICATION + "app = Application(__name__)")
    assert load_app("src/pkg").import_name == "pkg"
    assert load_app("src/pkg/sub/web.py").import_name == "pkg.sub.web"
    assert load_app("pkg.sub.web:app").import_name == "pkg.sub.web"


@pytest.mark.parametrize(
    ("text", "path", "message"),
    [
        ("a = Application('x')\nb = Application('y')", "m", "Detected multiple applications"),
        ("x = 1", "m", "Failed to find an application or factory in module 'm'"),
        ("def create_app(n):\n    pass", "m", "could not call it without arguments"),
        ("def f(n):\n    pass", "m:f()", "could not be called with the specified arguments"),
        ("x = 1", "m:x", "A valid application was not obtained from 'm:x'"),
        ("x = 1", "m:y", "Failed to find attribute 'y' in 'm'"),
        ("x = 1", "m:y.z()", "Function reference must be a simple name: 'y.z()'"),
        ("x = 1", "m:y(z)", "Failed to parse arguments as literal values: 'y(z)'"),
        ("x = 1", "m:1 +", "Failed to parse '1 +' as an attribute name or function call"),
        ("x = 1", "m:1", "Failed to parse '1' as an attribute name or function call"),
        ("import nowhere_at_all", "m", "While importing 'm', an ImportError was raised"),
        ("from os import nothing_like_it", "m", "While importing 'm', an ImportError was raised"),
        ("x = 1", "n", "Could not import 'n'"),
        ("x = 1", None, "Could not locate an application"),
    ],
)
def test_why_no_app_was_found(text: str, path: str | None, message: str, project: Path) -> None:
    write(project / "m.py", APPLICATION + text)
    with pytest.raises(NoAppException) as error:
        load_app(path)
    assert message in str(error.value)


def test_an_error_inside_a_factory_is_not_hidden(project: Path) -> None:
    write(project / "m.py", "def create_app():\n    raise TypeError('mine')")
    with pytest.raises(TypeError, match="mine"):
        load_app("m")
