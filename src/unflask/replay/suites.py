"""Compares two runs of an application's own tests: test by test, exchange by exchange."""

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from unflask.model.exchange import Difference, Exchange, Json, Request
from unflask.replay.compare import WIRE
from unflask.replay.masks import NO_MASK, Mask
from unflask.replay.record import SuiteRun, TestRun, record_suite
from unflask.replay.rules import Matcher, Route
from unflask.replay.settle import Event, Migration, Options, Progress, learn_masks, settle
from unflask.replay.verdict import Compared

_NEVER_RUN = TestRun("")


@dataclass(frozen=True)
class SuiteComparison:
    """What two runs of a suite have shown: the exchanges, and the tests that ended otherwise."""

    compared: tuple[Compared, ...]
    changed: tuple[Json, ...]


def suites_of(
    migration: Migration,
    out_dir: Path,
    work: Path,
    fidelity: str,
    options: Options,
    tell: Progress,
) -> tuple[tuple[Compared, ...], Json]:
    """Record the suite on the original (twice) and on the migrated app, and compare.

    Where answers differ, the original runs once more: values made up at random from few may have
    been the same twice.
    """

    def record(stage: str, kind: str, tree: Path) -> SuiteRun:
        tell(Event(stage))
        return record_suite(
            tree,
            options.pytest_args,
            work / "suite.jsonl",
            kind=kind,
            work=work,
            env=options.env,
            python=options.python,
            timeout=options.suite_timeout,
        )

    # Where nothing was converted, the tests in the result still ask Flask.
    served = "asgi" if any(route.state == "converted" for route in migration.routes) else "wsgi"
    before = record("tests of the original", "wsgi", migration.source)
    if not before.tests:
        return (), {"before": _run_json(before), "after": None, "changed": [], "exchanges": 0}
    again = record("tests of the original again", "wsgi", migration.source)
    after = record("tests of the migrated app", served, out_dir)
    compared = partial(compare_suites, before, after, routes=migration.routes, fidelity=fidelity)
    result = compared(again=again)
    differing = {pair.got.source for pair in result.compared if pair.differences}
    if differing:
        third = record("tests of the original a third time", "wsgi", migration.source)
        result = compared(again=_with_tests(again, third, differing))
    return result.compared, {
        "before": _run_json(before),
        "after": _run_json(after),
        "changed": list(result.changed),
        "exchanges": len(result.compared),
    }


def _with_tests(run: SuiteRun, other: SuiteRun, names: set[str]) -> SuiteRun:
    """A run with the tests of these names taken from another one."""
    taken = {name: test for name, test in other.tests.items() if name in names}
    return replace(run, tests={**run.tests, **taken})


def compare_suites(
    before: SuiteRun,
    after: SuiteRun,
    *,
    again: SuiteRun | None = None,
    routes: Sequence[Route] = (),
    fidelity: str = WIRE,
) -> SuiteComparison:
    """Compare each test's outcome and exchanges; `again` is a second run of the original.

    A request that only one of the two runs made is a difference (aspect `error`, where
    `requests`) if the test passes nevertheless: it took another course. If it no longer passes,
    the request says nothing, and the routes that the test used are not proven.
    """
    matcher, rules = Matcher(routes), {route.rule for route in routes}
    compared: list[Compared] = []
    changed: list[Json] = []
    for name, old in before.tests.items():
        new = after.tests.get(name, _NEVER_RUN)
        second = old if again is None else again.tests.get(name, _NEVER_RUN)
        pairs = _compare_test(old, new, second, matcher, rules, fidelity)
        compared += pairs
        if old.outcome != new.outcome and name:
            touched = {pair.got.route for pair in pairs if pair.got.route is not None}
            changed.append(
                {
                    "test": name,
                    "before": old.outcome,
                    "after": new.outcome,
                    "unstable": second.outcome != old.outcome,
                    "message": new.message,
                    "routes": sorted(touched),
                }
            )
    return SuiteComparison(tuple(compared), tuple(changed))


def _compare_test(
    old: TestRun,
    new: TestRun,
    second: TestRun,
    matcher: Matcher,
    rules: set[str],
    fidelity: str,
) -> list[Compared]:
    expected = [
        _with_route(exchange, known, matcher, rules)
        for exchange, known in zip(old.exchanges, old.rules, strict=True)
    ]
    masks: Sequence[Mask] = [NO_MASK] * len(expected)
    others = _again(expected, second, matcher, rules)
    if others is not None:
        masks = learn_masks(expected, others)
    found: list[Compared] = []
    excuse = "the test makes other requests in each run" if others is None else ""
    if fell_behind(old, new):
        excuse = f"the test does not pass on the migrated app: {new.message or new.outcome}"
    for number, (mine, other) in enumerate(_aligned(expected, new.exchanges)):
        if mine is None or other is None:
            found.append(_one_sided(mine, other, number, old.name, excuse))
            continue
        at = expected.index(mine)
        got = replace(other, route=mine.route, name=mine.name, source=mine.source)
        got = as_sent_by(mine.request, got)
        pair = settle(mine, (others or expected)[at], got, masks[at], fidelity)
        # Where noise could not be learnt, what differs may be noise; a status is none.
        noisy = bool(pair.differences) and all(d.aspect != "status" for d in pair.differences)
        if others is None and noisy:
            pair = replace(pair, differences=(), unsettled=excuse)
        found.append(pair)
    return found


