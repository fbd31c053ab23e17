"""A weather service for the desk: fixed answers on 127.0.0.1, port from WEATHER_UPSTREAM.

Some cities are trouble on purpose: Slowville answers too late, Brokenham with 500, Garbleton with
text that is not JSON, and Kristiania sends one on to Oslo.
"""

import json
import os
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

CITIES = {"Lima": (18.5, 12), "Nairobi": (23.0, 35), "Oslo": (3.5, 40), "São Paulo": (26.0, 8)}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        parts = urlsplit(self.path)
        query = parse_qs(parts.query, keep_blank_values=True)
        city = query.get("city", [""])[0]
        if city == "Slowville":
            time.sleep(2)
            self.answer(200, {})
        elif city == "Brokenham":
            self.answer(500, {"detail": "broken"})
        elif city == "Garbleton":
            self.send(200, b"<<sunny?>>", "text/plain")
        elif city == "Kristiania":
            self.send(302, b"", "text/plain", Location="%s?city=Oslo" % parts.path)
        elif city not in CITIES:
            self.answer(404, {"detail": "no such city"})
        elif parts.path == "/current":
            self.current(city, query)
        elif parts.path == "/forecast":
            celsius = CITIES[city][0]
            days = int(query.get("days", ["3"])[0])
            self.answer(200, {"city": city, "days": [celsius + day * 0.5 for day in range(days)]})
        else:
            self.answer(404, {"detail": "no such page"})

    def current(self, city, query):
        celsius, wind = CITIES[city]
        units = query.get("units", ["c"])[0]
        if units not in ("c", "k"):
            self.answer(422, {"detail": "no such units"})
            return
        temperature = celsius if units == "c" else round(celsius + 273.15, 2)
        self.answer(
            200,
            {
                "city": city,
                "celsius": celsius,
                "temperature": temperature,
                "units": units,
                "wind": wind,
            },
        )

    def answer(self, status, value):
        self.send(status, json.dumps(value).encode(), "application/json")

    def send(self, status, body, content_type, **headers):
        try:
            self.send_response(status)
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(body)))
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)
        except (BrokenPipeError, ConnectionResetError):
            pass  # the client did not wait

    def log_message(self, format, *args):
        pass


def main():
    port = int(os.environ.get("WEATHER_UPSTREAM", "8099"))
    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    server.daemon_threads = True
    print("weather service on http://127.0.0.1:%d" % server.server_port, flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass
    finally:
        server.server_close()


if __name__ == "__main__":
    main()
