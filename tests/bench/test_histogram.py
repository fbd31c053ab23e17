"""Latencies in buckets, held against the raw values."""

import math

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from unflask.bench.histogram import bucket, merged, milliseconds, percentile

SECONDS = st.floats(1e-6, 3600)
LISTS = st.lists(SECONDS, min_size=1, max_size=200)
PERCENT = st.integers(1, 100)


def counted(values):
    return merged({bucket(value): 1} for value in values)


def nearest_rank(values, percent):
    """The definition: the smallest value that at least so many percent do not exceed, in integers."""
    rank = max(1, -(-percent * len(values) // 100))
    return sorted(values)[rank - 1] * 1000


@settings(deadline=None)
@given(LISTS, PERCENT)
@example([float(i) for i in range(1, 101)], 7)
@example([float(i) for i in range(1, 101)], 55)
def test_a_percentile_is_within_half_a_percent_of_that_of_the_raw_values(values, percent):
    found = percentile(counted(values), percent / 100)
    assert found == pytest.approx(nearest_rank(values, percent), rel=0.005)


@given(LISTS, LISTS)
def test_merging_is_counting_all_of_them(some, others):
    assert merged([counted(some), counted(others)]) == counted(some + others)


@given(LISTS, PERCENT, PERCENT)
def test_a_larger_share_has_no_smaller_percentile(values, one, other):
    low, high = sorted((one, other))
    counts = counted(values)
    assert percentile(counts, low / 100) <= percentile(counts, high / 100)


@given(LISTS)
def test_the_whole_share_is_the_worst_value(values):
    assert percentile(counted(values), 1.0) == pytest.approx(max(values) * 1000, rel=0.005)


@given(SECONDS, SECONDS)
def test_buckets_keep_the_order_of_latencies(one, other):
    low, high = sorted((one, other))
    assert bucket(low) <= bucket(high)


@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_nothing_has_no_percentile(share):
    assert percentile({}, share) is None


@pytest.mark.parametrize("seconds", [0.0, -1.0, 1e-9, 1e-6])
def test_what_is_too_quick_to_measure_counts_as_a_microsecond(seconds):
    assert math.isclose(milliseconds(bucket(seconds)), 0.001)
