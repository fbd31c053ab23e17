"""What a connection tells of WSGI has no counterpart; a page beside it does not mind."""

import importlib

from flask_sock import Sock

from compat.application import Application
from compat.legacy import Fallback

app = Application(__name__)
# unflask UF201: a Flask extension is used here: Flask-Sock; `ws.environ` is used at app.py:10
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)
sock = Sock()


@sock.route("/where")
# unflask UF206: nothing answers this WebSocket any longer: `where`
def where(ws):
    ws.send(ws.environ["SERVER_SOFTWARE"])


@app.get("/")
def index():
    return "look at /where"
