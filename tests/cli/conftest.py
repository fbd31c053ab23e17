"""A command line whose engine is a stub: what is tested here is the shell around it."""

import json
from dataclasses import asdict, dataclass, field, replace
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from unflask.cli import core
from unflask.cli.main import app
from unflask.model.result import Marker, Result, RouteResult

ROUTE = RouteResult("/", ("GET",), "index", "shop.py", 5, "converted", "def", "calls open()")
RESULT = Result("shop:app", "shop:app", "wire", routes=(ROUTE,), files=("shop.py",))
MARKED = replace(
    RESULT,
    routes=(replace(ROUTE, state="marked", reason="UF201"),),
    markers=(Marker("UF201", "shop.py", 7, "a computed endpoint"),),
)
PROVEN = {
    "rule": "/",
    "methods": ["GET"],
    "endpoint": "index",
    "state": "proven",
    "reason": "",
    "exchanges": 3,
    "equal": 3,
    "statuses": {"200": 3},
}


@dataclass
class StubVerdict:
    """What `unflask.replay.verify.verify` answers."""

    exchanges: int = 3
    equal: int = 3
    differences: list = field(default_factory=list)
    unsettled: list = field(default_factory=list)
    routes: list = field(default_factory=lambda: [PROVEN])
    noise: list = field(default_factory=list)
    suites: dict = field(default_factory=dict)

    def to_json(self):
        return asdict(self)


@dataclass
class StubMigration:
    """What `unflask.migrate.migrate` answers."""

    result: Result = RESULT
    files: dict = field(default_factory=lambda: {"shop.py": "new = 1\n", "data/a.bin": b"\0"})
    plan: dict = field(default_factory=lambda: {"steps": []})

    def diff(self):
        return "--- shop.py\n+++ shop.py\n"


@pytest.fixture
def shop(tmp_path):
    """A project on disk, small but real."""
    root = tmp_path / "shop"
    root.mkdir()
    (root / "shop.py").write_text("from flask import Flask\n\napp = Flask(__name__)\n")
    return root


@pytest.fixture
def engine(monkeypatch, shop):
    """The engine, replaced: set `migration`, `verification` or `audit`, or `error` to raise it."""
    stub = SimpleNamespace(
        migration=StubMigration(replace(RESULT, source=str(shop))),
        verification=StubVerdict(),
        audit=None,
        error=None,
        problems=(),
        calls=[],
    )

    def answer(name):
        def call(*args, **kwargs):
            stub.calls.append((name, args, kwargs))
            if stub.error:
                raise stub.error
            return getattr(stub, name)

        return call

    monkeypatch.setattr(core, "read_project", lambda *a: SimpleNamespace(problems=stub.problems))
    monkeypatch.setattr(core, "migrate", answer("migration"))
    monkeypatch.setattr(core, "verify", answer("verification"))
    monkeypatch.setattr(core, "audit", answer("audit"))
    return stub


@pytest.fixture
def unflask():
    """Run the command line in this process: `unflask("audit", path).exit_code`."""

    def run(*arguments):
        result = CliRunner().invoke(app, [str(a) for a in arguments])
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return run


@pytest.fixture
def printed():
    """Read the one JSON object that stands on stdout."""
    return lambda result: json.loads(result.stdout)
