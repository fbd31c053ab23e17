"""The enrichment provider, for development: fixed answers on 127.0.0.1.

    UPSTREAM_PORT=8090 python upstream.py

Every answer takes UPSTREAM_DELAY seconds (0.2). Some domains are trouble: missing.example is not
known, broken.example gets a 500, garbled.example no JSON, and slow.example an answer after
UPSTREAM_SLOW seconds (10). POST anywhere is a sink for webhooks; POST /fail answers 500.
"""

import asyncio
import contextlib
import json
import os
import signal
import zlib
from http import HTTPStatus
from urllib.parse import unquote, urlsplit

DELAY = float(os.environ.get("UPSTREAM_DELAY", "0.2"))
SLOW = float(os.environ.get("UPSTREAM_SLOW", "10"))

INDUSTRIES = ["software", "retail", "finance", "logistics", "media", "health", "energy"]
COUNTRIES = ["US", "DE", "GB", "FR", "JP", "BR"]
KNOWN = {
    "acme.example": ("Acme Corporation Inc.", "logistics", "US", 1200, 1949),
    "globex.example": ("Globex GmbH", "energy", "DE", 180, 1989),
}


def company(domain):
    """The same company for the same domain, made up from its checksum."""
    if domain in KNOWN:
        name, industry, country, employees, founded = KNOWN[domain]
    else:
        number = zlib.crc32(domain.encode())
        name = domain.split(".")[0].title() + " Ltd."
        industry = INDUSTRIES[number % len(INDUSTRIES)]
        country = COUNTRIES[number // 7 % len(COUNTRIES)]
        employees = number % 3000 + 1
        founded = 1950 + number % 70
    return {
        "domain": domain,
        "legal_name": name,
        "industry": industry,
        "country": country,
        "employees": employees,
        "founded": founded,
    }


def answer(method, path):
    """Status, content type, body and delay."""
    domain = unquote(path.rpartition("/")[2]).lower()
    delay = SLOW if domain == "slow.example" else DELAY
    if method == "POST":
        return reply(500 if path == "/fail" else 200, {"received": True}, 0)
    if not path.startswith("/v1/companies/"):
        return reply(404, {"detail": "no such page"}, delay)
    if domain == "missing.example":
        return reply(404, {"detail": "no such company"}, delay)
    if domain == "broken.example":
        return reply(500, {"detail": "broken"}, delay)
    if domain == "garbled.example":
        return 200, "text/html", b"<p>We are moving.</p>", delay
    return reply(200, company(domain), delay)


def reply(status, value, delay):
    return status, "application/json", json.dumps(value).encode(), delay


async def serve(reader, writer):
    """One connection, with as many requests as the client likes."""
    ends = (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError, ValueError)
    with contextlib.suppress(*ends):
        while await exchange(reader, writer):
            pass
    writer.close()


async def exchange(reader, writer):
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    method, target, version = head[0].split(" ", 2)
    headers = {}
    for line in head[1:]:
        name, _, value = line.partition(":")
        headers[name.strip().lower()] = value.strip()
    await reader.readexactly(int(headers.get("content-length", 0)))
    keep = version != "HTTP/1.0" and headers.get("connection", "").lower() != "close"

    status, kind, body, delay = answer(method, urlsplit(target).path)
    await asyncio.sleep(delay)
    lines = [
        "HTTP/1.1 %d %s" % (status, HTTPStatus(status).phrase),
        "Content-Type: " + kind,
        "Content-Length: %d" % len(body),
        "Connection: " + ("keep-alive" if keep else "close"),
    ]
    writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + (b"" if method == "HEAD" else body))
    await writer.drain()
    return keep


async def main():
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    port = int(os.environ.get("UPSTREAM_PORT", "8090"))
    server = await asyncio.start_server(serve, "127.0.0.1", port, backlog=1024)
    print("upstream on http://127.0.0.1:%d" % server.sockets[0].getsockname()[1], flush=True)
    await stop.wait()
    server.close()
    for task in asyncio.all_tasks() - {asyncio.current_task()}:
        task.cancel()


if __name__ == "__main__":
    asyncio.run(main())
