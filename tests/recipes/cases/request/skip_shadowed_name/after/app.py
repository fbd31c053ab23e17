from compat.application import Application
from compat.requests import Request

app = Application(__name__)


def describe(request):
    """Not Flask's request: whatever has a method."""
    return request.method.lower()


class Fake:
    method = "FAKE"


@app.get("/mine")
def mine():
    return describe(Fake())


@app.api_route("/theirs", methods=["GET", "POST"])
def theirs(request: Request):
    return ", ".join(request for request in ["a", "b"]) + f" by {request.method}"
