from flask import Flask

app = Flask(__name__)


@app.route("/", subdomain="api")
def api():
    return "api"


@app.route("/plain")
def plain():
    return "plain"
