"""Where two JSON values differ: exact types, any order of keys."""

import json
import math
from collections.abc import Iterator
from typing import Any

ABSENT = "(absent)"


def json_differences(old: Any, new: Any, where: str = "$") -> Iterator[tuple[str, str, str]]:
    """Each place that differs, as path (`$.items[0].id`), old and new value in JSON.

    `1`, `1.0`, `"1"` and `true` are four different values; NaN equals NaN. A value that is not
    there is `(absent)`.
    """
    if isinstance(old, dict) and isinstance(new, dict):
        for key in [*old, *(key for key in new if key not in old)]:
            place = f"{where}{_step(key)}"
            if key not in new:
                yield place, shown(old[key]), ABSENT
            elif key not in old:
                yield place, ABSENT, shown(new[key])
            else:
                yield from json_differences(old[key], new[key], place)
    elif isinstance(old, list) and isinstance(new, list):
        for index, (left, right) in enumerate(zip(old, new, strict=False)):
            yield from json_differences(left, right, f"{where}[{index}]")
        if len(old) != len(new):
            yield f"{where}.length", str(len(old)), str(len(new))
    elif not _equal(old, new):
        yield where, shown(old), shown(new)


def shown(value: Any) -> str:
    """A value in JSON, shortened to a line."""
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 300 else text[:300] + "…"


def _equal(old: Any, new: Any) -> bool:
    if type(old) is not type(new):
        return False
    if isinstance(old, float) and math.isnan(old) and math.isnan(new):
        return True
    return bool(old == new)


def _step(key: str) -> str:
    return f".{key}" if key.isidentifier() else f"[{json.dumps(key, ensure_ascii=False)}]"


def loosely(text: str) -> object:
    """A value as those see it who do not tell 1 from 1.0, "1" and true."""
    names = {"true": 1.0, "True": 1.0, "false": 0.0, "False": 0.0}
    try:
        return names.get(text) if text in names else float(text)
    except ValueError:
        return text
