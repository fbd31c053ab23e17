"""Exchanges as data: their JSON form gives them back."""

import json

from hypothesis import given
from hypothesis import strategies as st

from unflask.model.exchange import (
    Difference,
    Exchange,
    Request,
    Response,
    exchange_from_json,
    to_json,
)

pairs = st.lists(st.tuples(st.text(max_size=5), st.text(max_size=5)), max_size=3).map(tuple)
requests = st.builds(Request, st.sampled_from(["GET", "POST"]), st.text(), pairs, st.binary())
responses = st.builds(Response, st.integers(100, 599), pairs, st.binary())
exchanges = st.builds(
    Exchange, requests, st.none() | responses, st.none() | st.text(), st.text(), st.text()
)


@given(exchanges)
def test_an_exchange_survives_its_json_form(exchange):
    assert exchange_from_json(json.loads(json.dumps(to_json(exchange)))) == exchange


def test_a_body_is_text_where_it_can_be():
    assert to_json(Request("GET", "/", (), b"a"))["body"] == "a"
    assert to_json(Request("GET", "/", (), b"\xff"))["body_base64"] == "/w=="


def test_headers_are_found_whatever_their_case():
    response = Response(200, (("X-A", "1"), ("x-a", "2"), ("Content-Type", "Text/HTML; a=b")))
    assert response.header("x-A") == "1"
    assert response.all("X-a") == ("1", "2")
    assert response.media_type == "text/html"


def test_a_difference_names_its_request():
    exchange = Exchange(Request("GET", "/a?b"), name="one", route="GET /a")
    row = to_json(Difference(exchange, "status", "200", "500"))
    assert (row["request"], row["route"], row["cause"]) == ("GET /a?b", "GET /a", None)
