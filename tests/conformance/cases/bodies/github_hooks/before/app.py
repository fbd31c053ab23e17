"""Receives GitHub's webhooks: signature over the raw body, then dispatch on the event."""

import hashlib
import hmac
import json

from flask import Flask, abort, request

from events import HANDLERS

app = Flask(__name__)
app.config["WEBHOOK_SECRET"] = b"it's a secret to everybody"


def verify_signature():
    header = request.headers.get("X-Hub-Signature-256")
    if not header:
        abort(403, "signature is missing")
    digest = hmac.new(app.config["WEBHOOK_SECRET"], request.get_data(), hashlib.sha256).hexdigest()
    if not hmac.compare_digest(f"sha256={digest}", header):
        abort(403)


def payload():
    if request.mimetype == "application/x-www-form-urlencoded":
        return json.loads(request.form["payload"])
    return request.get_json()


@app.post("/hooks/github")
def github():
    verify_signature()
    event = request.headers.get("X-GitHub-Event", "ping")
    handler = HANDLERS.get(event)
    if handler is None:
        return {"ignored": event}, 202
    return {"handled": event, "result": handler(payload())}


@app.post("/hooks/sign")
def sign():
    """For trying things out: says how a body would have to be signed."""
    body = request.data
    return hmac.new(app.config["WEBHOOK_SECRET"], body, "sha256").hexdigest() + "\n", {
        "Content-Type": "text/plain",
        "X-Length": str(request.content_length),
    }
