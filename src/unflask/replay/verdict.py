"""What the replay has shown: per exchange, and rolled up per route."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from unflask.model.exchange import Difference, Exchange, Json, Response, to_json
from unflask.model.result import FinalState
from unflask.replay.generate import SOURCE as GENERATED
from unflask.replay.rules import OWN, Matcher, Route

PROVEN: FinalState = "proven"
UNPROVEN: FinalState = "unproven"
DIFFERENT: FinalState = "different"
_LOGIN = ("login", "signin", "sign-in", "log-in")


@dataclass(frozen=True)
class Compared:
    """One exchange on both sides.

    `unsettled` says why nothing can be concluded from it; `tightened` that the original crashed
    where the result refuses, which the migration has listed.
    """

    expected: Exchange
    got: Exchange
    differences: tuple[Difference, ...] = ()
    unsettled: str = ""
    tightened: bool = False

    @property
    def equal(self) -> bool:
        """Whether both gave the same answer, and that means something."""
        return not self.differences and not self.unsettled and not self.tightened


@dataclass(frozen=True)
class RouteProof:
    """What was found out about one route; `statuses` counts the original's answers."""

    route: Route
    state: FinalState
    reason: str
    exchanges: int
    equal: int
    statuses: Mapping[str, int]

    def to_json(self) -> Json:
        """The row of the report."""
        return {
            "rule": self.route.rule,
            "methods": list(self.route.methods),
            "endpoint": self.route.endpoint,
            "state": self.state,
            "reason": self.reason,
            "exchanges": self.exchanges,
            "equal": self.equal,
            "statuses": dict(self.statuses),
        }


@dataclass(frozen=True)
class Verdict:
    """The result of `verify`: counts, differences, the state of every route, the noise."""

    compared: tuple[Compared, ...]
    routes: tuple[RouteProof, ...]
    noise: tuple[Json, ...] = ()
    suites: Mapping[str, Any] = field(default_factory=dict)
    fidelity: str = "wire"

    @property
    def exchanges(self) -> int:
        """How many exchanges were replayed or recorded on both sides."""
        return len(self.compared)

    @property
    def equal(self) -> int:
        """How many of them got the same answer."""
        return sum(one.equal for one in self.compared)

    @property
    def differences(self) -> tuple[Difference, ...]:
        """All differences, in the order of the exchanges."""
        return tuple(difference for one in self.compared for difference in one.differences)

    @property
    def proven(self) -> bool:
        """Whether nothing is left to look at: every route proven, no test changed its outcome."""
        states = {proof.state for proof in self.routes}
        return states <= {PROVEN} and not self.differences and not self.suites.get("changed")

    def to_json(self) -> Json:
        """What `unflask verify --json` prints."""
        return {
            "exchanges": self.exchanges,
            "equal": self.equal,
            "fidelity": self.fidelity,
            "differences": [to_json(difference) for difference in self.differences],
            "unsettled": [
                {"name": one.got.name, "source": one.got.source, "reason": one.unsettled}
                for one in self.compared
                if one.unsettled
            ],
            "tightened": [
                {"name": one.got.name, "source": one.got.source}
                for one in self.compared
                if one.tightened
            ],
            "routes": [proof.to_json() for proof in self.routes],
            "noise": list(self.noise),
            "suites": dict(self.suites),
        }


def roll_up(
    routes: Sequence[Route], compared: Iterable[Compared], changed: Iterable[Json] = ()
) -> tuple[RouteProof, ...]:
    """The final state of every route; `changed` are the tests with another outcome.

    A converted route is proven when every exchange that belongs to it got the same answer and
    each of its own methods did its work at least once; probes answered by the framework (405,
    OPTIONS, redirects to a slash) can only refute it. No route is proven that a test used which
    passes on the original alone.
    """
    matcher = Matcher(routes)
    owned: dict[str, list[tuple[Compared, bool]]] = {route.id: [] for route in routes}
    for one in compared:
        if one.got.route is None:
            continue  # Not one of ours: a small app that a test has built, or an unknown path.
        match = matcher.match(one.got.request.method, one.got.request.path)
        if match is not None:
            owned[match.route.id].append((one, match.how == OWN))
        elif one.got.route in owned:
            owned[one.got.route].append((one, False))
    failing = _failing(changed)
    return tuple(_proof(route, owned[route.id], failing.get(route.id, ())) for route in routes)


