from flask import Flask, request

app = Flask(__name__)


def limit():
    return request.max_content_length


@app.route("/limit", methods=["GET", "POST"])
def show():
    return f"{limit()}"


@app.route("/trace")
def trace():
    request.max_form_parts = 7
    return "none"


@app.route("/ok")
def ok():
    return "ok"
