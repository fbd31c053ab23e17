"""Types for the fields of response models."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import PlainSerializer

from .json import dumps, loads


def as_json(value: Any) -> Any:
    """Return a value as clients read it: dates, decimals and identifiers as text."""
    return value if value is None or isinstance(value, (bool, int, str)) else loads(dumps(value))


Json = Annotated[Any, PlainSerializer(as_json, return_type=Any)]
