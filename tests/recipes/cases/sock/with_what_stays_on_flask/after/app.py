"""One WebSocket uses what stays on Flask: nothing answers it any more. The other goes on."""

import importlib

from flask_moment import Moment

from compat.application import Application
from compat.legacy import Fallback
from compat.sock import Sock

app = Application(__name__)
# unflask UF201: a Flask extension is used here: Flask-Moment; instead: the library's own HTML in the templates
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)
moment = Moment()
sock = Sock(app)


# Nothing answers GET /clock: UF201 a Flask extension is used here: Flask-Moment; instead: the library's own HTML in the templates (app.py:8) (through clock → moment).
def clock(ws):
    ws.send(str(moment.create()))


@sock.route("/echo")
def echo(ws):
    ws.send(ws.receive())


@app.get("/")
def index():
    return "listen"
