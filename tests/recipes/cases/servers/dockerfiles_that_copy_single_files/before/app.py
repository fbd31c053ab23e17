from flask import Flask, request

from rooms import ROOMS

app = Flask(__name__)


@app.get("/rooms")
def rooms():
    return {"rooms": ROOMS}


@app.post("/raw")
def raw():
    request.stream.exhaust()
    return "exhausted"
