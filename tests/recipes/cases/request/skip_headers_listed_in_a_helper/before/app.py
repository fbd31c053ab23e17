from flask import Flask, request

app = Flask(__name__)


def names(headers):
    return sorted(name for name, _ in headers)


def count(headers):
    headers = list(headers)
    return str(len(headers))


def first(headers, *, name="Accept"):
    return headers.get(name) or repeat(headers)


def repeat(headers):
    return first(headers, name="Host")


@app.route("/names")
def show_names():
    return {"names": [name for name in names(request.headers) if name.startswith("X-")]}


@app.route("/count")
def show_count():
    return count(request.headers)


@app.route("/first")
def show_first():
    return first(request.headers)


@app.route("/plain")
def plain():
    return "plain"
