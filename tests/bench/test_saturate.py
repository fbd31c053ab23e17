"""The search for the highest load, on servers whose limit is known."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from unflask.bench.saturate import Limits, judged, search
from unflask.model.bench import Step

from .made import route, run

LIMITS = Limits(errors=0.05, p99=1000.0, kept=0.9)


def server(capacity):
    """A server that holds every rate up to its capacity."""

    def step(rate):
        why = "" if rate <= capacity else f"too much at {rate}"
        return Step(rate, min(rate, capacity), 0.0, 1.0, 1.0, not why), why

    return step


RATES = st.floats(1.0, 1e5)


@given(RATES, st.floats(0.1, 1e5))
def test_the_knee_is_within_a_fifth_below_the_true_limit(capacity, first):
    assume(first <= capacity)
    knee = search("a", server(capacity), first)
    assert 0.8 * capacity <= knee.rate <= capacity


@given(RATES, RATES)
def test_steps_stand_in_the_order_of_their_load_and_say_whether_it_was_held(capacity, first):
    knee = search("a", server(capacity), first)
    offered = [step.offered for step in knee.steps]
    assert offered == sorted(offered)
    assert [step.held for step in knee.steps] == [rate <= capacity for rate in offered]


@given(RATES, RATES)
def test_the_reason_is_that_of_the_lowest_load_that_was_too_much(capacity, first):
    knee = search("a", server(capacity), first)
    lowest = min(step.offered for step in knee.steps if not step.held)
    assert knee.why == f"too much at {lowest}"
    assert knee.rate == max((step.offered for step in knee.steps if step.held), default=0.0)


def test_a_first_load_that_is_too_much_ends_the_search_with_0_and_the_reason():
    tried = []

    def step(rate):
        tried.append(rate)
        return server(1.0)(rate)

    knee = search("a", step, 10.0)
    assert (knee.rate, knee.why, len(knee.steps)) == (0.0, "too much at 10.0", 1)
    assert tried == [10.0]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"ended": "the server ended with status 3"}, "the server ended with status 3"),
        ({"overall": route(answered=94, failures={"x": 6})}, "6% of the requests failed"),
        ({"overall": route(answered=0), "throughput": 0.0}, "100% of the requests failed"),
        ({"overall": route(p99=2000.0)}, "more than 2.0 s"),
        ({"throughput": 89.9}, "fell further behind"),
    ],
)
def test_each_limit_that_is_passed_is_a_reason(changes, told):
    step, why = judged(run(**({"throughput": 100.0} | changes)), 100.0, LIMITS)
    assert why.startswith("at 100 requests/s, ")
    assert told in why
    assert not step.held


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"overall": route(answered=95, failures={"x": 5})},
        {"overall": route(p99=1000.0)},
        {"throughput": 90.0},
    ],
)
def test_a_load_at_the_limit_is_held(changes):
    step, why = judged(run(**({"throughput": 100.0} | changes)), 100.0, LIMITS)
    assert (why, step.held) == ("", True)


def test_a_step_holds_the_figures_of_its_run():
    found = run(overall=route(answered=99, failures={"x": 1}, p99=90.0), throughput=9.5)
    step, _ = judged(found, 10.0, LIMITS)
    assert step == Step(10.0, 9.5, 0.01, 30.0, 90.0, held=True)
