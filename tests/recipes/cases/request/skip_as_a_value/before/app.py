import logging

from flask import Flask, request

app = Flask(__name__)
log = logging.getLogger("app")


def shown(value):
    return type(value).__name__


@app.route("/logged")
def logged():
    log.info("asked %r", request)
    return "logged"


@app.route("/stored")
def stored():
    seen = [request]
    return shown(seen[0].path)


@app.route("/plain")
def plain():
    return "plain"
