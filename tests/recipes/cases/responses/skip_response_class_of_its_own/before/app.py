from flask import Flask, Response

app = Flask(__name__)


class Plain(Response):
    default_mimetype = "text/plain"


app.response_class = Plain


@app.route("/made")
def made():
    return app.response_class("made")


@app.route("/text")
def text():
    return "text"
