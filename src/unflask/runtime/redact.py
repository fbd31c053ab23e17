"""Answers without the fields that are nobody else's business."""

from __future__ import annotations

from typing import Any


def without(value: Any, *fields: str) -> Any:
    """Return a JSON value without the given fields of its objects, however deep they lie."""
    if isinstance(value, dict):
        return {key: without(item, *fields) for key, item in value.items() if key not in fields}
    if isinstance(value, (list, tuple)):
        return [without(item, *fields) for item in value]
    return value
