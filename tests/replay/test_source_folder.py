"""Of a project with its packages below `src/`, the copy at hand runs, not what is installed."""

import os

from unflask.replay.side import child_env


def paths(place, env=None):
    return child_env(env or {}, place, place).get("PYTHONPATH", "").split(os.pathsep)


def test_the_source_folder_of_the_copy_comes_first(tmp_path):
    (tmp_path / "src").mkdir()
    assert paths(tmp_path, {"PYTHONPATH": "lib"}) == [str(tmp_path / "src"), "lib"]


def test_a_package_called_src_is_no_source_folder(tmp_path):
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "__init__.py").touch()
    assert str(tmp_path / "src") not in paths(tmp_path)
