"""Small projects on disk, read and linked."""

from textwrap import dedent

import pytest

from unflask.analysis.files import read_project
from unflask.analysis.link import link


@pytest.fixture
def project(tmp_path):
    """Write files and read them: `project({"app.py": "…"}, app="app:make")`."""

    def make(files, app=None):
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(dedent(text).lstrip("\n"), encoding="utf-8")
        return read_project(tmp_path, app)

    return make


@pytest.fixture
def app(project):
    """The same, linked without importing anything."""

    def make(files, name=None):
        return link(project(files if isinstance(files, dict) else {"app.py": files}, name))

    return make
