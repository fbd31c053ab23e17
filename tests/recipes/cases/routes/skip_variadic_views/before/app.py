from flask import Flask

app = Flask(__name__)


@app.route("/all/<a>/<b>")
def everything(*values, **parts):
    return parts


@app.route("/asked/<request>")
def asked(**parts):
    return parts


@app.route("/plain/<a>")
def plain(a, *, b="b"):
    return a + b
