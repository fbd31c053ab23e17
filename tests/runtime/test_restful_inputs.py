"""Types for what clients send, compared with those of Flask-RESTful itself."""

from __future__ import annotations

import re
from copy import deepcopy
from datetime import UTC, datetime

import flask_restful.inputs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unflask.runtime import restful_inputs

SIDES = (flask_restful.inputs, restful_inputs)


def outcome(action):
    """Return the result with its type and time zone, or the error, whose text reaches clients."""
    try:
        return told(action())
    except Exception as error:  # noqa: BLE001 (any error has to be the same)
        return type(error).__name__, str(error)


def told(value):
    if isinstance(value, tuple):
        return tuple(map(told, value))
    if isinstance(value, datetime):
        return value.isoformat(), value.tzname()
    return type(value), value


def compare(name, *arguments, **named):
    """Assert that both functions of a name do the same; return what."""
    theirs, ours = (outcome(lambda s=s: getattr(s, name)(*arguments, **named)) for s in SIDES)
    assert ours == theirs, (name, arguments)
    return ours


def compare_made(name, made_of, value):
    """Assert that objects of both classes, and their copies, do the same with a value."""
    theirs, ours = (outcome(lambda s=s: getattr(s, name)(*made_of)(value)) for s in SIDES)
    assert ours == theirs, (name, made_of, value)
    theirs, ours = (outcome(lambda s=s: deepcopy(getattr(s, name)(*made_of))(value)) for s in SIDES)
    assert ours == theirs, (name, made_of, value)


ODD = [None, "", " ", b"", b"1", 0, 1, -1, 5, 1.9, True, False, [], ["1"], {}, "ünï", "1\n", "٣"]
NUMBERS = ["0", "1", "-1", "5", "10", "11", "+3", " 7 ", "1_000", "1.5", "x", "9" * 30, "-0"]
WORDS = ["true", "TRUE", "True", "false", "FALSE", "yes", "no", "on", "2", "t", "null"]
ADDRESSES = [
    "http://a.test", "https://a.test/", "ftp://a.test", "ftps://a.test", "HTTP://A.TEST/b?c=d#e",
    "a.test", "www.a.test/b", "http://a", "http://localhost", "localhost:80/x", "http://a.test.",
    "http://a.test:8000/x", "http://a.test:/", "http://a.test:x", "http://1.2.3.4", "1.2.3.4",
    "http://1.2.3", "http://1234.1.1.1", "http://[::1]/", "http://::1", "http://[::1", "http://fe80::1]",
    "http://user:secret@a.test", "http://user:@a.test", "http://:secret@a.test", "http://user@a.test",
    "http://a:b:c@a.test", "http://-a.test", "http://a-.test", "http://a--b.test", "http://a.t",
    "http://a.test/ b", "http://a.test?q", "http://a.test#f", "http://a.test//", "http:/a.test",
    "http://" + "a" * 63 + ".test", "http://" + "a" * 64 + ".test", "http://a.1x", "http://a.museum",
    "http://a.-x", "http://a.--", "http://bücher.test", "http://a.test\n", "http://a.test/x\n",
    " http://a.test", "gopher://a.test", "javascript:alert(1)", "http://", "//a.test", "http://.test",
    "http://a..test", "http://\u212a.test", "http://a.te\u017ft", "http://999.999.999.999:99999/x",
    "http://1.2.3.4.", "http://a_b.test", "http://a.test:٣",
]  # fmt: skip
MOMENTS = [
    "2024-01-01", "2024-02-30", "20240101", "2024-1-1", "2024-01", "2024", "2024-W01-1", "2024-001",
    "2024-01-01T12", "2024-01-01T12:30", "2024-01-01T12:30:15", "2024-01-01T12:30:15.123456",
    "2024-01-01T12:30:15Z", "2024-01-01T12+02:00", "2024-01-01T12:30-05", "2024-01-01T12-03:30", "2024-01-01T12:30:15+0530",
    "20240101T1230", "20240101T123015Z", "2024-01-01T24:00", "2024-01-01T25:00", "2024-01-01T12:60",
    "2024-01-01 12:30", "2024-01-01t12:30", "2024-01-01T", "T12:30", "12:30", "now", "9999-12-31",
    "9999-12-31T23:59:59", "0001-01-01T00:00+01:00", "2024-01-01T12:30:15,5", "2024-01-01T12.5",
    "2024-01-01/2024-02-01", "2024-02-01/2024-01-01", "2024-01-01/P3D", "P1D/2024-01-01", "P1D",
    "2024-01-01T12:00/PT30M", "2024-01-01/PT1H", "2024-01-01T12:00Z/2024-01-02T12:00+02:00",
    "2024-01-01T12:00Z/2024-01-02T12:00", "2024-01-01/2024-01-02T12:00", "2024-01-01/02", "a/b", "/",
    "2024-01-01/", "/2024-01-01", "2024-01-01/2024-01-02/2024-01-03", "2024-01-01--2024-01-02",
    "R3/2024-01-01/P1D", "2024-01-01T12:00/P1Y2M3DT4H5M6S", "9999-12-31/P1D", "2024-01-01/P1W",
    "2024-01-01T10:00:00-0100/PT1S", "2024-01-01T00:00:60", "2024-13-01", "2024-12-31",
]  # fmt: skip
MAIL_DATES = [
    "Wed, 02 Oct 2002 08:00:00 EST", "Wed, 02 Oct 2002 08:00:00 -0000", "2 Oct 2002 08:00 +0530",
    "Wed, 02 Oct 2002", "02 Oct 2002 25:00:00 GMT", "Wed, 32 Oct 2002 08:00:00 GMT", "yesterday",
    "Thu, 01 Jan 1970 00:00:00 GMT", "Mon, 01 Jan 0001 00:00:00 GMT", "1 Jan 24 00:00:00", "2024-01-01",
]  # fmt: skip


