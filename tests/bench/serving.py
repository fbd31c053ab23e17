"""Small applications, and a look at what is left when their servers should be gone."""

import os
import socket
import textwrap
import time

import psutil

from unflask.model.bench import LoadRequest, Profile, Variant

ASGI = """
import asyncio, os, signal, time
from pathlib import Path

SEEN = Path("seen.txt").open("a", buffering=1)
count = 0

async def send_all(send, status, body=b"fine", headers=()):
    await send({"type": "http.response.start", "status": status, "headers": list(headers)})
    await send({"type": "http.response.body", "body": body})

async def app(scope, receive, send):
    global count
    if scope["type"] != "http":
        while True:
            message = await receive()
            await send({"type": message["type"] + ".complete"})
            if message["type"] == "lifespan.shutdown":
                return
    count += 1
    SEEN.write(f"{time.time()} {scope['client'][1]}\\n")
    await answer(scope, send)

async def answer(scope, send):
    ANSWER
"""
"""An application that notes each request that it gets, and when; each line is on disk at once."""


def asgi(answer="await send_all(send, 200)"):
    """Return the source of an application that answers in its own way."""
    return ASGI.replace("ANSWER", textwrap.indent(answer, "    ").strip())


FINE = asgi()
WSGI = """
def app(environ, start_response):
    start_response("200 OK", [("Content-Length", "4")])
    return [b"fine"]
"""


def profile(*paths, **changes):
    """A load of GET requests, each path once."""
    return Profile(
        "p", tuple(LoadRequest(f"GET {p}", "GET", p, **changes) for p in paths or ("/",))
    )


def variant(folder, name="a", server="uvicorn", source=None, **changes):
    """One worker for the app in a folder of its own, which is written first where there is source."""
    if source is not None:
        folder.mkdir(exist_ok=True)
        (folder / "app.py").write_text(source)
    options = {"app": "app:app", "workers": 1} | changes
    return Variant(name, server, str(folder), **options)


def seen(folder):
    """What the app itself noted of each request: seconds since the epoch, the client's port."""
    lines = [line.split() for line in (folder / "seen.txt").read_text().splitlines()]
    return [(float(at), int(port)) for at, port in lines]


def group(number):
    """The processes of a group that are still at work."""
    found = []
    for process in psutil.process_iter():
        try:
            if os.getpgid(process.pid) == number and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
        except (psutil.Error, ProcessLookupError):
            continue
    return found


def is_free(port):
    """Tell whether nobody listens on a port of 127.0.0.1."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def eventually(true, seconds=10.0):
    """Wait until something is true; tell whether it became so."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True
