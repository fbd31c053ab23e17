"""Where the files of an application are."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec


def folder_of(import_name: str | None) -> str:
    """Return the folder of a module or package; the current one when it has none."""
    file = None
    module = sys.modules.get(import_name or "__main__")
    if module is not None:
        file = getattr(module, "__file__", None)
    if file is None and import_name and import_name != "__main__":
        spec = find_spec(import_name)
        locations = list(spec.submodule_search_locations or ()) if spec else []
        if locations:
            return os.path.abspath(locations[0])
        file = spec.origin if spec else None
    return os.path.dirname(os.path.abspath(file)) if file else os.getcwd()


def static_path_of(url_path: str | None, folder: str | None) -> str | None:
    """Return the path that the files of a static folder are served below; None without a folder."""
    if url_path is not None:
        return url_path.rstrip("/")
    return None if folder is None else f"/{os.path.basename(folder.rstrip('/'))}".rstrip("/")


def static_folder_of(root: str, folder: str | None) -> str | None:
    """Return where the static files of an application or router are; None when it has none."""
    return None if folder is None else os.path.join(root, folder.rstrip("\\/"))


def instance_folder_of(import_name: str) -> str:
    """Return the folder for files of one installation: beside the package, or below the prefix."""
    folder = folder_of(import_name)
    top = import_name.partition(".")[0]
    parent = folder
    while os.path.isfile(os.path.join(parent, "__init__.py")):
        parent = os.path.dirname(parent)
    prefix = os.path.abspath(sys.prefix)
    if parent.startswith(prefix + os.sep) and os.path.basename(parent) in {
        "site-packages",
        "dist-packages",
    }:
        return os.path.join(prefix, "var", f"{top}-instance")
    return os.path.join(parent, "instance")


def app_name_of(import_name: str) -> str:
    """Return the name of an application: its package, or the file that is run."""
    if import_name != "__main__":
        return import_name
    file = getattr(sys.modules["__main__"], "__file__", None)
    return os.path.splitext(os.path.basename(file))[0] if file else "__main__"


def encoding_for(mode: str, encoding: str | None) -> str | None:
    """Return the encoding to open a file with: UTF-8 for text that has no other, none for bytes."""
    return None if "b" in mode else encoding or "utf-8"
