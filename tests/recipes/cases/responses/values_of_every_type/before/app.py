from flask import Flask, Response

app = Flask(__name__)


@app.route("/none")
def none():
    """The view forgot to return something."""


@app.route("/flag")
def flag():
    return True


@app.route("/number")
def number():
    return 42


@app.route("/bytes")
def raw():
    return b"\x00\xff"


@app.route("/text")
def text():
    return "<b>bold</b>"


@app.route("/list")
def listed():
    return [1, {"a": None}]


@app.route("/lines")
def lines():
    def each():
        for n in range(3):
            yield f"line {n}\n"

    return each()


@app.route("/stream")
def stream():
    return Response((str(n) for n in range(5)), mimetype="text/csv", headers={"X-Rows": "5"})


@app.route("/tuple")
def odd():
    return "a", 200, {}, "too many"


@app.route("/set")
def a_set():
    return {"a", "b"}
