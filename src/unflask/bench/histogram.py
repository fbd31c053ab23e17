"""Counts of latencies in buckets that grow by half a percent: small, exact to add up, good for any percentile."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping

_STEP = math.log(1.005)
Histogram = Mapping[int, int]
"""How many values lie in each bucket, by the bucket's number."""


def bucket(seconds: float) -> int:
    """Return the number of the bucket that a latency belongs to; all below a microsecond are in bucket 0."""
    return round(math.log(max(seconds * 1e6, 1.0)) / _STEP)


def milliseconds(number: int) -> float:
    """Return the latency that a bucket stands for, within a quarter of a percent."""
    return math.exp(number * _STEP) / 1000


def merged(parts: Iterable[Histogram]) -> Histogram:
    """Return the sum of some histograms."""
    total: Counter[int] = Counter()
    for part in parts:
        total.update(part)
    return total


def percentile(counts: Histogram, share: float) -> float | None:
    """Return the milliseconds that a share (0 to 1) of the values does not exceed; None where there are none."""
    every = sum(counts.values())
    if not every:
        return None
    # Rounded first: 0.07 * 100 is a little more than 7.
    rank, seen = max(1, math.ceil(round(share * every, 6))), 0
    for number in sorted(counts):
        seen += counts[number]
        if seen >= rank:
            return milliseconds(number)
    raise AssertionError("the last bucket holds the last rank")
