"""What is proven, and what is not."""

import pytest

from unflask.model.exchange import Difference, Exchange, Request, Response
from unflask.replay.rules import Route
from unflask.replay.settle import allow_tightenings
from unflask.replay.verdict import Compared, Verdict, roll_up

ROUTE = Route("/a/<int:n>", ("GET", "POST"))
GET, POST = Route("/a/<int:n>", ("GET",)), Route("/a/<int:n>", ("POST",))


def exchange(method="GET", path="/a/1", status=200, source="x.http", route=ROUTE, **headers):
    response = None if status is None else Response(status, tuple(headers.items()))
    return Exchange(Request(method, path), response, route and route.id, source=source)


def compared(*args, differs=False, unsettled="", **options):
    one = exchange(*args, **options)
    found = (Difference(one, "status", "200", "500"),) if differs else ()
    return Compared(one, one, found, unsettled)


def state(route, *exchanges):
    (proof,) = roll_up([route], exchanges)
    return proof.state


def test_every_own_method_has_to_be_seen():
    get, post = compared(), compared("POST")
    assert state(ROUTE, get, post) == "proven"
    (proof,) = roll_up([ROUTE], [get])
    assert (proof.state, proof.reason) == ("unproven", "POST: no exchange used it")


@pytest.mark.parametrize(
    "probe",
    [
        compared("HEAD", route=GET),
        compared("OPTIONS", route=GET),
        compared("DELETE", status=405, route=GET),
        compared(path="/a/x", status=404, route=GET),
        compared(unsettled="says nothing", route=GET),
        compared(status=401, route=GET),
        compared(status=403, route=GET),
        compared(status=302, Location="/auth/login?next=%2F", route=GET),
        compared(status=404, source="generated", route=GET),
        compared(status=None, route=GET),
        compared(route=None),
    ],
)
def test_probes_and_refusals_prove_nothing(probe):
    assert state(GET, probe) == "unproven"


@pytest.mark.parametrize(
    "probe",
    [
        compared("OPTIONS", differs=True, route=GET),
        compared("DELETE", status=405, differs=True, route=GET),
        compared(path="/a/1/", status=404, differs=True, route=GET),
    ],
)
def test_but_they_can_refute(probe):
    assert state(GET, compared(route=GET), probe) == "different"


def test_an_error_of_the_app_that_a_person_recorded_counts():
    assert state(GET, compared(status=404, route=GET)) == "proven"


def test_signing_up_may_lead_to_the_login_page():
    assert state(POST, compared("POST", status=302, Location="/login", route=POST)) == "proven"


def test_a_crash_is_no_proof():
    one = exchange(status=500, route=GET)
    crashed = Exchange(one.request, one.response, one.route, error="KeyError: 'x'")
    assert state(GET, Compared(crashed, crashed)) == "unproven"


@pytest.mark.parametrize("kept", ["marked", "left"])
def test_marked_and_left_stay_what_they_are(kept):
    route = Route("/a/<int:n>", ("GET",), state=kept, reason="why")
    (proof,) = roll_up([route], [compared(route=GET), compared(differs=True, route=GET)])
    assert (proof.state, proof.reason) == (kept, "why; 1 exchanges differ")


def test_the_verdict_counts():
    compared_ones = (compared(), compared(differs=True), compared(unsettled="no"))
    verdict = Verdict(compared_ones, roll_up([ROUTE], compared_ones))
    data = verdict.to_json()
    assert (data["exchanges"], data["equal"], len(data["differences"])) == (3, 1, 1)
    assert data["unsettled"] == [{"name": "", "source": "x.http", "reason": "no"}]
    assert not verdict.proven


def test_a_test_that_passes_on_flask_alone_keeps_its_routes_from_being_proven():
    row = {"test": "t::a", "before": "passed", "after": "failed", "routes": [GET.id]}
    one = compared(route=GET)
    (proof,) = roll_up([GET], [one], [{**row, "unstable": False}])
    assert (proof.state, proof.reason) == ("unproven", "tests that pass on Flask alone: t::a")
    (proof,) = roll_up([GET], [one], [{**row, "unstable": True}])
    assert proof.state == "proven"


STATIC = Route("/static/<path:filename>", ("GET",), "static")


def test_a_static_folder_without_files_can_only_answer_404():
    missing = compared(path="/static/x.css", status=404, source="generated", route=STATIC)
    assert state(STATIC, missing) == "proven"
    assert state(Route("/a/<int:n>", ("GET",), "a"), missing) == "unproven"
    assert state(STATIC, compared("HEAD", path="/static/x", status=404, route=STATIC)) == "unproven"


def crashed(status=500, refused=422, source="generated", route=POST):
    old, new = (exchange("POST", status=s, source=source, route=route) for s in (status, refused))
    return Compared(old, new, (Difference(new, "status", str(status), str(refused)),))


def test_a_listed_tightening_is_set_apart():
    (one,) = allow_tightenings([crashed()], frozenset({POST.id}))
    assert (one.tightened, one.equal, one.differences) == (True, False, ())
    verdict = Verdict((one,), roll_up([POST], [one]))
    assert verdict.to_json()["tightened"] == [{"name": "", "source": "generated"}]
    assert (verdict.equal, verdict.differences) == (0, ())


@pytest.mark.parametrize(
    "one",
    [
        crashed(source="requests.http"),
        crashed(status=201),
        crashed(refused=500),
        crashed(refused=404),
        crashed(route=Route("/b", ("POST",))),
    ],
)
def test_nothing_else_is_set_apart(one):
    assert allow_tightenings([one], frozenset({POST.id})) == (one,)
