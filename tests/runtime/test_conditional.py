"""Conditions and ranges are judged as Werkzeug judges them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from starlette.datastructures import Headers
from werkzeug.http import parse_range_header
from werkzeug.sansio.http import is_resource_modified
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Response

from unflask.runtime.conditional import (
    Version,
    requested_range,
    status_if_unchanged,
    wants_range,
)

CHANGED = datetime(2023, 11, 14, 22, 13, 20, 500, tzinfo=UTC)
DATES = [
    "Tue, 14 Nov 2023 22:13:20 GMT",
    "Tue, 14 Nov 2023 22:13:19 GMT",
    "Wed, 15 Nov 2023 00:00:00",
    "Tue, 14 Nov 2023 23:13:20 +0100",
    "nonsense",
    "",
]
TAGS = ['"a"', 'W/"a"', 'w/"a"', "a", '"b"', '"b", "a"', '"b",W/"a"', '"b" x, "a"', "*", '"', ""]


def werkzeug_status(headers: dict[str, str], version: Version) -> int | None:
    response = Response()
    if version.etag:
        response.headers["ETag"] = version.etag
    if version.last_modified:
        response.last_modified = version.last_modified
    names = {f"HTTP_{name.upper().replace('-', '_')}": text for name, text in headers.items()}
    environ = {**EnvironBuilder().get_environ(), **names}
    status = response.make_conditional(environ).status_code
    return None if status == 200 else status


def optional(values: list[str]) -> st.SearchStrategy[str | None]:
    return st.none() | st.sampled_from(values)


@given(
    st.sampled_from([None, '"a"', 'W/"a"']),
    st.sampled_from([None, CHANGED]),
    st.fixed_dictionaries(
        {
            "if-none-match": optional(TAGS),
            "if-match": optional(TAGS),
            "if-modified-since": optional(DATES),
        }
    ),
)
@example('"a"', CHANGED, {"if-match": "*"})
def test_conditions(
    etag: str | None, changed: datetime | None, conditions: dict[str, str | None]
) -> None:
    headers = {name: text for name, text in conditions.items() if text is not None}
    version = Version(etag, changed)
    assert status_if_unchanged(Headers(headers), version) == werkzeug_status(headers, version)


@given(
    st.sampled_from([None, '"a"']),
    st.sampled_from([None, CHANGED]),
    st.sampled_from([*DATES, *TAGS]),
    optional(DATES),
    optional(TAGS),
)
def test_a_range_is_given_only_of_the_same_version(
    etag: str | None, changed: datetime | None, if_range: str, since: str | None, tags: str | None
) -> None:
    headers = {"range": "bytes=0-1", "if-range": if_range}
    headers |= {} if since is None else {"if-modified-since": since}
    headers |= {} if tags is None else {"if-none-match": tags}
    modified = is_resource_modified(
        http_range="bytes=0-1",
        http_if_range=if_range,
        http_if_modified_since=since,
        http_if_none_match=tags,
        etag=etag,
        last_modified=changed,
        ignore_if_range=False,
    )
    assert wants_range(Headers(headers), Version(etag, changed)) is not modified


@given(st.text("bytes=0123456789-, \t", max_size=12).map(lambda text: f"bytes={text}"))
@example("bytes=0-4")
@example("bytes=-4")
@example("bytes=-0")
@example("bytes=-14")
@example("bytes=5-")
@example("bytes=13-")
@example("bytes=0-0,2-3")
@example("bytes=4-2")
@example("Bytes =1-2")
@example("lines=1-2")
@example("bytes=+1-2")
@example("bytes=\u0663-")
@example("bytes 0-4")
def test_ranges(value: str) -> None:
    parsed = parse_range_header(value)
    assert requested_range(value, 13) == (parsed and parsed.range_for_length(13))


def test_without_a_range_header_none_is_wanted() -> None:
    assert not wants_range(Headers({"if-range": '"a"'}), Version('"a"', None))


@pytest.mark.parametrize("tag", ['"a"', "*"])
def test_a_failed_precondition_is_412(tag: str) -> None:
    version = Version('"b"', None)
    assert status_if_unchanged(Headers({"if-match": tag}), version) == 412
