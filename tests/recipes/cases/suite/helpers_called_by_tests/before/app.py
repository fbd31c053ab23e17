from flask import Flask, request

app = Flask(__name__)


def wanted(default="none"):
    return request.args.get("q", default)


@app.route("/q")
def q():
    return wanted() + wanted(default="!")
