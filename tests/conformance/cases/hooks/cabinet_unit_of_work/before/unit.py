from flask import g

DRAWERS = {"top": ["pens"], "low": []}
COMMITS = []


def begin():
    g.changes = {}


def read(name):
    return DRAWERS.get(name, []) + g.changes.get(name, [])


def write(name, thing):
    g.changes.setdefault(name, []).append(thing)


def pending(name):
    return g.changes.get(name, [])


def commit_if_fine(response):
    if g.changes and response.status_code < 400:
        for name, things in g.changes.items():
            DRAWERS.setdefault(name, []).extend(things)
        COMMITS.append(sorted(g.changes))
        response.headers["X-Commit"] = str(len(COMMITS))
    return response


def forget(error=None):
    g.pop("changes", None)
