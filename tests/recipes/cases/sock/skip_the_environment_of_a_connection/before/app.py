"""What a connection tells of WSGI has no counterpart; a page beside it does not mind."""

from flask import Flask
from flask_sock import Sock

app = Flask(__name__)
sock = Sock(app)


@sock.route("/where")
def where(ws):
    ws.send(ws.environ["SERVER_SOFTWARE"])


@app.route("/")
def index():
    return "look at /where"
