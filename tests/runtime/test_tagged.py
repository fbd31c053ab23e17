"""Each side reads the session cookies that the other wrote."""

from __future__ import annotations

import datetime as dt
import math
import uuid
from decimal import Decimal
from typing import Any

import flask
import pytest
from flask.json.tag import TaggedJSONSerializer
from flask.sessions import SecureCookieSessionInterface
from hypothesis import assume, example, given
from hypothesis import strategies as st
from markupsafe import Markup

from unflask.runtime import tagged
from unflask.runtime.config import default_config
from unflask.runtime.session import signing_serializer

FLASK = TaggedJSONSerializer()
APP = flask.Flask("x")
TAGS = [" t", " b", " m", " u", " d", " di", " di__", " t__", " x"]

keys = st.one_of(st.sampled_from(TAGS), st.text(max_size=4))
leaves = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    st.text(max_size=5),
    st.binary(max_size=5),
    st.uuids(),
    st.datetimes(timezones=st.just(dt.UTC) | st.none()),
    st.text(max_size=5).map(Markup),
)
payloads = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.lists(inner, max_size=3).map(tuple),
        st.dictionaries(keys, inner, max_size=3),
    ),
    max_leaves=8,
)


def flask_text(payload: Any) -> str:
    # Outside of an application keys are not sorted, but no session is written there.
    with APP.app_context():
        return FLASK.dumps(payload)


@given(payloads)
@example({" t": 5})
@example({" di": {" t__": ()}})
@example({"a": {" x": 1}, "b": {" di__": (1,)}})
@example({"d": dt.datetime(2024, 1, 2, 3, 4, 5, 6)})  # noqa: DTZ001
@example({"n": Decimal("1.50"), "day": dt.date(2024, 1, 2)})
@example({1: "a"})
def test_the_text_is_the_same_and_reads_the_same(payload: Any) -> None:
    text = flask_text(payload)
    assert tagged.dumps(payload) == text
    assert tagged.loads(text) == FLASK.loads(text)


@pytest.mark.parametrize("payload", [{"a": {1}}, {"a": object()}, {"a": 1j}, {"a": 1, 2: 3}])
def test_what_flask_refuses_is_refused(payload: Any) -> None:
    with pytest.raises(TypeError) as theirs:
        flask_text(payload)
    with pytest.raises(TypeError) as ours:
        tagged.dumps(payload)
    assert str(ours.value) == str(theirs.value)


def test_a_value_that_is_no_number_survives() -> None:
    assert math.isnan(tagged.loads(tagged.dumps(math.nan)))


def test_a_broken_date_reads_as_none() -> None:
    assert tagged.loads('{" d":"x"}') is FLASK.loads('{" d":"x"}') is None


@pytest.mark.parametrize("old", [None, ["old", b"older"]])
@given(payload=st.dictionaries(keys, payloads, max_size=3))
@example(payload={"long": "a" * 200, "u": uuid.UUID(int=3)})
def test_signed_cookies_go_both_ways(old: Any, payload: dict[str, Any]) -> None:
    app = flask.Flask("x")
    app.config |= {"SECRET_KEY": "new", "SECRET_KEY_FALLBACKS": old}
    theirs = SecureCookieSessionInterface().get_signing_serializer(app)
    ours = signing_serializer({**default_config(), **app.config})
    assert ours is not None
    assert theirs is not None
    with app.app_context():
        written, written_by_flask = str(ours.dumps(payload)), str(theirs.dumps(payload))
    assume(written.split(".")[-2] == written_by_flask.split(".")[-2])  # within one second
    assert written == written_by_flask
    assert ours.loads(written_by_flask) == theirs.loads(written)


def test_a_cookie_signed_with_a_former_key_is_read() -> None:
    config = default_config()
    former = signing_serializer({**config, "SECRET_KEY": "old"})
    now = signing_serializer({**config, "SECRET_KEY": "new", "SECRET_KEY_FALLBACKS": ["old"]})
    assert former is not None
    assert now is not None
    assert now.loads(former.dumps({"a": 1})) == {"a": 1}
    assert signing_serializer(config) is None