def _failing(changed: Iterable[Json]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in changed:
        if row["before"] == "passed" and not row["unstable"]:
            for route in row["routes"]:
                found.setdefault(route, []).append(row["test"])
    return found


def _proof(
    route: Route, exchanges: Sequence[tuple[Compared, bool]], failing: Sequence[str]
) -> RouteProof:
    own = [one for one, is_own in exchanges if is_own]
    state: FinalState
    different = sum(bool(one.differences) for one, _ in exchanges)
    statuses: dict[str, int] = {}
    for one in own:
        key = "none" if one.expected.response is None else str(one.expected.response.status)
        statuses[key] = statuses.get(key, 0) + 1
    if route.state == "converted":
        state, reason = _state(route, own, different, len(exchanges))
        if failing and state != DIFFERENT:
            state = UNPROVEN
            reason = f"tests that pass on Flask alone: {', '.join(failing[:3])}" + (
                f" and {len(failing) - 3} more" if len(failing) > 3 else ""
            )
    else:
        state, reason = "left" if route.state == "left" else "marked", route.reason
        if different:
            reason = f"{reason}; {different} exchanges differ".lstrip("; ")
    equal = sum(one.equal for one, _ in exchanges)
    return RouteProof(route, state, reason, len(exchanges), equal, dict(sorted(statuses.items())))


def _state(
    route: Route, own: Sequence[Compared], different: int, total: int
) -> tuple[FinalState, str]:
    if different:
        return DIFFERENT, f"{different} of {total} exchanges differ"
    if not own:
        return UNPROVEN, "no exchange reached it"
    missing = [
        f"{method}: {_shortfall(method, own)}"
        for method in route.own_methods
        if not any(one.got.request.method == method and worked(one) for one in own)
    ]
    if missing and _has_no_files(route, own):
        return PROVEN, "there is no static file: 404 is all that it can answer"
    if missing:
        return UNPROVEN, "; ".join(missing)
    return PROVEN, ""


def _has_no_files(route: Route, own: Sequence[Compared]) -> bool:
    """Whether it is the automatic route of a folder that is empty; a file would be asked for."""
    answers = [one.expected.response for one in own if one.got.request.method == "GET"]
    is_static = route.endpoint.rpartition(".")[2] == "static"
    return is_static and all(a is not None and a.status == 404 for a in answers) and bool(answers)


def worked(one: Compared) -> bool:
    """Whether the view did its own work: it was neither refused nor did it crash.

    A made-up request counts only where it succeeded; one that a person or a test has chosen
    also counts where the app answers it with an error of its own.
    """
    response = one.expected.response
    if response is None or not one.equal:
        return False
    if _sent_to_log_in(one, response) or response.status in {401, 403}:
        return False
    if one.got.source == GENERATED:
        return response.status < 400
    return response.status < 500 or one.expected.error is None


def _sent_to_log_in(one: Compared, response: Response) -> bool:
    # Other requests than GETs are sent there for good reasons, after signing up for one.
    if response.status // 100 != 3 or not (
        one.got.request.method == "GET" or one.got.source == GENERATED
    ):
        return False
    path = urlsplit(response.header("location") or "").path.lower()
    return any(word in path for word in _LOGIN)


def _shortfall(method: str, own: Sequence[Compared]) -> str:
    answers = [one.expected.response for one in own if one.got.request.method == method]
    if not answers:
        return "no exchange used it"
    seen = sorted({"no answer" if a is None else str(a.status) for a in answers})
    return f"only answered {', '.join(seen)}, so that its own work was not seen"
