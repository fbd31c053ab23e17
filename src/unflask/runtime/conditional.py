"""Whether a client's copy of a file is still good, and which part of the file it asks for.

The rules, odd ones included, are Werkzeug's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .dates import parse_date

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

_ETAG = re.compile(r'[ \t]*([Ww]/)?(?:"([^"]*)"|([^" \t,]+))[ \t]*(?:,|\Z)', re.ASCII)
_INTEGER = re.compile(r"-?[0-9]+", re.ASCII)


@dataclass(frozen=True)
class Version:
    """What a file is now: its quoted entity tag and the time of its last change."""

    etag: str | None
    last_modified: datetime | None


@dataclass(frozen=True)
class _Tags:
    strong: frozenset[str] = frozenset()
    weak: frozenset[str] = frozenset()
    any: bool = False

    def __bool__(self) -> bool:
        return bool(self.any or self.strong or self.weak)


def status_if_unchanged(headers: Mapping[str, str], version: Version) -> int | None:
    """304 or 412 when the request's conditions say that no body is to be sent, else None."""
    if not _is_unchanged(headers, version):
        return None
    return 412 if _parse_tags(headers.get("if-match")) else 304


def wants_range(headers: Mapping[str, str], version: Version) -> bool:
    """Whether a part is asked for and the part that the client already has is still good."""
    if "range" not in headers:
        return False
    return "if-range" not in headers or _is_unchanged(headers, version, if_range=True)


def requested_range(value: str, length: int) -> tuple[int, int] | None:
    """First byte and end of the one range asked for; None when it cannot be satisfied."""
    unit, _, text = value.partition("=")
    ranges = _parse_ranges(text)
    if unit.strip(" \t").lower() != "bytes" or ranges is None or len(ranges) != 1:
        return None
    [(start, end)] = ranges
    if end is None:
        end = length
        start = start + length if start < 0 else start
    if not (0 <= start < length and start < end):
        return None
    return start, min(end, length)


def _is_unchanged(headers: Mapping[str, str], version: Version, *, if_range: bool = False) -> bool:
    condition = headers.get("if-range") if if_range else None
    range_date = parse_date(condition)
    unchanged = False
    since = range_date or parse_date(headers.get("if-modified-since"))
    if since is not None and version.last_modified is not None:
        unchanged = version.last_modified.replace(microsecond=0) <= since
    if version.etag is None:
        return unchanged
    etag = _unquoted(version.etag)
    if condition and range_date is None:
        return _unquoted(condition) == etag
    if none_match := _parse_tags(headers.get("if-none-match")):
        unchanged = none_match.any or etag in none_match.strong | none_match.weak
    if match := _parse_tags(headers.get("if-match")):
        unchanged = etag not in match.strong
    return unchanged


def _parse_ranges(text: str) -> list[tuple[int, int | None]] | None:
    """The ranges of a header, ends excluded; None unless all are well formed and in order."""
    ranges: list[tuple[int, int | None]] = []
    last_end: int | None = 0
    for item in (part.strip(" \t") for part in text.split(",")):
        found = _parse_range(item)
        # An open end has to come last.
        if found is None or last_end is None or (found[0] >= 0 and found[0] < last_end):
            return None
        last_end = found[1]
        ranges.append(found)
    return ranges


def _parse_range(item: str) -> tuple[int, int | None] | None:
    if item.startswith("-"):
        suffix = _integer(item)
        return (suffix, None) if suffix else None
    first_text, dash, last_text = (part.strip(" \t") for part in item.partition("-"))
    first = _integer(first_text)
    last = _integer(last_text) if last_text else None
    if not dash or first is None or (last_text and last is None):
        return None
    if last is None:
        return first, None
    return (first, last + 1) if first <= last else None


def _integer(text: str) -> int | None:
    return int(text) if _INTEGER.fullmatch(text) else None


def _parse_tags(value: str | None) -> _Tags:
    if value == "*":
        return _Tags(any=True)
    found: dict[bool, set[str]] = {True: set(), False: set()}
    position = 0
    while value:
        if match := _ETAG.match(value, position):
            found[bool(match[1])].add(match[2] or match[3])
            position = match.end()
            continue
        # What is no tag is skipped up to the next comma.
        position = value.find(",", position) + 1
        if position == 0:
            break
    return _Tags(frozenset(found[False]), frozenset(found[True]))


def _unquoted(etag: str) -> str:
    return etag.removeprefix("W/").removeprefix("w/").removeprefix('"').removesuffix('"')
