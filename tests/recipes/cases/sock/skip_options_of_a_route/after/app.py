"""A WebSocket with an option of rules, and one that a loop declares."""

import importlib

from flask_sock import Sock

from compat.application import Application
from compat.legacy import Fallback

app = Application(__name__)
# unflask UF201: a Flask extension is used here: Flask-Sock; a WebSocket is declared at app.py:17 in a way that hides it
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)
sock = Sock()


@sock.route("/loud", strict_slashes=False)
# unflask UF206: nothing answers this WebSocket any longer: `loud`
def loud(ws):
    ws.send(ws.receive().upper())


for name in ("low", "deep"):

    @sock.route(f"/{name}", endpoint=name)
    # unflask UF206: nothing answers this WebSocket any longer: `quiet`
    def quiet(ws):
        ws.send(ws.receive().lower())


@app.get("/")
def index():
    return "speak"
