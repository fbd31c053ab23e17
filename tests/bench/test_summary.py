"""Tables and curves from runs."""

from fractions import Fraction

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from unflask.bench.histogram import bucket
from unflask.bench.summary import curves, rows, spread
from unflask.model.bench import OVERALL, Spread, Usage

from .made import route, run


@pytest.mark.parametrize(
    ("values", "median", "low", "high"),
    [([3.0, 1.0, 2.0], 2.0, 1.0, 3.0), ([1.0, 4.0], 2.5, 1.0, 4.0), ([7.0], 7.0, 7.0, 7.0)],
)
def test_a_spread_is_the_median_with_the_lowest_and_the_highest(values, median, low, high):
    assert spread(values) == Spread(median, low, high)


def test_rows_stand_in_the_order_of_variants_each_with_all_requests_first():
    routes = (route("GET /b"), route("GET /a"))
    runs = [run("slow", 1, routes), run("quick", 1, routes), run("slow", 2, routes)]
    assert [(row.variant, row.name) for row in rows(runs)] == [
        ("slow", OVERALL), ("slow", "GET /b"), ("slow", "GET /a"),
        ("quick", OVERALL), ("quick", "GET /b"), ("quick", "GET /a"),
    ]  # fmt: skip


def test_a_row_spreads_over_its_rounds():
    found = [
        run("a", i, throughput=rate, overall=route(p99=p99))
        for i, (rate, p99) in enumerate([(10.0, 30.0), (30.0, 60.0), (20.0, 45.0)])
    ]
    (row,) = rows(found)
    assert row.throughput == Spread(20.0, 10.0, 30.0)
    assert row.p99 == Spread(45.0, 30.0, 60.0)
    assert row.error_rate == Spread(0.0, 0.0, 0.0)


def test_processor_time_is_that_of_a_thousand_answers_and_given_for_the_whole_server_only():
    found = run(routes=(route("r"),), overall=route(answered=500), usage=Usage(3.0, 42, 5))
    whole, part = rows([found])
    assert whole.cpu == Spread(6.0, 6.0, 6.0)
    assert whole.memory == Spread(42.0, 42.0, 42.0)
    assert (part.cpu, part.memory) == (None, None)


def test_a_variant_that_only_fails_has_no_latency_and_is_all_errors():
    failing = route(answered=0, failures={"HTTP 500": 9})
    (row,) = rows([run(overall=failing, throughput=0.0)])
    assert (row.p50, row.p95, row.p99, row.cpu) == (None, None, None, None)
    assert row.error_rate.median == 1.0
    assert row.throughput.median == 0.0


def test_a_round_that_failed_is_in_the_errors_and_leaves_the_latencies_to_the_others():
    failing = run("a", 2, overall=route(answered=0, failures={"x": 1}), throughput=0.0)
    (row,) = rows([run("a", 1), failing])
    assert row.p50.low == row.p50.high == 10.0
    assert row.error_rate == Spread(0.5, 0.0, 1.0)


def test_a_round_without_a_server_does_not_count_as_one_that_used_nothing():
    dead = run("a", 2, overall=route(answered=0), throughput=0.0, usage=Usage(0.0, 0, 0))
    (row,) = rows([run("a", 1, usage=Usage(1.0, 1000, 2)), dead])
    assert row.cpu == Spread(10.0, 10.0, 10.0)
    assert row.memory == Spread(1000.0, 1000.0, 1000.0)


COUNTS = st.lists(st.floats(1e-5, 60), min_size=1, max_size=300)


def counted(values):
    counts = {}
    for value in values:
        counts[bucket(value)] = counts.get(bucket(value), 0) + 1
    return counts


@settings(deadline=None)
@given(COUNTS)
@example([1.0] * 10)
@example([1.0] * 1000)
def test_a_curve_rises_and_ends_where_fewer_than_one_answer_would_decide(values):
    every = len(values)
    shown = [
        percent
        for percent in [
            *(Fraction(i) for i in range(1, 100)),
            *(99 + Fraction(i, 10) for i in range(1, 10)),
            *(Fraction(999, 10) + Fraction(i, 100) for i in range(1, 10)),
        ]
        if every * (100 - percent) >= 100
    ]
    found = list(curves({"a": [counted(values)]}))
    points = found[0].points if found else ()
    assert [at for at, _ in points] == pytest.approx([float(p) for p in shown])
    latencies = [value for _, value in points]
    assert latencies == sorted(latencies)


def test_a_curve_joins_all_rounds_of_its_variant():
    quick, slow = counted([0.1] * 50), counted([0.9] * 50)
    (curve,) = curves({"a": [quick, slow]})
    points = {round(at): value for at, value in curve.points}
    assert points[50] == pytest.approx(100, rel=0.005)
    assert points[51] == pytest.approx(900, rel=0.005)


def test_a_variant_without_answers_has_no_curve():
    assert [c.variant for c in curves({"a": [{}], "b": [], "c": [counted([1.0] * 9)]})] == ["c"]
