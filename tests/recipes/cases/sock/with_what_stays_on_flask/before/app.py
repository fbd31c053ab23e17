"""One WebSocket uses what stays on Flask: nothing answers it any more. The other goes on."""

from flask import Flask
from flask_moment import Moment
from flask_sock import Sock

app = Flask(__name__)
moment = Moment(app)
sock = Sock(app)


@sock.route("/clock")
def clock(ws):
    ws.send(str(moment.create()))


@sock.route("/echo")
def echo(ws):
    ws.send(ws.receive())


@app.route("/")
def index():
    return "listen"
