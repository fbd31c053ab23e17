"""The helper modules that a migrated app gets, copied from `unflask.runtime` as far as it uses them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from unflask.migrate.shake import shake

_TEXT = '"""What this application keeps of the behaviour that its clients know."""\n'


@cache
def _sources() -> dict[str, str]:
    folder = files("unflask.runtime")
    found = {}
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        name, dot, kind = file.name.rpartition(".")
        if dot and kind == "py" and name != "__init__":
            found[name] = file.read_text(encoding="utf-8")
    return found


def copied(folder: str, names: Iterable[str], words: set[str]) -> dict[str, str]:
    """Return the files of the helper package below `folder`.

    `names` are the helpers that the application imports, `words` the identifiers that it uses.
    """
    shaken = shake(_sources(), names, words)
    found = {f"{folder}/{name}.py": text for name, text in shaken.items()}
    return {f"{folder}/__init__.py": _TEXT, **found}
