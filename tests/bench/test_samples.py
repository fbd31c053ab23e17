"""What users saw, passed between processes and counted against a plain list of it."""

import json
import math
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unflask.bench.samples import Samples, latency

SECONDS = 5
FAILURES = st.sampled_from(["", "", "HTTP 500", "ConnectionRefusedError", "é"])
NOTES = st.lists(
    st.tuples(
        st.floats(-3, SECONDS + 3),  # when it was due
        st.floats(0, 4),  # how long it took
        st.integers(0, 2),
        FAILURES,
    ),
    max_size=60,
)


def seen(notes):
    samples = Samples()
    for due, took, index, failure in notes:
        samples.note(due, due + took, index, failure, took)
    return samples


def told(samples):
    """All that a run takes from samples."""
    return (
        samples.histogram(),
        [samples.route(str(i), [i], SECONDS) for i in range(3)],
        samples.route("all", range(3), SECONDS).throughput,
        samples.timeline(SECONDS),
    )


@given(NOTES, NOTES)
def test_what_processes_hand_over_as_json_is_what_one_would_have_seen(some, others):
    whole = Samples()
    for part in (some, others):
        whole.add(json.loads(json.dumps(seen(part).taken())))
    assert told(whole) == told(seen(some + others))


@given(NOTES)
def test_taking_forgets(notes):
    samples = seen(notes)
    assert sum(line[-1] for line in samples.taken()) == len(notes)
    assert samples.taken() == []


@given(NOTES)
def test_answers_and_failures_are_those_that_were_due_after_the_warm_up(notes):
    route = seen(notes).route("all", range(3), SECONDS)
    due = [failure for at, _, _, failure in notes if at >= 0]
    assert route.answered == due.count("")
    assert route.failures == Counter(failure for failure in due if failure)


@given(NOTES)
def test_throughput_counts_the_answers_that_came_within_the_window(notes):
    came = [1 for due, took, _, fail in notes if not fail and 0 <= due + took < SECONDS]
    assert math.isclose(seen(notes).route("all", range(3), SECONDS).throughput, len(came) / SECONDS)


@given(NOTES)
def test_the_timeline_sums_to_what_came(notes):
    samples = seen(notes)
    line = samples.timeline(SECONDS)
    assert [second.at for second in line] == list(range(SECONDS))
    total = sum(second.answered for second in line)
    assert math.isclose(total, samples.route("all", range(3), SECONDS).throughput * SECONDS)
    failed = [1 for due, took, _, fail in notes if fail and 0 <= due + took < SECONDS]
    assert sum(second.failed for second in line) == len(failed)
    assert all((second.p95 is None) == (second.answered == 0) for second in line)


@given(NOTES)
def test_routes_share_all_requests_among_them(notes):
    samples = seen(notes)
    whole = samples.route("all", range(3), SECONDS)
    parts = [samples.route("x", [0, 2], SECONDS), samples.route("y", [1], SECONDS)]
    assert sum(part.answered for part in parts) == whole.answered
    assert sum((Counter(part.failures) for part in parts), Counter()) == whole.failures


def test_a_request_of_the_warm_up_is_throughput_and_no_latency():
    samples = seen([(-0.5, 1.0, 0, "")])
    assert samples.route("all", range(3), SECONDS).throughput == 1 / SECONDS
    assert samples.route("r", [0], SECONDS).latency is None


def test_an_answer_after_the_end_is_latency_and_no_throughput():
    samples = seen([(SECONDS - 0.5, 2.0, 0, "")])
    assert samples.route("all", range(3), SECONDS).throughput == 0
    assert samples.route("r", [0], SECONDS).latency.p50 == pytest.approx(2000, rel=0.005)


def test_a_failure_is_no_latency_however_slow_or_quick_it_was():
    samples = seen([(0, 0.1, 0, ""), (0, 30.0, 0, "timeout"), (0, 1e-5, 0, "HTTP 500")])
    found = samples.route("r", [0], SECONDS)
    assert found.latency.worst == pytest.approx(100, rel=0.005)
    assert found.failures == {"HTTP 500": 1, "timeout": 1}
    assert found.error_rate == pytest.approx(2 / 3)
    assert samples.route("all", range(3), SECONDS).throughput == 1 / SECONDS


def test_nothing_has_no_latency_and_counts_as_failed():
    assert latency({}) is None
    assert seen([]).route("r", [0], SECONDS).error_rate == 1.0
