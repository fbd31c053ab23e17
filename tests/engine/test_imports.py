"""Imports after the edits: what nobody reads goes, what is used comes in, in order."""

import ast
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unflask.analysis.read import read
from unflask.rewrite.edits import comments
from unflask.rewrite.home import Home
from unflask.rewrite.imports import settle
from unflask.rewrite.template import Marks

HOME = Home("app.compat", "app", own=frozenset({"app", "own"}))


def settled(before, after, *symbols):
    """The settled source; `{0}` in `after` is the stand-in of the first symbol, and so on."""
    marks = Marks()
    text = after.format(*(marks.mark(symbol) for symbol in symbols))
    module = read("app.views", "app/views.py", before)
    result, names = settle(module, text, marks.symbols, HOME)
    return Marks.replace(result, names)


@pytest.mark.parametrize(
    ("before", "after", "result"),
    [
        ("from flask import g\nx = g\n", "from flask import g\nx = 1\n", "x = 1\n"),
        (
            "from flask import g, request\nx = g, request\n",
            "from flask import g, request\nx = g\n",
            "from flask import g\nx = g\n",
        ),
        (
            "import os; from flask import g\nx = g, os\n",
            "import os; from flask import g\nx = os\n",
            "import os; pass\nx = os\n",
        ),
        (
            "try:\n    from flask import g\nexcept ImportError:\n    g = None\nx = g\n",
            "try:\n    from flask import g\nexcept ImportError:\n    g = None\nx = 1\n",
            "try:\n    pass\nexcept ImportError:\n    g = None\nx = 1\n",
        ),
        ("from flask import *\nx = g\n", "from flask import *\nx = 1\n", "x = 1\n"),
        (
            "from flask import *\nx = g\n",
            "from flask import *\nx = g\n",
            "from flask import *\nx = g\n",
        ),
    ],
)
def test_what_is_no_longer_read_is_no_longer_imported(before, after, result):
    assert settled(before, after) == result


@pytest.mark.parametrize(
    "source",
    [
        "import os\n",
        "from app import db\n",
        "from __future__ import annotations\nimport sys\n",
        'from flask import g\n__all__ = ["g"]\n',
        "import os  # noqa: F401\n",
        "from __future__ import annotations\nfrom a import B\ndef f(x: B[int]) -> B: ...\n",
        "\x0cimport os\n\n\n\nx = 1\n",
        "def f():\n    import os\n",
        "",
    ],
)
def test_an_untouched_module_is_settled_already(source):
    assert settled(source, source) == source


def test_comments_of_the_names_that_stay_stay():
    before = "from flask import (\n    g,  # one\n    request,  # two\n    session,  # three\n)\nx = g, request, session\n"
    after = before.replace("x = g, request, session", "x = g, session")
    result = settled(before, after)
    assert comments(result) == ["# one", "# three"]
    assert [a.name for a in ast.parse(result).body[0].names] == ["g", "session"]


def test_a_name_that_is_taken_gets_another_one():
    source = "g = 1\nx = {0}\n"
    result = settled("g = 1\n", source, "app.compat.context.g")
    assert "from app.compat.context import g as context_g" in result
    assert "x = context_g" in result


def test_a_symbol_that_is_imported_already_is_used_as_it_is():
    before = "from uuid import UUID as U\nx = U\n"
    assert settled(before, before + "y = {0}\n", "uuid.UUID") == before + "y = U\n"


NAMES = [
    "os.path",
    "uuid.UUID",
    "fastapi.HTTPException",
    "compat.context.g",
    "own.thing",
    "json.loads",
]
LINES = [
    "import os", "import sys", "from typing import Any", "from jinja2 import Markup", "import click",
    "from own import other", "from app import db",
]  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(st.sets(st.sampled_from(LINES)), st.sets(st.sampled_from(NAMES), min_size=1), st.booleans())
def test_new_imports_are_sorted_among_sorted_ones(lines, symbols, with_docstring):
    head = '"""Text."""\n\n' if with_docstring else ""
    block = _sorted("\n".join(sorted(lines)))
    used = "".join(f"x = {name.split()[-1].partition('.')[0]}\n" for name in sorted(lines))
    before = f"{head}{block}\n\n{used}" if block else f"{head}{used}"
    chosen = sorted(symbols)
    body = "".join(f"y = {{{n}}}\n" for n in range(len(chosen)))
    result = settled(before, before + body, *chosen)
    assert _findings(result) <= _findings(before)
    bound = {
        a.asname or a.name
        for n in ast.parse(result).body
        if isinstance(n, ast.ImportFrom)
        for a in n.names
    }
    assert {symbol.rpartition(".")[2] for symbol in chosen} <= bound


def _ruff(text, *arguments):
    known = "lint.isort.known-first-party=['app', 'own']"
    command = [sys.executable, "-m", "ruff", *arguments, "--isolated", "--config", known, "-"]
    return subprocess.run(command, input=text, capture_output=True, text=True, check=False)


def _sorted(text):
    done = _ruff(text + "\n", "check", "--select", "I", "--fix", "--quiet")
    return done.stdout.strip("\n")


def _findings(text):
    return _ruff(
        text, "check", "--select", "I", "--quiet", "--output-format", "concise"
    ).stdout.count("I001")
