import socket

from flask import Flask, current_app

app = Flask(__name__)
app.release = "1.2"
app.connection = socket.socket() if app.config.get("HOST") else None


@app.route("/")
def index():
    return {"release": current_app.release, "connected": current_app.connection is not None}
