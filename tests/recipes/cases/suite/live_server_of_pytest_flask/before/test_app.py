import json
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from flask import url_for


def test_a_page_is_served(live_server):
    with urlopen(live_server.url("/"), timeout=5) as answer:
        assert (answer.status, answer.read()) == (200, b"index")


def test_a_body_is_received(live_server):
    head = {"Content-Type": "application/json"}
    request = Request(live_server.url("/echo"), b'{"a": 1}', head, method="POST")
    with urlopen(request, timeout=5) as answer:
        assert json.load(answer) == {"got": {"a": 1}, "here": "/echo"}


def test_what_is_not_there(live_server):
    with pytest.raises(HTTPError, match="404"):
        urlopen(live_server.url("/nowhere"), timeout=5)


def test_addresses_are_whole(live_server):
    assert url_for("index", _external=True).endswith(f":{live_server.port}/")


def test_the_client_is_still_there(client, live_server):
    assert client.get("/") == 200
