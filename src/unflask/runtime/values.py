"""Types for the fields of response models."""

from __future__ import annotations

import json
from typing import Annotated, Any

from pydantic import PlainSerializer

from .json import dumps


def as_json(value: Any) -> Any:
    """Return a value as clients read it: dates, decimals and identifiers as text."""
    if value is None or isinstance(value, (bool, int, str)):
        return value
    return json.loads(dumps(value))


Json = Annotated[Any, PlainSerializer(as_json, return_type=Any)]
