"""Results as JSON: what `--json` and `--plan` print."""

from __future__ import annotations

import enum
import json
from dataclasses import fields, is_dataclass
from typing import Any


def text(data: Any) -> str:
    """Return JSON text of plain data, of anything with `to_json`, or of frozen dataclasses."""
    return json.dumps(plain(data), indent=2, ensure_ascii=False) + "\n"


def plain(data: Any) -> Any:
    """Return data as `json.dumps` takes it; a step of a plan is named by its class.

    Fields that do not take part in comparison are derived from the others and left out.
    """
    if hasattr(data, "to_json"):
        return data.to_json()
    if isinstance(data, enum.Enum):
        return data.value
    if is_dataclass(data):
        shown = {f.name: plain(getattr(data, f.name)) for f in fields(data) if f.compare}
        return {"kind": type(data).__name__} | shown
    if isinstance(data, dict):
        return {str(key): plain(value) for key, value in data.items()}
    if isinstance(data, set | frozenset):
        return sorted(map(plain, data), key=str)
    if isinstance(data, list | tuple):
        return [plain(item) for item in data]
    return data
