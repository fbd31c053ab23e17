"""Serve requests in one process; print the answers, with the SQL that each of them ran, as JSON."""

import asyncio
import importlib
import json
import sys
from pathlib import Path

import httpx
from sqlalchemy import Engine, event


def main(kind, tree, target, requests):
    sys.path.insert(0, tree)
    statements = []

    @event.listens_for(Engine, "before_cursor_execute")
    def note(_connection, _cursor, statement, parameters, _context, _many):
        statements.append([statement, repr(parameters)])

    def taken():
        found = list(statements)
        statements.clear()
        return found

    module, _, name = target.partition(":")
    app = getattr(importlib.import_module(module), name.removesuffix("()"))
    app = app() if name.endswith("()") else app
    found = [["", "the start", 0, "", "", taken()]]
    ask = asker(kind, app)
    for request in json.loads(Path(requests).read_text()):
        answer = ask(
            request["method"],
            request["target"],
            headers=request["headers"],
            content=request["body"],
        )
        kind = (answer.headers.get("content-type") or "").partition(";")[0]
        names = request["method"], request["target"]
        found.append([*names, answer.status_code, kind, answer.text, taken()])
    sys.stdout.write(json.dumps(found))


def asker(kind, app):
    if kind == "wsgi":
        transport = httpx.WSGITransport(app=app)
        return httpx.Client(transport=transport, base_url="http://localhost").request
    loop = asyncio.new_event_loop()
    transport = httpx.ASGITransport(app=app)
    client = httpx.AsyncClient(transport=transport, base_url="http://localhost")
    return lambda *a, **k: loop.run_until_complete(client.request(*a, **k))


main(*sys.argv[1:])
