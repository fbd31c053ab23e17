"""The shop on both sides, served once for all tests of this folder."""

import time
from dataclasses import dataclass, replace
from pathlib import Path

import httpx
import pytest

from unflask.replay.generate import SOURCE as GENERATED
from unflask.replay.generate import generate
from unflask.replay.requests import read_requests
from unflask.replay.rules import Matcher, Route
from unflask.replay.send import Sender
from unflask.replay.settle import learn_masks, settle
from unflask.replay.side import Side, Subject
from unflask.replay.verdict import Verdict, roll_up

SHOP = Path(__file__).parent / "cases" / "shop"
LISTED = """
GET / | GET /items | POST /items | GET /items/<int:number> | PUT /items/<int:number>
DELETE /items/<int:number> | GET /items/<slug> | GET /items/new | GET /users/ | GET /search
GET /price | POST /login | GET /logout | GET /me | GET /admin | GET /cookie | GET /boom
GET /conflict | GET /old | GET /absolute | GET /file | GET /report.csv | PUT /echo | POST /note
GET /token | GET /page
"""
ROUTES = tuple(
    Route(rule, (method,), endpoint=f"{method} {rule}")
    for method, rule in (row.split() for row in LISTED.replace("\n", "|").split("|") if row.split())
)


@dataclass(frozen=True)
class Shop:
    """The original's answers, learnt noise, and a served twin."""

    first: tuple
    second: tuple
    masks: list
    twin: Side

    def verdict(self, *faults: str, route: str = "") -> Verdict:
        """Replay against the twin with these faults, on fresh state.

        With `route`, the generated requests are those of this route alone.
        """
        httpx.get(f"{self.twin.base}/-/seed?{','.join(faults)}", trust_env=False)
        rows = [
            row
            for row in zip(self.first, self.second, self.masks, strict=True)
            if not route or row[0].source != GENERATED or row[0].route == route
        ]
        got = Sender(self.twin, timeout=0.7).send_all(row[0] for row in rows)
        compared = tuple(
            settle(one, other, new, mask, "wire")
            for (one, other, mask), new in zip(rows, got, strict=True)
        )
        return Verdict(compared, roll_up(ROUTES, compared))


@pytest.fixture(scope="session")
def shop(tmp_path_factory):
    work = tmp_path_factory.mktemp("shop")
    matcher = Matcher(ROUTES)
    explicit = tuple(
        replace(exchange, route=match and match.route.id)
        for exchange in read_requests(SHOP / "requests.http")
        for match in [matcher.match(exchange.request.method, exchange.request.path)]
    )
    exchanges = explicit + generate(ROUTES, clients=("requests.http",))
    original = Subject("wsgi", SHOP / "flask_side")
    runs = []
    for _ in range(2):
        with Side(original, work) as side:
            runs.append(Sender(side).send_all(exchanges))
        time.sleep(0.6)
    with Side(Subject("asgi", SHOP / "fastapi_side", "app:app"), work) as twin:
        yield Shop(*runs, learn_masks(*runs), twin)
