import json

from flask import current_app, g, request


class Envelope:
    """Puts JSON answers into an envelope, unless the client wants them bare."""

    def __init__(self, name):
        self.name = name
        self.opened = 0

    def open(self):
        self.opened += 1
        g.bare = request.args.get("bare") == "1"
        request.scale = request.headers.get("X-Scale", "A")

    def wrap(self, response):
        if g.bare or not response.is_json:
            return response
        data = response.get_json()
        ok = 200 <= response.status_code < 300
        body = {"ok": ok, "data": data, "unit": current_app.config["UNIT"], "scale": request.scale}
        response.set_data(json.dumps(body))
        if response.status_code == 201:
            response.status = "200 OK"
        return response


def stamps():
    return [("X-One", "1"), ("X-Two", "2")]
