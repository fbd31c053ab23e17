"""The helpers that a migrated app gets: no more than it reaches, no less than it needs."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import subprocess
import sys

import pytest

import unflask.runtime
from unflask.migrate.helpers import copied
from unflask.migrate.optional import words_of
from unflask.migrate.reach import OVERRIDES
from unflask.migrate.shake import shake


def _runtime_classes() -> list[type]:
    found = []
    for info in pkgutil.iter_modules(unflask.runtime.__path__):
        if info.name.startswith("testing"):
            continue
        module = importlib.import_module(f"unflask.runtime.{info.name}")
        found += [
            c
            for _, c in inspect.getmembers(module, inspect.isclass)
            if c.__module__ == module.__name__
        ]
    return found


def test_every_method_that_a_library_calls_is_known() -> None:
    missing = {
        f"{cls.__name__}.{name}"
        for cls in _runtime_classes()
        for name, value in vars(cls).items()
        if (inspect.isfunction(value) or isinstance(value, property | classmethod | staticmethod))
        and not name.startswith("__")
        and name not in OVERRIDES
        for base in cls.__mro__[1:]
        if not base.__module__.startswith(("unflask.", "builtins")) and name in vars(base)
        if any(_calls(base, name) for base in cls.__mro__[1:])
    }
    assert not missing


def _calls(base: type, name: str) -> bool:
    """Tell whether the module of a library's class uses a method by name on itself."""
    try:
        source = inspect.getsource(inspect.getmodule(base) or base)
    except (OSError, TypeError):
        return False
    return f"self.{name}" in source


SOURCES = {
    "alpha": '''"""Alpha."""

from .beta import helper, unused
from .gamma import never


class Thing:
    """A thing."""

    size = 1

    def used(self):
        """Used."""
        return helper()

    # This one goes with its comment.
    def dropped(self):
        """Dropped."""
        return never() + unused()


def other():
    """Other."""
    return never()
''',
    "beta": '"""Beta."""\n\n\ndef helper():\n    return 1\n\n\ndef unused():\n    return 2\n',
    "gamma": '"""Gamma."""\n\n\ndef never():\n    return 3\n',
}


def test_what_nothing_reaches_goes() -> None:
    found = shake(SOURCES, ["alpha"], {"Thing", "import Thing", "used"})
    assert sorted(found) == ["alpha", "beta"]
    assert "dropped" not in found["alpha"]
    assert "This one goes" not in found["alpha"]
    assert "unused" not in found["alpha"]
    assert "gamma" not in found["alpha"]
    assert "def unused" not in found["beta"]
    assert "size = 1" in found["alpha"]


def test_what_python_itself_looks_for_stays() -> None:
    source = '"""A."""\n\n\nclass Thing:\n    __slots__ = ("one",)\n    odd = (1,)\n'
    found = shake({"alpha": source}, ["alpha"], {"Thing", "import Thing"})
    assert "__slots__" in found["alpha"]
    assert "odd" not in found["alpha"]


HEADED = """class Thing:
    \"\"\"A thing.\"\"\"

    # Reading.

    def read(self) -> int:
        return 1

    # Writing.

    def write(self) -> int:
        return 2

    # Closing.

    # Twice is fine.
    def close(self) -> None:
        pass

    # Counting.

    def count(self) -> int:
        return 3


def after() -> Thing:
    return Thing()
"""


def test_a_heading_goes_with_all_that_stood_under_it() -> None:
    found = shake({"alpha": HEADED}, ["alpha"], {"Thing", "after", "import after", "close"})[
        "alpha"
    ]
    assert [line for line in found.splitlines() if "#" in line] == [
        "    # Closing.",
        "    # Twice is fine.",
    ]
    assert "        pass\n\n\ndef after" in found


def test_what_is_named_anywhere_stays() -> None:
    found = shake(SOURCES, ["alpha"], {"Thing", "import Thing", "used", "dropped"})
    assert sorted(found) == ["alpha", "beta", "gamma"]
    assert "def other" not in found["alpha"]


def test_getattr_names_count() -> None:
    assert "field" in words_of('getattr(x, "field")')
    assert "field" not in words_of('print("field")')


@pytest.mark.parametrize(
    "names", [{"application", "routing"}, {"application", "routing", "session"}]
)
def test_what_is_copied_is_whole(names: set[str]) -> None:
    """Every helper that a copied helper imports is copied, with the names it imports."""
    files = copied("compat", names, set())
    modules = {
        p.removeprefix("compat/").removesuffix(".py"): ast.parse(t) for p, t in files.items()
    }
    for name, tree in modules.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.level == 1 and node.module:
                assert node.module in modules, f"{name} imports {node.module}"
                bound = _bound(modules[node.module])
                assert {a.name for a in node.names} <= bound, f"{name} imports from {node.module}"


def _bound(tree: ast.Module) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                found.add(node.name)
            case ast.Name(ctx=ast.Store()):
                found.add(node.id)
            case ast.alias():
                found.add(node.asname or node.name)
    return found


def test_a_small_app_gets_less_than_all() -> None:
    little = sum(map(len, copied("compat", {"application", "routing"}, set()).values()))
    every = sum(
        len(inspect.getsource(importlib.import_module(f"unflask.runtime.{i.name}")))
        for i in pkgutil.iter_modules(unflask.runtime.__path__)
        if not i.name.startswith("testing")
    )
    assert little < every * 0.6


WAITING = """
import asyncio

import httpx

from compat.application import Application
from compat.waiting import wait_for

app = Application(__name__)


async def loop_of_now() -> int:
    return id(asyncio.get_running_loop())


@app.get("/loops")
def loops():
    return [wait_for(loop_of_now()), wait_for(loop_of_now())]


async def main() -> None:
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        answer = await client.get("/loops")
    assert answer.json() == [await loop_of_now()] * 2, answer.text


asyncio.run(main())
"""


STORING = """
import asyncio

import httpx
from sqlalchemy import text
from sqlalchemy.pool import QueuePool

from compat.application import Application
from compat.database import SessionDep, bind_engine

app = Application(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///one.sqlite"
app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {
    "poolclass": QueuePool, "pool_size": 1, "max_overflow": 0, "pool_timeout": 1,
}
bind_engine(app)


@app.get("/one")
def one(db: SessionDep):
    return {"one": db.execute(text("SELECT 1")).scalar()}


async def main() -> None:
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        for _ in range(3):
            answer = await client.get("/one")
            assert answer.json() == {"one": 1}, answer.text


asyncio.run(main())
"""


def _run(folder, source, names) -> None:
    """Run a small application with the helpers that it would get."""
    (folder / "compat").mkdir()
    for name, text in copied("compat", names, words_of(source)).items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "main.py").write_text(source, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "main.py"], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_a_request_gives_its_connection_back(tmp_path) -> None:
    """Answers do not tell until the pool is empty, so that no replay of a few requests sees it."""
    _run(tmp_path, STORING, {"application", "database"})


def test_a_view_that_waits_for_a_coroutine_waits_on_the_loop_that_serves_it(tmp_path) -> None:
    """A loop of its own for each call gives the same answers, with a client to set up for each."""
    _run(tmp_path, WAITING, {"application", "waiting"})
