"""Plots: what is measured lies where it should, whatever was measured."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unflask.model.bench import Curve, Spread
from unflask.report import charts
from unflask.report.plots import (
    BOX,
    COLOURS,
    PERCENTILES,
    WIDE,
    Axis,
    Series,
    Spot,
    axis,
    draw,
    linear_ticks,
    log_ticks,
    path,
    style,
    tick_text,
)

from . import bench_sample as sample

VALUES = st.floats(1e-3, 1e7)
POINTS = st.lists(st.tuples(st.floats(0, 1e6), st.floats(0, 1e6)), min_size=1, max_size=30)


def placed(d):
    """Return the points of a path."""
    return [tuple(map(float, point.split())) for point in re.split("[ML]", d) if point]


@given(VALUES)
def test_linear_ticks_rise_in_even_steps_from_zero_to_the_highest_value(high):
    ticks = linear_ticks(high)
    assert ticks[0] == 0
    assert ticks[-1] >= high * (1 - 1e-8)
    assert 2 <= len(ticks) <= 7
    assert all(b - a == pytest.approx(ticks[1]) for a, b in pairwise(ticks))


@given(VALUES, VALUES)
def test_logarithmic_ticks_rise_and_surround_the_values(one, other):
    low, high = sorted((one, other))
    ticks = log_ticks(low, high)
    assert all(a < b for a, b in pairwise(ticks))
    assert ticks[0] <= low <= high <= ticks[-1]
    assert 2 <= len(ticks) <= 12


@pytest.mark.parametrize("high", [0, -1])
def test_an_axis_of_nothing_still_has_two_ends(high):
    assert linear_ticks(high) == (0, 1)
    assert axis("ms", []).ticks == (0, 1)


def test_an_axis_that_needs_few_steps_has_round_ones():
    assert linear_ticks(0.3) == pytest.approx((0, 0.1, 0.2, 0.3))
    assert linear_ticks(97) == (0, 20, 40, 60, 80, 100)
    assert log_ticks(3, 60) == (2, 5, 10, 20, 50, 100)
    assert log_ticks(0.02, 4000) == pytest.approx((0.01, 0.1, 1, 10, 100, 1000, 10000))


@given(st.lists(VALUES, min_size=1))
def test_an_axis_is_logarithmic_exactly_where_values_differ_widely(values):
    expected = "log" if max(values) > WIDE * min(values) else "linear"
    assert axis("ms", values).warp == expected
    assert axis("ms", [0, *values]).warp == expected


@given(st.lists(VALUES, min_size=1), st.floats(-1e9, 1e9))
def test_every_value_and_every_tick_lies_between_the_ends_of_its_axis(values, stray):
    found = axis("ms", values)
    for value in (*values, *found.ticks, stray):
        assert 10 <= found.at(value, 10, 90) <= 90
    assert found.at(found.ticks[0], 10, 90) == 10
    assert found.at(found.ticks[-1], 10, 90) == 90


@given(st.lists(VALUES, min_size=2))
def test_a_larger_value_never_lies_before_a_smaller_one(values):
    found = axis("ms", values)
    at = [found.at(value, 0, 100) for value in sorted(values)]
    assert at == sorted(at)


def test_each_step_of_the_percentile_axis_is_ten_times_rarer():
    found = Axis("percentile", PERCENTILES, "percentile")
    at = [found.at(q, 0, 300) for q in (0, 90, 99, 99.9)]
    assert at == pytest.approx([0, 100, 200, 300])


@given(POINTS)
def test_all_points_of_a_plot_lie_in_its_box(points):
    series = Series("a", style(0), points, [Spot(x, y, "") for x, y in points], rule=points[0][0])
    across, up = axis("x", (x for x, _ in points)), axis("y", (y for _, y in points))
    (line,) = draw("", across, up, [series]).lines
    spots = [(spot.x, spot.y) for spot in line.spots]
    for x, y in [*placed(line.d), *spots, (line.rule, BOX.top)]:
        assert BOX.left <= x <= BOX.right
        assert BOX.top <= y <= BOX.bottom
    assert placed(line.d) == spots


@given(POINTS)
def test_a_curve_that_rises_is_drawn_rising(points):
    xs, ys = (sorted(values) for values in zip(*points, strict=True))
    plot = draw(
        "", axis("x", xs), axis("y", ys), [Series("a", style(0), list(zip(xs, ys, strict=True)))]
    )
    drawn = placed(plot.lines[0].d)
    assert all(x <= later for (x, _), (later, _) in pairwise(drawn))
    assert all(y >= later for (_, y), (_, later) in pairwise(drawn))


def test_a_path_of_nothing_is_empty():
    assert path([]) == ""
    assert path([(1, 2.5), (3, 4)]) == "M1 2.5L3 4"


def test_ticks_are_written_for_people():
    assert [tick_text(v) for v in (0.0, 0.5, 20.0, 99.9, 1e3, 2.5e6)] == [
        *("0", "0.5", "20", "99.9", "1,000", "2,500,000")
    ]


def test_variants_differ_in_more_than_colour():
    looks = [style(index) for index in range(30)]
    assert len(set(looks)) == 30
    first = looks[:5]
    assert len({look.dash for look in first}) == len({look.mark for look in first}) == 5
    assert {look.colour for look in looks} == set(range(COLOURS))


def test_the_typical_run_is_the_one_with_the_median_throughput():
    own = [run for run in sample.sample().runs if run.variant == sample.DEF]
    assert charts.typical(own).throughput == sorted(run.throughput for run in own)[1]
    assert charts.typical(own[:2]).throughput == min(run.throughput for run in own[:2])


def test_a_second_in_which_nothing_came_is_drawn_as_nothing():
    found = sample.sample(1)
    whole = [line.d for line in charts.throughput(found).lines]
    (run, *others) = found.runs
    gap = (*run.timeline[:20], *run.timeline[21:])
    torn = sample.replace(found, runs=(sample.replace(run, timeline=gap), *others))
    drawn = [line.d for line in charts.throughput(torn).lines]
    assert len(placed(drawn[0])) == len(placed(whole[0]))
    assert placed(drawn[0])[20][1] == BOX.bottom


def test_percentiles_beyond_the_axis_are_left_out():
    plot = charts.latency(sample.sample())
    beyond = [point for point in sample.curve(sample.DEF).points if point[0] > 99.9]
    assert beyond
    whole = len(sample.curve(sample.DEF).points)
    assert [len(placed(line.d)) for line in plot.lines] == [whole - len(beyond)] * 3


def test_errors_are_drawn_without_the_variant_whose_every_request_failed():
    lines = charts.errors(sample.sample()).lines
    assert [line.name for line in lines] == [sample.FLASK, sample.DEF, sample.ASYNC]


def test_no_plot_of_errors_is_made_where_none_failed():
    found = sample.sample(1)
    whole = sample.replace(found, runs=found.runs[:1])
    assert not any(second.failed for second in whole.runs[0].timeline)
    assert charts.errors(whole) is None


def test_a_step_that_was_too_much_has_a_hollow_mark_and_lies_beyond_the_knee():
    for plot in charts.limits(sample.limits()):
        assert [line.name for line in plot.lines] == [sample.FLASK, sample.DEF, sample.ASYNC]
        for line in plot.lines:
            hollow = [spot.x for spot in line.spots if spot.hollow]
            full = [spot.x for spot in line.spots if not spot.hollow]
            assert max(full) == line.rule < min(hollow)


def test_a_variant_that_held_nothing_has_no_knee():
    found = sample.limits()
    knees = tuple(sample.replace(knee, rate=0.0) for knee in found.knees)
    throughput, _ = charts.limits(sample.replace(found, knees=knees))
    assert [line.rule for line in throughput.lines] == [None] * 3


def test_steps_of_a_search_are_no_course_of_a_run():
    found = sample.limits()
    assert found.runs
    assert charts.throughput(found) is None
    assert charts.errors(found) is None


def test_a_fraction_off_by_a_hair_is_still_its_percentile():
    curve = Curve("a", ((28.999999999999996, 1.0), (99.90000000000002, 5.0), (99.91, 6.0)))
    assert charts.known(curve) == {29: 1.0, 99.9: 5.0}
    spots = charts.latency(sample.sample()).lines[0].spots
    assert [spot.says.split()[-3] for spot in spots] == ["p50:", "p90:", "p99:", "p99.9:"]


def test_nothing_measured_is_nothing_drawn():
    found = sample.empty()
    drawn = (charts.latency, charts.throughput, charts.errors, charts.limits)
    assert [draws(found) for draws in drawn] == [None] * 4


@given(st.integers(1, 40))
def test_routes_fill_panels_that_paper_can_hold(count):
    pairs = [
        charts.Pair("r" * 40, Spread(9.0, 8.0, 10.0), Spread(4.0, 3.0, 5.0), "")
        for _ in range(count)
    ]
    look = {"a": style(0), "b": style(1)}
    panels = charts.panels(("a", "b"), pairs, axis("ms", [10.0]), look)
    assert sum(len(panel.rows) for panel in panels) == count
    for panel in panels:
        assert len(panel.rows) <= charts.PANEL
        assert all(row.y < panel.height - 38 and len(row.name) <= 26 for row in panel.rows)
        assert all(row.after.low < row.after.x < row.before.x for row in panel.rows)
