"""Noise: learnt from two runs of the original, and never more than its kind."""

import json
import random

import pytest

from unflask.model.exchange import Exchange, Request, Response
from unflask.replay.compare import compare
from unflask.replay.settle import learn_masks, settle
from unflask.replay.verify import noise_notes

HTML, JSON = "text/html", "application/json"


def page(body, status=200, kind=JSON, **headers):
    text = body if isinstance(body, str) else json.dumps(body)
    pairs = (("Content-Type", kind), *headers.items())
    return Exchange(Request("GET", "/"), Response(status, pairs, text.encode()))


def masked(first, second, got):
    (mask,) = learn_masks([first], [second])
    return compare(first, got, mask=mask)


RFC, RFC2 = "Sat, 21 Nov 2026 03:59:00 GMT", "Sat, 21 Nov 2026 03:59:02 GMT"
ISO = "2026-11-21T03:59:00"


@pytest.mark.parametrize(
    ("first", "second", "got"),
    [
        ({"t": "a1b2"}, {"t": "c3d4"}, {"t": "0000"}),
        ({"t": RFC}, {"t": RFC2}, {"t": "Sun, 22 Nov 2026 03:59:00 GMT"}),
        ({"n": 1}, {"n": 2}, {"n": 3}),
        ({"a": 1, "x1": {"b": 1}}, {"a": 1, "x2": {"b": 1}}, {"a": 1, "x3": {"b": 1}}),
        ([1, 2], [1], [1, 3, 4]),
    ],
)
def test_what_differs_in_the_original_is_let_pass(first, second, got):
    assert masked(page(first), page(second), page(got)) == ()


@pytest.mark.parametrize(
    ("first", "second", "got"),
    [
        ({"t": RFC}, {"t": RFC2}, {"t": ISO}),
        ({"t": "a1b2"}, {"t": "c3d4"}, {"t": 7}),
        ({"n": 1}, {"n": 2}, {"n": "3"}),
        ({"n": 1}, {"n": 2}, {}),
        ({"n": 1, "m": 1}, {"n": 2, "m": 1}, {"n": 3, "m": 2}),
    ],
)
def test_noise_hides_neither_another_kind_nor_another_place(first, second, got):
    assert len(masked(page(first), page(second), page(got))) == 1


def test_noise_never_hides_a_media_type():
    got = page("a", kind=HTML)
    (difference,) = masked(page({"a": 1}), page({"a": 2}), got)
    assert difference.aspect == "header:content-type"


FORM = "<form><input value='{}'><p>{}</p></form>"


@pytest.mark.parametrize(
    ("token", "text", "found"), [("0f0f", "Hi", 0), ("0f0f", "Ho", 1), ("<b>", "Hi", 1)]
)
def test_only_the_noisy_region_of_a_page_is_masked(token, text, found):
    first, second = (page(FORM.format(t, "Hi"), kind=HTML) for t in ("a1a1", "b2b2"))
    assert len(masked(first, second, page(FORM.format(token, text), kind=HTML))) == found


def signed(payload, time, signature):
    return f'<a href="/reset?token={payload}.{time}.{signature}">reset</a>'


SIGNATURES = (
    "4ZCz8-mX9tFEHDQSZ-wuDEy0sVk",
    "O-6e2Rvqu5KNs_gDAhoWyRWF4dM",
    "gv0bW5Xk2mT3Jq8RzLtY7cNpA1E",
)


@pytest.mark.parametrize(
    ("got", "found"),
    [
        (signed("WyJhIl0", "aSYx5g", SIGNATURES[2]), 0),
        (signed("WyJiIl0", "aSYx5g", SIGNATURES[2]), 1),
        (signed("WyJhIl0", "aSYx5g", SIGNATURES[2] * 2), 1),
        (signed("WyJhIl0", "aSYx5g", "short"), 1),
        (signed("WyJhIl0", "1", SIGNATURES[2]), 1),
    ],
)
def test_of_a_signed_token_the_time_and_the_signature_are_noise_and_nothing_else(got, found):
    one, other = (
        page(f"<p>{signed('WyJhIl0', time, name)}</p>", kind=HTML)
        for time, name in (("aSYxzg", SIGNATURES[0]), ("aSYx2A", SIGNATURES[1]))
    )
    assert len(masked(one, other, page(f"<p>{got}</p>", kind=HTML))) == found


@pytest.mark.parametrize(("length", "found"), [(5000, 0), (4999, 1)])
def test_a_body_that_is_noise_from_end_to_end_has_to_have_its_length(length, found):
    def noise(seed, length=5000):
        body = random.Random(seed).randbytes(length)
        answer = Response(200, (("Content-Type", "application/octet-stream"),), body)
        return Exchange(Request("GET", "/"), answer)

    assert len(masked(noise(1), noise(2), noise(3, length))) == found


def test_a_noisy_header_may_have_any_value_but_has_to_be_there():
    first, second = page(1, ETag='"a1"'), page(1, ETag='"b2"')
    assert masked(first, second, page(1, ETag='"c3"')) == ()
    assert len(masked(first, second, page(1))) == 1


@pytest.mark.parametrize(
    ("got", "unsettled", "found"), [(200, True, 0), (500, True, 0), (404, False, 1)]
)
def test_a_status_that_the_original_varies_proves_nothing(got, unsettled, found):
    first, second = page(1, 200), page(1, 500)
    (mask,) = learn_masks([first], [second])
    one = settle(first, second, page(1, got), mask, "wire")
    assert bool(one.unsettled) == unsettled
    assert len(one.differences) == found
    assert not one.equal


def test_what_was_masked_is_recorded():
    first, second = page({"a": 1}), page({"a": 2})
    (note,) = noise_notes([first], learn_masks([first], [second]))
    assert note["masked"] == ["body $.a"]