@pytest.mark.parametrize("name", ["natural", "positive"])
def test_numbers_are_taken_and_refused_with_the_same_words(name):
    for value in ODD + NUMBERS + WORDS:
        compare(name, value)
        compare(name, value, "age")
        compare(name, value, argument="age")


@pytest.mark.parametrize("made_of", [(1, 10), (0, 0), (-5, 5, "age"), (10, 1)], ids=str)
def test_ranges_include_their_ends(made_of):
    for value in ODD + NUMBERS:
        compare_made("int_range", made_of, value)


def test_booleans_are_four_words_in_any_case():
    for value in ODD + NUMBERS + WORDS:
        compare("boolean", value)


@pytest.mark.parametrize(
    "made_of", [("^[0-9]+$",), ("a",), ("A", re.IGNORECASE), ("^b", re.MULTILINE), ("(",)], ids=str
)
def test_patterns_are_searched_for_and_their_copies_lose_the_flags(made_of):
    for value in [*ODD, "5", "a", "xA", "a\nb", "5 "]:
        compare_made("regex", made_of, value)


def test_addresses_are_taken_and_refused_with_the_same_advice():
    assert compare("url", "a.test") == (
        "ValueError",
        "a.test is not a valid URL. Did you mean: http://a.test",
    )
    for value in ODD + ADDRESSES:
        compare("url", value)


pieces = st.sampled_from([
    "http://", "https://", "ftp", "://", "a", "Z9", "-", ".", "com", ":", "@", "80", "/", "?", "[", "]",
    "::", "localhost", "1.2.3.4", "#", "é", " ", "a" * 62,
])  # fmt: skip


@given(st.lists(pieces, max_size=9).map("".join))
def test_any_address_is_taken_or_refused_the_same(value):
    compare("url", value)
    compare("url", f"http://{value}")


def test_days_are_midnights_without_a_time_zone():
    for value in ODD + MOMENTS:
        compare("date", value)


def test_dates_of_mail_are_told_in_utc():
    for value in ODD + MAIL_DATES:
        compare("datetime_from_rfc822", value)
    assert restful_inputs.datetime_from_rfc822(MAIL_DATES[0]) == datetime(
        2002, 10, 2, 13, tzinfo=UTC
    )


def test_times_keep_their_time_zones():
    for value in ODD + MOMENTS:
        compare("datetime_from_iso8601", value)


def test_intervals_end_before_the_next_day_hour_minute_or_second():
    for value in ODD + MOMENTS:
        compare("iso8601interval", value)
        compare("iso8601interval", value, "when")
        compare("iso8601interval", value, argument="when")


days = st.dates().map(str)
clocks = st.times().map(str) | st.sampled_from(["12", "12:30", "1230", "12:30:15", "24:00", "7"])
zones = st.sampled_from(["", "", "Z", "+01:00", "-0330", "+14", "-99:00"])
times = st.builds("{}T{}{}".format, days, clocks, zones)
lengths = st.sampled_from(["P1D", "PT1H", "P1M", "P1Y2M", "P2W", "PT0.5S", "P9999Y", "P", "-P1D"])
moments = days | times
intervals = moments | st.builds("{}/{}".format, moments | lengths, moments | lengths)


@given(intervals)
def test_any_time_and_interval_is_read_the_same(value):
    compare("iso8601interval", value)
    compare("datetime_from_iso8601", value)


@given(st.text(max_size=12) | st.integers() | st.booleans() | st.none() | st.floats())
def test_any_value_is_taken_or_refused_the_same(value):
    for name in ("natural", "positive", "boolean", "date", "datetime_from_rfc822", "url"):
        compare(name, value)
