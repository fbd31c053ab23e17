"""What the users of a load saw: one line for equal answers, small enough to send between processes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from unflask.bench.histogram import Histogram, bucket, percentile
from unflask.model.bench import Latency, RouteRun, Second

Line = Sequence[int | str]
"""(second when it was due, second when it ended, index of the request, failure or "", bucket, how many)."""
Key = tuple[int, int, int, str, int]


class Samples:
    """Answers by the second when their request was due and when they came, counted from the end of the warm-up."""

    def __init__(self, lines: Iterable[Line] = ()) -> None:
        self._counts: Counter[Key] = Counter()
        self.add(lines)

    def note(self, due: float, end: float, index: int, failure: str, latency: float) -> None:
        """Count one request; times in seconds since the end of the warm-up, the latency in seconds."""
        self._counts[int(due // 1), int(end // 1), index, failure, bucket(latency)] += 1

    def add(self, lines: Iterable[Line]) -> None:
        """Count what another process saw."""
        for due, end, index, failure, number, count in lines:
            key = (int(due), int(end), int(index), str(failure), int(number))
            self._counts[key] += int(count)

    def taken(self) -> list[list[int | str]]:
        """Return all lines, and forget them."""
        lines: list[list[int | str]] = [[*key, count] for key, count in self._counts.items()]
        self._counts.clear()
        return lines

    def histogram(self) -> Histogram:
        """Return the latencies of all answers."""
        counts: Counter[int] = Counter()
        for (due, _, _, failure, number), count in self._counts.items():
            if due >= 0 and not failure:
                counts[number] += count
        return counts

    def route(self, name: str, indexes: Iterable[int], seconds: int) -> RouteRun:
        """Return what was measured in `seconds` of the requests with the given indexes in the profile."""
        wanted = set(indexes)
        failures: Counter[str] = Counter()
        counts: Counter[int] = Counter()
        came = 0
        for (due, end, at, failure, number), count in self._counts.items():
            if at not in wanted:
                continue
            if due >= 0 and failure:
                failures[failure] += count
            elif due >= 0:
                counts[number] += count
            if not failure and 0 <= end < seconds:
                came += count
        answered = sum(counts.values())
        wrong = dict(sorted(failures.items()))
        return RouteRun(name, answered, wrong, latency(counts), came / seconds)

    def timeline(self, seconds: int) -> tuple[Second, ...]:
        """Return what came in each of the first `seconds`."""
        came: list[Counter[int]] = [Counter() for _ in range(seconds)]
        failed = [0] * seconds
        for (_, end, _, failure, number), count in self._counts.items():
            if 0 <= end < seconds:
                if failure:
                    failed[end] += count
                else:
                    came[end][number] += count
        return tuple(
            Second(at, sum(came[at].values()), failed[at], percentile(came[at], 0.95))
            for at in range(seconds)
        )


def latency(counts: Histogram) -> Latency | None:
    """Return the percentiles of some latencies; None where there are none."""
    shares = (percentile(counts, share) for share in (0.5, 0.95, 0.99, 1.0))
    found = [value for value in shares if value is not None]
    return Latency(*found) if found else None
