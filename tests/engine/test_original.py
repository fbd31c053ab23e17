"""The copy of the original imports itself and nothing of the converted application."""

import pytest

from unflask.analysis.read import read
from unflask.migrate.original import copies, renamed
from unflask.model.project import Project


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("import os\n", "import os\n"),
        ("from shop import db\n", "from flask_original.shop import db\n"),
        ("from shop.db import get\n", "from flask_original.shop.db import get\n"),
        ("from . import db\n", "from . import db\n"),
        ("import shop\n", "from flask_original import shop\n"),
        ("import shop.db as d\n", "import flask_original.shop.db as d\n"),
        ("import shop.db\n", "import flask_original.shop.db; from flask_original import shop\n"),
        ("import os, shop\n", "import os; from flask_original import shop\n"),
        (
            "app.config.from_object('shop.settings')\n",
            "app.config.from_object('flask_original.shop.settings')\n",
        ),
        ("print('shop.settings')\n", "print('shop.settings')\n"),
        ("import shopping\n", "import shopping\n"),
        (
            "def f():\n    from shop import x  # why\n",
            "def f():\n    from flask_original.shop import x  # why\n",
        ),
    ],
)
def test_imports_of_the_projects_modules_are_renamed(before, after):
    assert renamed(read("shop.views", "shop/views.py", before), {"shop"}) == after


def test_templates_and_data_go_along_and_tests_do_not():
    sources = {"shop/__init__.py": "import shop.db\n", "shop/db.py": "", "tests/test_shop.py": ""}
    modules = {}
    for path, source in sources.items():
        name = path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        modules[name] = read(name, path, source)
    files = {path: text.encode() for path, text in sources.items()}
    files |= {"shop/templates/a.html": b"a", "README.md": b"r", "shop/schema.sql": b"s"}
    found = copies(Project(modules, files=files), frozenset({"tests/test_shop.py"}))
    assert set(found) == {
        "flask_original/__init__.py", "flask_original/shop/__init__.py", "flask_original/shop/db.py",
        "flask_original/shop/templates/a.html", "flask_original/shop/schema.sql",
    }  # fmt: skip
