"""The example's enrichment provider, with a few more ways to fail."""

import asyncio
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "analytics"))
import upstream  # noqa: E402

RAW = {
    "hangup.example": b"",
    "nohttp.example": b"hello\r\n\r\n",
    "list.example": b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]",
    "empty.example": b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}",
    "null.example": b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nnull",
    "nocontent.example": b"HTTP/1.1 204 No Content\r\n\r\n",
    "moved.example": b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n"
    b"Location: /v1/companies/globex.example\r\n\r\n",
    "latin.example": b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n\xe4\xf6\xfc",
    "stall.example": b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{",
    "words.example": b'HTTP/1.1 200 OK\r\nContent-Length: 18\r\n\r\n{"employees":"12"}',
    "fraction.example": b'HTTP/1.1 200 OK\r\nContent-Length: 18\r\n\r\n{"employees":49.5}',
}
ordinary = upstream.exchange


async def exchange(reader, writer):
    head = await reader.readuntil(b"\r\n\r\n")
    domain = head.split(b" ")[1].decode().rpartition("/")[2]
    if domain in RAW:
        writer.write(RAW[domain].replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n", 1))
        await writer.drain()
        if domain == "stall.example":
            await asyncio.sleep(10)
        return False
    again = asyncio.StreamReader()
    again.feed_data(head)
    again.feed_eof()
    return await ordinary(again, writer)


upstream.exchange = exchange
asyncio.run(upstream.main())
