"""An exception that leaves both applications: each server words that answer, not the application."""

import sys
from dataclasses import replace

import pytest

from unflask.model.exchange import Exchange, Request, Response, exchange_from_json, to_json
from unflask.replay.httpfile import read_http
from unflask.replay.masks import NO_MASK
from unflask.replay.send import Sender
from unflask.replay.settle import settle
from unflask.replay.side import Side, Subject

FLASK = """
from flask import Flask

app = Flask(__name__)

@app.get("/handled")
def handled():
    raise KeyError("in the view")

@app.get("/escaped")
def escaped():
    return "never sent"

@app.teardown_request
def fails(error):
    from flask import request
    if request.path == "/escaped":
        raise KeyError("after the view")
"""
FASTAPI = """
from a2wsgi import WSGIMiddleware
from fastapi import FastAPI

from flask_app import app as flask_app

app = FastAPI()
app.mount("/", WSGIMiddleware(flask_app))
"""


@pytest.fixture
def answers(tmp_path):
    tree = tmp_path / "tree"
    tree.mkdir()
    (tree / "flask_app.py").write_text(FLASK)
    (tree / "main.py").write_text(FASTAPI)
    (tmp_path / "work").mkdir()

    def ask(kind, app, path):
        subject = Subject(kind, tree, app, python=sys.executable)
        with Side(subject, tmp_path / "work") as side:
            return Sender(side).send_all(read_http(f"GET {path}\n", "x.http"))[0]

    return ask


def both(answers, path):
    return answers("wsgi", "flask_app:app", path), answers("asgi", "main:app", path)


def test_it_is_seen_in_what_each_server_logs_and_nothing_is_concluded(answers):
    old, new = both(answers, "/escaped")
    assert (old.escaped, new.escaped) == (True, True)
    found = settle(old, old, new, NO_MASK, "wire")
    assert found.differences == ()
    assert found.unsettled.startswith("KeyError leaves both applications")
    assert not found.equal


def test_one_that_flask_has_answered_did_not_leave_it(answers):
    old, new = both(answers, "/handled")
    assert (old.escaped, new.escaped) == (False, False)
    assert settle(old, old, new, NO_MASK, "wire").equal


def crashed(body="Internal Server Error", error="KeyError: 'x'", *, escaped=True):
    response = Response(500, (("Content-Type", "text/plain"),), body.encode())
    return Exchange(Request("GET", "/"), response, error=error, escaped=escaped)


OLD = replace(
    crashed(),
    response=Response(
        500,
        (("Content-Type", "text/html; charset=utf-8"),),
        b"<!doctype html>\n<html lang=en>\n<title>500 Internal Server Error</title>\n"
        b"<h1>Internal Server Error</h1>\n<p>The server encountered an internal error and was "
        b"unable to complete your request.</p>\n",
    ),
)


def test_the_same_exception_on_both_sides_is_the_servers():
    assert settle(OLD, OLD, crashed(), NO_MASK, "wire").unsettled


def test_a_server_that_broke_off_its_answer_has_answered_in_its_way_too():
    assert settle(OLD, OLD, replace(crashed(), response=None), NO_MASK, "wire").unsettled


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (replace(OLD, escaped=False), crashed()),
        (OLD, crashed(escaped=False)),
        (OLD, crashed(error="TypeError: 'x'")),
        (OLD, crashed(body="Sorry, we are looking into it")),
        (OLD, replace(crashed(), response=Response(502))),
        (replace(OLD, error=None), crashed(error=None)),
    ],
)
def test_anything_else_stays_a_difference(old, new):
    found = settle(old, old, new, NO_MASK, "wire")
    assert found.differences
    assert not found.unsettled


def test_it_is_stored_where_it_is_so():
    assert exchange_from_json(to_json(OLD)) == OLD
    assert "escaped" not in to_json(replace(OLD, escaped=False))
