"""Reading: scopes, bindings and the symbols that names stand for."""

import ast

import pytest

from unflask.analysis.read import read
from unflask.model.project import Project
from unflask.model.source import enclosing_function, lines_of, statement


def project(**files):
    """A project of modules, named with `__` for a dot."""
    modules = {}
    for key, source in files.items():
        name = key.replace("__", ".")
        package = any(other.startswith(f"{key}__") for other in files)
        modules[name] = read(name, name.replace(".", "/") + ".py", source, is_package=package)
    return Project(modules)


@pytest.mark.parametrize(
    "source",
    [
        "from flask import request\nrequest\n",
        "from flask import request as r\nr\n",
        "import flask\nflask.request\n",
        "import flask as f\nf.request\n",
        "from flask.globals import request\nrequest\n",
        "from flask import *\nrequest\n",
        "from flask import *\nfrom math import *\nrequest\n",
        "from math import *\nfrom flask import *\nrequest\n",
        "def f():\n    from flask import request\n    return request\n",
        "try:\n    from flask import request\nexcept ImportError:\n    from other import request\nrequest\n",
        "from own import request\nrequest\n",
        "from own import *\nrequest\n",
        "import own\nown.request\n",
        "from flask import request\nx = lambda: [request for _ in ()]\n",
        "from flask import request\nclass A:\n    x = request\n",
    ],
)
def test_a_name_is_found_however_it_is_spelled(source):
    found = project(app=source, own="from flask import request\n")
    uses = [r for r in found.references.get("flask.request", []) if r.module.name == "app"]
    assert len(uses) == 1


@pytest.mark.parametrize(
    "source",
    [
        "from flask import request\ndef f(request):\n    return request\n",
        "from flask import request\ndef f():\n    request = 1\n    return request\n",
        "from flask import request\n[request for request in ()]\n",
        "from flask import request\nlambda request: request\n",
        "from flask import request\ndef f():\n    for request in ():\n        request\n",
        "from flask import request\ndef f():\n    with x as request:\n        request\n",
        "from flask import request\ndef f():\n    try:\n        pass\n    except E as request:\n        request\n",
        "request\n",
        "from flask import *\nprint\n",
        "from own import request\nrequest\n",
    ],
)
def test_a_name_that_means_something_else_is_not_taken_for_it(source):
    found = project(app=source, own="request = 1\n")
    assert not found.references.get("flask.request")
    assert not found.references.get("flask.print")


def test_the_body_of_a_class_is_no_scope_for_its_methods():
    source = "from flask import g\nclass A:\n    g = 1\n    def f(self):\n        return g\n"
    assert len(project(app=source).references["flask.g"]) == 1


def test_names_are_followed_through_packages():
    found = project(
        shop="from .ext import db as database\n",
        shop__ext="from flask import g as db\n",
        shop__views="from . import database\nfrom shop import ext\nx = database, ext.db\n",
    )
    assert len([r for r in found.references["flask.g"] if r.module.name == "shop.views"]) == 2


def test_imports_in_a_circle_end():
    found = project(a="from b import x\nx\n", b="from a import x\nx\n")
    assert found.references


@pytest.mark.parametrize("source", ["a\n\x0cb\n", "a\r\nb\r\n", "a\rb", "'\u2028'\nb", ""])
def test_lines_are_counted_as_python_counts_them(source):
    assert "".join(lines_of(source)) == source
    assert len(lines_of(source)) == len(
        source.encode().replace(b"\r\n", b"\n").replace(b"\r", b"\n").splitlines()
    )


def test_decorators_and_defaults_lie_outside_of_their_function():
    module = read("m", "m.py", "@d(x)\ndef f(a=y):\n    return z\n")
    names = {n.id: n for n in ast.walk(module.tree) if isinstance(n, ast.Name)}
    assert enclosing_function(names["x"]) is None
    assert enclosing_function(names["y"]) is None
    assert enclosing_function(names["z"]).name == "f"
    assert isinstance(statement(names["z"]), ast.Return)
