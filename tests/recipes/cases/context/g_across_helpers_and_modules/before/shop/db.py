"""The database, once for each request."""

from flask import current_app, g


class Database:
    def __init__(self, limit):
        self.limit = limit

    def read(self):
        return list(range(self.limit))


def get():
    if "db" not in g:
        g.db = Database(current_app.config["LIMIT"])
    return g.db


def rows():
    return get().read()


def close(error=None):
    g.pop("db", None)
