"""Which calls would stop an event loop, and which only look like it."""

import pytest

from unflask.facts.blocking import blocking_calls, reaching

HEAD = "from flask import Flask\napp = Flask(__name__)\n"


def found(app, imports, *lines):
    body = "\n".join(f"    {line}" for line in lines)
    return [
        (u.call, u.waits_for) for u in blocking_calls(app(f"{HEAD}{imports}\ndef f(x):\n{body}\n"))
    ]


@pytest.mark.parametrize(
    ("imports", "line", "call", "what"),
    [
        ("import requests", "requests.get(x)", "requests.get", "HTTP"),
        ("from requests import get as fetch", "fetch(x)", "fetch", "HTTP"),
        ("import requests\ns = requests.Session()", "s.post(x)", "s.post", "HTTP"),
        ("import urllib.request", "urllib.request.urlopen(x)", "urllib.request.urlopen", "HTTP"),
        ("import time", "time.sleep(1)", "time.sleep", "time"),
        ("import subprocess", "subprocess.run(x)", "subprocess.run", "another process"),
        ("import psycopg2", "x.cursor().execute('')", "x.cursor().execute", "a database"),
        ("import redis\nr = redis.Redis()", "r.get(x)", "r.get", "a database"),
        ("", "open(x)", "open", "the disk"),
        ("from pathlib import Path", "x.read_text()", "x.read_text", "the disk"),
        ("import smtplib", "smtplib.SMTP(x)", "smtplib.SMTP", "a service"),
        (
            "from werkzeug.security import check_password_hash",
            "check_password_hash(x, x)", "check_password_hash", "a slow hash",
        ),
        (
            "from flask_sqlalchemy import SQLAlchemy\ndb = SQLAlchemy()",
            "db.session.commit()", "db.session.commit", "a database",
        ),
        (
            ("from flask_sqlalchemy import SQLAlchemy\ndb = SQLAlchemy()\n"
            "class User(db.Model):\n    pass"),
            "User.query.all()", "User.query.all", "a database",
        ),
    ],
)  # fmt: skip
def test_it_blocks(app, imports, line, call, what):
    assert found(app, imports, line) == [(call, what)]


def test_a_connection_keeps_blocking_under_its_names(app):
    lines = ("with sqlite3.connect(x) as c:", "    rows = c.cursor()", "    rows.execute('')")
    assert ("rows.execute", "a database") in found(app, "import sqlite3", *lines)


@pytest.mark.parametrize(
    ("imports", "line"),
    [
        ("import requests", "requests.exceptions.HTTPError(x)"),
        ("import redis.asyncio", "redis.asyncio.Redis()"),
        ("import requests", "x.json()"),
        ("import time", "time.time()"),
        ("def open(x): ...", "open(x)"),
        ("", "x.execute('')"),
        ("from flask_sqlalchemy import SQLAlchemy\ndb = SQLAlchemy()", "db.Column(x)"),
    ],
)
def test_it_does_not_block(app, imports, line):
    assert found(app, imports, line) == []


def test_code_that_runs_at_import_blocks_no_request(app):
    assert blocking_calls(app(f"{HEAD}import time\ntime.sleep(1)\n")) == []


def test_the_routes_that_reach_a_call(app):
    made = app(
        f"""{HEAD}import time
def slow():
    time.sleep(1)

@app.get("/a")
def a():
    return slow()

@app.get("/b")
def b():
    return "b"
"""
    )
    assert reaching(made, "app.slow") == ("a",)
