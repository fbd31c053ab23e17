"""Today's readings only: they are kept in a database in memory."""

import sqlite3
import threading

_lock = threading.Lock()
connection = sqlite3.connect(":memory:", check_same_thread=False)
connection.execute("CREATE TABLE readings (id INTEGER PRIMARY KEY, sensor TEXT, value REAL)")


def run(sql, *values):
    with _lock, connection:
        return connection.execute(sql, values)


def add(sensor, value):
    return run("INSERT INTO readings (sensor, value) VALUES (?, ?)", sensor, value).lastrowid


def remove(number):
    return run("DELETE FROM readings WHERE id = ?", number).rowcount


def all():
    return run("SELECT sensor, value FROM readings ORDER BY id").fetchall()


def mean(sensor):
    return run("SELECT AVG(value) FROM readings WHERE sensor = ?", sensor).fetchone()[0]
