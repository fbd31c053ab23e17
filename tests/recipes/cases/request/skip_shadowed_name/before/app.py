from flask import Flask, request

app = Flask(__name__)


def describe(request):
    """Not Flask's request: whatever has a method."""
    return request.method.lower()


class Fake:
    method = "FAKE"


@app.route("/mine")
def mine():
    return describe(Fake())


@app.route("/theirs", methods=["GET", "POST"])
def theirs():
    return ", ".join(request for request in ["a", "b"]) + f" by {request.method}"
