"""The settings of a project: `[tool.unflask]` in its pyproject.toml."""

from __future__ import annotations

import difflib
import tomllib
from dataclasses import dataclass, fields
from enum import Enum
from typing import TYPE_CHECKING, Any

from unflask.model.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path


class Fidelity(Enum):
    """How much of what clients see is kept."""

    WIRE = "wire"
    BYTES = "bytes"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a project says of itself; an option of the same name wins.

    `out` and `requests` are paths from the project's root. `setup` is a command that `verify` runs in a
    fresh copy of the original to prepare its state, such as `flask --app shop init-db`. `python` is the
    interpreter that has the application's dependencies. `exclude` names folders that are no part of
    the application.
    """

    app: str | None = None
    python: str | None = None
    out: str | None = None
    fidelity: str = "wire"
    routes: tuple[str, ...] = ()
    modernize: tuple[str, ...] = ()
    requests: tuple[str, ...] = ()
    setup: str | None = None
    exclude: tuple[str, ...] = ()


LISTS = {"routes", "modernize", "requests", "exclude"}
NAMES = tuple(field.name for field in fields(Settings))


def read_settings(root: Path) -> Settings:
    """Read the settings of the project at `root`; none is the same as an empty table.

    Raises UserError for a file that is not TOML, an unknown name, or a value of the wrong type.
    """
    path = root / "pyproject.toml"
    if not path.is_file():
        return Settings()
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UserError(f"{path} is not valid TOML: {error}.") from error
    table = document.get("tool", {}).get("unflask", {})
    values: dict[str, Any] = {name: _value(path, name, table[name]) for name in table}
    return Settings(**values)


def _value(path: Path, name: str, value: Any) -> str | tuple[str, ...]:
    if name not in NAMES:
        near = difflib.get_close_matches(name, NAMES, 1)
        hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(NAMES)}."
        raise UserError(f"{path}: [tool.unflask] has no setting {name}; {hint}")
    if name == "fidelity" and value not in {one.value for one in Fidelity}:
        raise UserError(f"{path}: fidelity in [tool.unflask] is wire or bytes, not {value!r}.")
    if name not in LISTS:
        if isinstance(value, str):
            return value
        raise UserError(f"{path}: {name} in [tool.unflask] must be a string, not {value!r}.")
    values = [value] if isinstance(value, str) else value
    if isinstance(values, list) and all(isinstance(item, str) for item in values):
        return tuple(values)
    raise UserError(f"{path}: {name} in [tool.unflask] must be a list of strings, not {value!r}.")