def _again(
    expected: Sequence[Exchange], second: TestRun, matcher: Matcher, rules: set[str]
) -> Sequence[Exchange] | None:
    """The exchanges of the second run, one for each of the first; None where the test made others.

    Their targets may differ by identifiers that are made up on the way, if their routes are the same.
    """
    pairs = _aligned(expected, second.exchanges)
    known = dict(zip(map(id, second.exchanges), second.rules, strict=True))
    for mine, other in pairs:
        if mine is None or other is None:
            return None
        if _key(mine) != _key(other):
            route = _with_route(other, known[id(other)], matcher, rules).route
            if route is None or route != mine.route:
                return None
    return [other for _, other in pairs if other is not None]


def as_sent_by(request: Request, exchange: Exchange) -> Exchange:
    """The exchange as if the original's test client had sent its request.

    The two clients call themselves by other names and choose other multipart boundaries; an app
    that echoes what it was sent is not to be blamed for that.
    """
    response = exchange.response
    if response is None:
        return exchange
    body = response.body
    for old, new in zip(_traces(request), _traces(exchange.request), strict=True):
        if old and new and old != new:
            body = body.replace(new.encode(), old.encode())
    return replace(exchange, response=replace(response, body=body))


def _traces(request: Request) -> tuple[str, str]:
    boundary = re.search(r"boundary=\"?([^\";]+)", request.header("content-type") or "")
    return request.header("user-agent") or "", boundary[1] if boundary else ""


def fell_behind(old: TestRun, new: TestRun) -> bool:
    """Whether a test that passed on the original does not on the migrated app."""
    return old.outcome == "passed" and new.outcome not in {"passed", "xpassed"}


def _aligned(
    old: Sequence[Exchange], new: Sequence[Exchange]
) -> list[tuple[Exchange | None, Exchange | None]]:
    matcher = difflib.SequenceMatcher(
        None, [_key(e) for e in old], [_key(e) for e in new], autojunk=False
    )
    pairs: list[tuple[Exchange | None, Exchange | None]] = []
    for name, i1, i2, j1, j2 in matcher.get_opcodes():
        left, right = old[i1:i2], new[j1:j2]
        # The same number of requests with other targets: identifiers made up on the way.
        if name == "equal" or [e.request.method for e in left] == [e.request.method for e in right]:
            pairs += zip(left, right, strict=True)
        else:
            pairs += [(exchange, None) for exchange in left]
            pairs += [(None, exchange) for exchange in right]
    return pairs


def _one_sided(
    mine: Exchange | None, other: Exchange | None, number: int, test: str, excuse: str
) -> Compared:
    if mine is None and other is not None:
        exchange = replace(other, name=f"request {number + 1} (migrated)", source=test, route=None)
        expected, got = "not requested", _line(other)
    else:
        assert mine is not None
        exchange, expected, got = mine, _line(mine), "not requested"
    if excuse:
        return Compared(exchange, exchange, (), excuse)
    difference = Difference(exchange, "error", expected, got, None, "requests")
    return Compared(exchange, exchange, (difference,))


def _with_route(
    exchange: Exchange, known: frozenset[str] | None, matcher: Matcher, rules: set[str]
) -> Exchange:
    match = matcher.match(exchange.request.method, exchange.request.path)
    if match is None or not _is_ours(match.route.rule, known, rules):
        return replace(exchange, route=None)
    return replace(exchange, route=match.route.id)


def _is_ours(rule: str, known: frozenset[str] | None, rules: set[str]) -> bool:
    # An app that a test builds for itself may share a rule such as `/` with the real one.
    return known is None or (rule in known and 2 * len(rules & known) >= len(rules))


def _key(exchange: Exchange) -> tuple[str, str]:
    return exchange.request.method, exchange.request.target


def _line(exchange: Exchange) -> str:
    return f"{exchange.request.method} {exchange.request.target}"


def _run_json(run: SuiteRun) -> Json:
    data: Json = {"tests": len(run.tests), **run.counts, "status": run.status}
    return data if run.tests else {**data, "log": run.log}
