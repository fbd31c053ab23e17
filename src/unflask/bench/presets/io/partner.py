"""A third party that answers after 200 ms, however many ask; it prints its port of 127.0.0.1."""

import asyncio
import json
import signal

DELAY = 0.2


async def answer(reader, writer):
    try:
        while line := await reader.readline():
            while (await reader.readline()).strip():
                pass
            await asyncio.sleep(DELAY)
            name = line.split()[1].decode("ascii").rpartition("/")[2]
            body = json.dumps({"name": name, "score": sum(name.encode()) % 100}).encode()
            head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
            writer.write(head.encode() % len(body) + body)
            await writer.drain()
    except (ConnectionError, asyncio.IncompleteReadError):
        pass
    finally:
        writer.close()


async def main():
    server = await asyncio.start_server(answer, "127.0.0.1", 0, backlog=1024)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, server.close)
    print(server.sockets[0].getsockname()[1], flush=True)
    try:
        await server.serve_forever()
    except asyncio.CancelledError:
        pass


if __name__ == "__main__":
    asyncio.run(main())
