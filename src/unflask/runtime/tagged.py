"""JSON that keeps tuples, bytes, UUIDs, dates and markup apart, as session cookies hold it."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from markupsafe import Markup

from .dates import parse_date
from .json import dumps as dump_json
from .json import http_date

if TYPE_CHECKING:
    from collections.abc import Callable

# A dict of one item whose key looks like a tag is itself tagged, with `__` after its key.
_TAGGED_DICT = " di"
_UNTAG: dict[str, Callable[[Any], Any]] = {
    _TAGGED_DICT: lambda value: {key[:-2]: item for key, item in value.items()},
    " t": tuple,
    " b": b64decode,
    " m": Markup,
    " u": UUID,
    " d": parse_date,
}


def dumps(value: Any) -> str:
    """The compact JSON text of a value."""
    return dump_json(_tag(value), separators=(",", ":"))


def loads(text: str | bytes) -> Any:
    """The value that `dumps` wrote."""
    return _untag(json.loads(text))


def _tag(value: Any) -> Any:
    if isinstance(value, dict):
        return _tag_dict(value)
    if isinstance(value, tuple):
        return {" t": [_tag(item) for item in value]}
    if isinstance(value, list):
        return [_tag(item) for item in value]
    return _tag_scalar(value)


def _tag_dict(value: dict[Any, Any]) -> dict[Any, Any]:
    tagged = {key: _tag(item) for key, item in value.items()}
    if len(tagged) == 1:
        [(key, item)] = tagged.items()
        if key in _UNTAG:
            return {_TAGGED_DICT: {f"{key}__": item}}
    return tagged


def _tag_scalar(value: Any) -> Any:
    if isinstance(value, bytes):
        return {" b": b64encode(value).decode("ascii")}
    if callable(getattr(value, "__html__", None)):
        return {" m": str(value.__html__())}
    if isinstance(value, UUID):
        return {" u": value.hex}
    if isinstance(value, datetime):
        return {" d": http_date(value)}
    return value


def _untag(value: Any) -> Any:
    if isinstance(value, list):
        return [_untag(item) for item in value]
    if not isinstance(value, dict):
        return value
    plain = {key: _untag(item) for key, item in value.items()}
    if len(plain) == 1:
        [(key, item)] = plain.items()
        if key in _UNTAG:
            return _UNTAG[key](item)
    return plain
