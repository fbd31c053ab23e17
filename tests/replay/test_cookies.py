"""Cookies: parsing, the jar, and Flask's session."""

import base64
import json

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from unflask.replay.cookies import Jar, parse_set_cookie, session_payload


def flask_session(data):
    app = Flask(__name__)
    app.secret_key = "k"
    return app.session_interface.get_signing_serializer(app).dumps(data)


@given(st.dictionaries(st.text(max_size=5), st.integers() | st.text(max_size=300), max_size=3))
def test_a_flask_session_is_decoded(data):
    assert session_payload(flask_session(data)) == data


def test_another_cookie_is_no_session():
    foreign = base64.b64encode(json.dumps({"a": 1}).encode()).decode()
    for value in ("", "1", "a.b.c", f"{foreign}.aWhk.{'c2ln' * 7}"):
        assert session_payload(value) is None


def test_the_jar_sends_what_it_was_given_until_it_is_deleted():
    jar = Jar()
    jar.store(["a=1; Path=/", "b=2; Path=/deep", "c=3; Max-Age=0"])
    assert jar.header("/", None) == "a=1"
    assert jar.header("/deep/er", None) == "a=1; b=2"
    assert jar.header("/deeper", None) == "a=1"
    jar.store(["a=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Path=/"])
    assert jar.header("/", None) is None


def test_what_the_request_names_itself_wins():
    jar = Jar()
    jar.store(["a=1", "b=2"])
    assert jar.header("/", "a=9; z=0") == "a=9; z=0; b=2"


@pytest.mark.parametrize(
    ("header", "deletes"),
    [
        ("a=1", False), ("a=; Max-Age=0", True), ("a=1; Max-Age=60", False),
        ("a=; Expires=Thu, 01 Jan 1970 00:00:00 GMT", True), ("a=; Expires=never", False),
    ],
)  # fmt: skip
def test_when_a_header_deletes(header, deletes):
    assert parse_set_cookie(header).deletes is deletes


def test_a_cookie_has_lower_case_attributes_and_no_quotes():
    cookie = parse_set_cookie('a="x y"; Path=/; HttpOnly; Max-Age=5')
    assert (cookie.name, cookie.value) == ("a", "x y")
    assert cookie.attributes == {"path": "/", "httponly": "", "max-age": "5"}
