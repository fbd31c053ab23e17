from flask import Flask, request

import vendored

app = Flask(__name__)


@app.route("/odd")
@vendored.counted
def odd(times):
    return f"{times} {request.method}"


@app.route("/plain")
def plain():
    return "plain"
