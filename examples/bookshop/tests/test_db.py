import datetime
import sqlite3
from decimal import Decimal

import pytest

from bookshop.db import get_db


def test_get_close_db(app):
    with app.app_context():
        db = get_db()
        assert db is get_db()

    with pytest.raises(sqlite3.ProgrammingError) as e:
        db.execute("SELECT 1")

    assert "closed" in str(e.value)


def test_types(app):
    with app.app_context():
        row = get_db().execute("SELECT * FROM book WHERE id = 1").fetchone()
    assert row["price"] == Decimal("7.50")
    assert row["published"] == datetime.date(1813, 1, 28)


def test_init_db_command(runner, monkeypatch):
    class Recorder(object):
        called = False

    def fake_init_db():
        Recorder.called = True

    monkeypatch.setattr("bookshop.db.init_db", fake_init_db)
    result = runner.invoke(args=["init-db"])
    assert "Initialized" in result.output
    assert Recorder.called


def test_seed_command(runner):
    runner.invoke(args=["init-db"])
    result = runner.invoke(args=["seed"])
    assert "Added 7 books." in result.output
    runner.invoke(args=["init-db"])
    assert runner.invoke(args=["seed", "--quiet"]).output == ""
