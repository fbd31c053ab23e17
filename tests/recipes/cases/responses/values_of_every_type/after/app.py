from compat.application import Application
from compat.responses import Response

app = Application(__name__)


@app.get("/none")
def none():
    """The view forgot to return something."""


@app.get("/flag")
def flag():
    return True


@app.get("/number")
def number():
    return 42


@app.get("/bytes")
def raw():
    return b"\x00\xff"


@app.get("/text")
def text():
    return "<b>bold</b>"


@app.get("/list")
def listed():
    return [1, {"a": None}]


@app.get("/lines")
def lines():
    def each():
        for n in range(3):
            yield f"line {n}\n"

    return each()


@app.get("/stream")
def stream():
    return Response((str(n) for n in range(5)), mimetype="text/csv", headers={"X-Rows": "5"})


@app.get("/tuple")
def odd():
    return "a", 200, {}, "too many"


@app.get("/set")
def a_set():
    return {"a", "b"}
