from flask import Flask, request

app = Flask(__name__)


def limit():
    return request.shallow


@app.route("/limit", methods=["GET", "POST"])
def show():
    return f"{limit()}"


@app.route("/trace")
def trace():
    request.shallow = 7
    return "none"


@app.route("/ok")
def ok():
    return "ok"
