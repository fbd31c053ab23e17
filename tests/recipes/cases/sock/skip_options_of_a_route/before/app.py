"""A WebSocket with an option of rules, and one that a loop declares."""

from flask import Flask
from flask_sock import Sock

app = Flask(__name__)
sock = Sock(app)


@sock.route("/loud", strict_slashes=False)
def loud(ws):
    ws.send(ws.receive().upper())


for name in ("low", "deep"):

    @sock.route(f"/{name}", endpoint=name)
    def quiet(ws):
        ws.send(ws.receive().lower())


@app.route("/")
def index():
    return "speak"
